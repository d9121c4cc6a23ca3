import { shortName, type KnownCertificate } from '../model/certificate.js';
import type { Knowledge } from '../model/knowledge.js';
import { tellingFailure, type PathAnswer } from '../model/path.js';
import { dayOf } from '../model/time.js';
import { isSameName } from '../x509/path/distinguished-name.js';

/** The self-signed root that a path stops short of, where it is known; only by its key where that is known too. */
function missingRoot({ path, tried }: PathAnswer, { certificates }: Knowledge): KnownCertificate | null {
  const failure = path?.failure ?? tellingFailure(tried);
  if (failure?.fault !== 'no-issuer') return null;
  const { issuer, sha256 } = failure.certificate;
  const key = certificates.find((known) => known.sha256 === sha256)?.issuerSpkiSha256 ?? null;
  const isMissing = (known: KnownCertificate) =>
    known.selfSigned === true && isSameName(known.subject, issuer) && (key === null || known.spkiSha256 === key);
  return certificates.find(isMissing) ?? null;
}

/** Plays a path again with one more trust anchor, or with one more certificate sent by the peer. */
export type Again = (
  more: { readonly anchor: KnownCertificate } | { readonly sent: KnownCertificate },
) => PathAnswer | null;

/** What OpenSSL says of a path that stops short of a known root, and what would let it validate; tried before it is said. */
export function missingRootWords(answer: PathAnswer, knowledge: Knowledge, again: Again): string | null {
  const root = answer.answer === 'yes' ? null : missingRoot(answer, knowledge);
  if (!root || again({ anchor: root })?.answer !== 'yes') return null;
  const bridge = knowledge.certificates.find(
    (known) =>
      known.selfSigned !== true &&
      known.spkiSha256 === root.spkiSha256 &&
      isSameName(known.subject, root.subject) &&
      again({ sent: known })?.answer === 'yes',
  );
  const sent = bridge ? `, and so would its cross-sign by ${shortName(bridge.issuer)}, sent by the peer` : '';
  return (
    'OpenSSL says error 20, unable to get local issuer certificate; ' +
    `${root.name} (SHA-256 ${root.sha256}) as a trust anchor would let it validate${sent}`
  );
}

/** What another certificate of the same CA came to that has expired; `null` where none has. */
export function expiredCrossSign({ path, tried }: PathAnswer): string | null {
  const failure = path?.failure ?? tellingFailure(tried);
  if (failure?.fault !== 'expired' || failure.certificate.selfIssued) return null;
  return `its cross-sign by ${shortName(failure.certificate.issuer)} expired on ${dayOf(failure.certificate.notAfter)}`;
}
