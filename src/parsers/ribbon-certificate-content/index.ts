import type { Problem } from '../../model/trust.js';
import type { Sourced } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';
import { printedCertificates } from '../certificate-text/scan.js';
import type { ListedCertificate, ListingParser, ParsedListing } from '../parser.js';
import { statement } from '../problem.js';
import { ACTION, certificateBlocks, sections } from './scan.js';
import { ribbonCertificateContentFormat } from './format.js';

export const ribbonCertificateContent: ListingParser = {
  ...ribbonCertificateContentFormat,
  parse(source): ParsedListing {
    const certificates: ListedCertificate[] = [];
    const problems: Problem[] = [];
    for (const { label, start, end } of sections(source)) {
      const found = listed(source, label, start, end);
      for (const each of found) certificates.push(each);
      if (found.length > 0) continue;
      const what = label ? `the certificate of PKI entry ${label.value}` : 'a certificate';
      const because = 'neither PEM nor text with serial number, issuer and subject follows';
      problems.push(statement(what, because, label?.at ?? source.at(start, start)));
    }
    return { certificates, problems };
  },
};

/** The same in a capture that holds configuration as well: what stands behind each command that names an entry. */
export function certificatesBeside(source: SourceText): readonly ListedCertificate[] {
  if (!source.text.includes(ACTION)) return [];
  return sections(source).flatMap(({ label, start, end }) => (label ? listed(source, label, start, end) : []));
}

function listed(
  source: SourceText,
  label: Sourced<string> | null,
  start: number,
  end: number,
): readonly ListedCertificate[] {
  const blocks = certificateBlocks(source, start, end);
  if (blocks.length > 0) {
    return blocks.map((range) => ({ label, body: { kind: 'armour', range }, at: source.at(range.start, range.end) }));
  }
  return printedCertificates(source, start, end)
    .filter(({ description: { serial, issuer, subject } }) => serial !== null && issuer !== null && subject !== null)
    .map(({ range, description }) => ({
      label,
      body: { kind: 'described', description },
      at: source.at(range.start, range.end),
    }));
}
