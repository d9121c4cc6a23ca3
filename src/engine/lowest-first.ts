import type { Certificate } from '../model/certificate.js';
import { isSameName } from '../x509/path/distinguished-name.js';

/**
 * Certificates that belong together with the end-entity certificate first, as far as that can be told. A PKCS#7 file is a set,
 * and many tools write the root first: the one that issued none of the others is the end-entity certificate.
 */
export function lowestFirst(certificates: readonly Certificate[]): readonly Certificate[] {
  const issuesAnother = ({ subject, sha256 }: Certificate) =>
    certificates.some((other) => other.sha256 !== sha256 && !other.selfIssued && isSameName(other.issuer, subject));
  const lowest = certificates.filter((each) => !issuesAnother(each));
  const own = lowest.filter(({ isCa }) => isCa !== true);
  // Where several could be it, the order of the file is all that is left. A root that issued none of them is not it: the CA
  // between them may be lacking.
  const [first] = own.length > 0 ? own : lowest;
  if (!first) return certificates;
  return [first, ...certificates.filter((each) => each !== first)];
}
