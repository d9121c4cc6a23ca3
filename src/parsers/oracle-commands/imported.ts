import type { Range, Sourced } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';
import type { ListedCertificate } from '../parser.js';

const PRIVATE_KEY = /^-----BEGIN [A-Z ]{0,40}PRIVATE KEY/;

/** The certificates that were pasted into a record. A private key among them is never read. */
export function importedCertificates(
  source: SourceText,
  label: Sourced<string>,
  armour: readonly Range[],
): readonly ListedCertificate[] {
  return armour
    .filter(({ start }) => !PRIVATE_KEY.test(source.slice(start, start + 70)))
    .map(({ start, end }) => ({
      label,
      body: { kind: 'armour', range: { start, end } },
      at: source.at(start, end),
    }));
}
