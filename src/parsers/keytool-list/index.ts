import type { Problem } from '../../model/trust.js';
import type { SourceText } from '../../text/source-text.js';
import type { ListedCertificate, ListingParser } from '../parser.js';
import { statement, truncated } from '../problem.js';
import { scan, type Entry, type Listing } from './scan.js';
import { keytoolListFormat, TRUSTED } from './format.js';

export const keytoolList: ListingParser = {
  ...keytoolListFormat,
  parse(source) {
    const listing = scan(source);
    const certificates: ListedCertificate[] = [];
    const problems: Problem[] = [];
    for (const entry of listing.entries) {
      if (entry.type !== null && entry.type !== TRUSTED) continue;
      const read = readEntry(source, entry);
      if ('ruleId' in read) problems.push(read);
      else certificates.push(read);
    }
    const unseen = whyIncomplete(source, listing);
    return { certificates, problems: unseen ? [...problems, unseen] : problems };
  },
};

function readEntry(source: SourceText, entry: Entry): ListedCertificate | Problem {
  const { alias, start, end, armour, sha256, otherFingerprint, owner, issuer, serial } = entry;
  const label = source.sourced(alias.start, alias.end);
  const at = source.at(start, end);
  if (entry.type === null) return truncated(`the entry ${label.value}`, 'its type is not printed', at);
  if (armour) return { label, body: { kind: 'armour', range: armour }, at };
  const description =
    owner !== null && issuer !== null && serial !== null
      ? { subject: owner, issuer, serial, notBefore: null, notAfter: null }
      : null;
  if (otherFingerprint === 'damaged')
    return statement(`the fingerprint of ${label.value}`, 'it is not 32 pairs of hexadecimal digits', at);
  if (sha256 !== null) return { label, body: { kind: 'fingerprint', sha256, description }, at };
  if (otherFingerprint === null) return truncated(`the entry ${label.value}`, 'its fingerprint is not printed', at);
  // Old releases of Java print MD5 and SHA-1, which prove nothing; the names and the serial number of -v do.
  return description
    ? { label, body: { kind: 'described', description }, at }
    : { label, body: { kind: 'fingerprint', sha256: null, description: null }, at };
}

/** Why the listing may not show all of the key store. */
function whyIncomplete(source: SourceText, { entries, counts, isPkcs12, unverified }: Listing): Problem | null {
  const at = source.at(source.contentStart, source.contentStart);
  const what = 'the listing of the key store';
  const [count, ...others] = counts;
  if (count === undefined) {
    const because = 'how many entries there are is not printed, or not in English (keytool -J-Duser.language=en)';
    return statement(what, because, at);
  }
  if (others.length > 0) return statement(what, 'the file holds several listings; save each in a file of its own', at);
  if (entries.length !== count) {
    const because = `${count} entries are announced, and ${entries.length} can be read`;
    return truncated(what, because, at);
  }
  const trusted = entries.filter(({ type }) => type === TRUSTED).length;
  if (isPkcs12 && (unverified || trusted === 0)) {
    const because =
      'without the password keytool shows no certificate of a PKCS#12 store: list it again with its password';
    return statement(what, because, at);
  }
  return null;
}
