import { sameName, shortName } from '../model/certificate.js';
import type { Knowledge } from '../model/knowledge.js';
import type { FoundCertificate } from '../x509/reader.js';

/** What a peer presented, in a few words: whose certificate, and where its path leads. It says nothing of any trust store. */
export function presented(found: readonly FoundCertificate[], { certificates: known }: Knowledge): string {
  const [first] = found;
  const top = found.at(-1);
  if (!first || !top) return 'none of its certificates can be read';
  const { sha256, issuer } = top.certificate;
  const path = found.map(({ certificate }) => shortName(certificate.subject)).join(', issued by ');
  const itself = known.find((each) => each.sha256 === sha256 && each.selfIssued);
  if (itself) return `${path}, which is a known root`;
  const end = `${path}, issued by ${shortName(issuer)}`;
  const named = known.some((each) => each.selfIssued && sameName(each.subject, issuer));
  return `${end}, which ${named ? 'has the name of a known root' : 'is no root that is known'}`;
}
