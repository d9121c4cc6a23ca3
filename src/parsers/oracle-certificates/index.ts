import type { Problem } from '../../model/trust.js';
import type { Sourced } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';
import { printedCertificates } from '../certificate-text/scan.js';
import { statement, truncated } from '../problem.js';
import type { ListedCertificate, ListingParser } from '../parser.js';
import { sections, type Section } from './scan.js';
import { oracleCertificatesFormat } from './format.js';

export const oracleCertificates: ListingParser = {
  ...oracleCertificatesFormat,
  parse(source) {
    const certificates: ListedCertificate[] = [];
    const problems: Problem[] = [];
    for (const section of sections(source)) {
      const { found, problem } = read(source, section);
      for (const each of found) certificates.push(each);
      if (problem) problems.push(problem);
    }
    return { certificates, problems };
  },
};

interface SectionContent {
  readonly found: readonly ListedCertificate[];
  readonly problem: Problem | null;
}

function read(source: SourceText, section: Section): SectionContent {
  const label = source.sourced(section.name.start, section.name.end);
  const what = `the certificate of certificate-record ${label.value}`;
  if (section.armour.length > 0) {
    const found = section.armour.map((range) => armoured(source, label, range));
    const cut = section.armour.find(({ complete }) => !complete);
    const because = 'a -----BEGIN line has no -----END line';
    return { found, problem: cut ? truncated(what, because, source.at(cut.start, cut.end)) : null };
  }

  const found = printedCertificates(source, section.start, section.end);
  const whole = found.filter(({ description }) => description.serial && description.issuer && description.subject);
  const listed = whole.map(({ range, description }) => ({
    label,
    body: { kind: 'described' as const, description },
    at: source.at(range.start, Math.min(range.end, section.lastLineEnd)),
  }));
  if (whole.length === found.length && (found.length > 0 || section.isBlank)) return { found: listed, problem: null };
  // A listing that ends in a whole line may end there all the same; what is missing is then not said to be cut off.
  const problem =
    section.isLast && !source.text.endsWith('\n')
      ? truncated(what, 'the file ends before its serial number, issuer and subject are all told', label.at)
      : statement(
          what,
          'its serial number, issuer and subject are not all there, or not in a form that is known',
          label.at,
        );
  return { found: listed, problem };
}

function armoured(
  source: SourceText,
  label: Sourced<string>,
  { start, end }: Section['armour'][number],
): ListedCertificate {
  return { label, body: { kind: 'armour', range: { start, end } }, at: source.at(start, end) };
}
