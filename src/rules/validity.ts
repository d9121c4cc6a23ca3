import { shortName, type Certificate } from '../model/certificate.js';
import type { Knowledge } from '../model/knowledge.js';
import { claimedRoot } from '../model/label.js';
import { hasBegun, hasEnded, moment, type Moment } from '../model/time.js';
import type { TrustStoreEntry } from '../model/trust.js';
import type { RuleResult } from './define-rule.js';
import type { StoredEntry } from './entries.js';

/** Whether some peer asks for a root at `asOf`, or asks to keep it; `null` for a certificate that no profile knows. */
export function isNeeded(sha256: string, knowledge: Knowledge, asOf: Moment): boolean | null {
  if (!knowledge.certificates.some((certificate) => certificate.sha256 === sha256)) return null;
  return knowledge.peers.some(({ requirements }) =>
    requirements.some(
      ({ announced, from, allOf = [], anyOf = [], keep }) =>
        hasBegun(moment(announced ?? from), asOf) &&
        ([...allOf, ...anyOf].includes(sha256) ||
          keep.some(({ anchor, until }) => anchor === sha256 && until !== null && !hasEnded(moment(until), asOf))),
    ),
  );
}

/** The certificate of an entry whose end is known: proven, or only claimed by the entry's name. */
export function datedCertificate(
  entry: TrustStoreEntry,
  knowledge: Knowledge,
): { readonly certificate: Certificate; readonly proven: boolean } | null {
  if (entry.identity.certainty !== 'label') {
    return entry.identity.certificate ? { certificate: entry.identity.certificate, proven: true } : null;
  }
  const claimed = entry.claims.map((claim) => claimedRoot(claim.value, knowledge)).find((root) => root !== null);
  return claimed ? { certificate: claimed, proven: false } : null;
}

/** What findings about the validity of one entry have in common. */
export function validityResult(
  { entry, context, store }: StoredEntry,
  certificate: Certificate,
): Pick<RuleResult, 'at' | 'trustAnchor' | 'tlsContext'> & { readonly data: Readonly<Record<string, string>> } {
  const name = shortName(certificate.subject);
  return {
    data: { label: entry.label.value, name, store: store.name, until: certificate.notAfter.slice(0, 10) },
    at: entry.label.at,
    trustAnchor: { name, sha256: certificate.sha256 },
    ...(store.scope === 'context' && context ? { tlsContext: context.name.value } : {}),
  };
}
