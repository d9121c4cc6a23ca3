import { shortName, type Certificate } from '../model/certificate.js';
import type { Knowledge } from '../model/knowledge.js';
import { claimedRoot } from '../model/label.js';
import { hasBegun, hasEnded, moment, type Moment } from '../model/time.js';
import type { TrustStoreEntry } from '../model/trust.js';
import type { RuleResult } from './define-rule.js';
import type { StoredEntry } from './entries.js';

/** Whether some peer asks for a root at `asOf`, or asks to keep it; `null` for a certificate that no profile knows. */
export function isNeeded(sha256: string | null, knowledge: Knowledge, asOf: Moment): boolean | null {
  if (sha256 === null || !knowledge.certificates.some((certificate) => certificate.sha256 === sha256)) return null;
  return knowledge.peers.some(({ requirements }) =>
    requirements.some(
      ({ announced, from, allOf = [], anyOf = [], keep }) =>
        hasBegun(moment(announced ?? from), asOf) &&
        ([...allOf, ...anyOf].includes(sha256) ||
          keep.some(({ anchor, until }) => anchor === sha256 && until !== null && !hasEnded(moment(until), asOf))),
    ),
  );
}

/** What is known of the end of an entry's certificate. */
export interface Dated {
  readonly name: string;
  readonly notAfter: string;
  /** `null` where a listing prints the end of a certificate that is none of the known ones. */
  readonly sha256: string | null;
  /** False where only the entry's name says which certificate it is. */
  readonly proven: boolean;
}

/** The end of an entry's certificate: proven, as the device prints it, or only claimed by the entry's name. */
export function datedCertificate({ identity, claims }: TrustStoreEntry, knowledge: Knowledge): Dated | null {
  if (identity.certainty === 'label') {
    const claimed = claims.map((claim) => claimedRoot(claim.value, knowledge)).find((root) => root !== null);
    return claimed ? dated(claimed, false) : null;
  }
  if (identity.certificate) return dated(identity.certificate, true);
  const { subject, notAfter } = identity.certainty === 'described' ? identity.description : {};
  return subject && notAfter ? { name: shortName(subject), notAfter, sha256: null, proven: true } : null;
}

function dated({ subject, notAfter, sha256 }: Certificate, proven: boolean): Dated {
  return { name: shortName(subject), notAfter, sha256, proven };
}

/** What findings about the validity of one entry have in common. */
export function validityResult(
  { entry, context, store }: StoredEntry,
  { name, notAfter, sha256 }: Dated,
): Pick<RuleResult, 'at' | 'trustAnchor' | 'tlsContext'> & { readonly data: Readonly<Record<string, string>> } {
  const label = entry.label.value;
  return {
    data: {
      label,
      what: label === name ? name : `${label} (${name})`,
      name,
      store: store.name,
      until: notAfter.slice(0, 10),
    },
    at: entry.label.at,
    ...(sha256 === null ? {} : { trustAnchor: { name, sha256 } }),
    ...(store.scope === 'context' && context ? { tlsContext: context.name.value } : {}),
  };
}
