import type { Range } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';

/** What the listing prints for one certificate-record. */
export interface Section extends Range {
  readonly name: Range;
  /** From BEGIN to END lines, both included. */
  readonly armour: readonly (Range & { readonly complete: boolean })[];
  /** The end of the last line that is not blank. */
  readonly lastLineEnd: number;
  readonly isBlank: boolean;
  readonly isLast: boolean;
}

const HEADER = /^certificate-record:[ \t]*(\S+)[ \t]*$/;
const PROMPT = /^\*{0,2}[\w.@-]{1,100}(?:\([\w-]{1,60}\))?[#>]/;
const LONGEST_LINE = 4096;

interface OpenSection {
  readonly name: Range;
  readonly start: number;
  readonly armour: (Range & { readonly complete: boolean })[];
  armourStart: number | null;
  lastLineEnd: number;
  isBlank: boolean;
}

/** The parts of a listing, one for each line `certificate-record:NAME`. A prompt ends the last of them. */
export function sections(source: SourceText): readonly Section[] {
  const found: Section[] = [];
  let open: OpenSection | null = null;

  const close = (end: number, isLast: boolean) => {
    if (!open) return;
    const { name, start, armour, armourStart, lastLineEnd, isBlank } = open;
    if (armourStart !== null) armour.push({ start: armourStart, end: lastLineEnd, complete: false });
    found.push({ name, start, end, armour, lastLineEnd, isBlank, isLast });
    open = null;
  };

  for (const { start, end, text } of source.lines()) {
    if (text.length > LONGEST_LINE) continue;
    const header = HEADER.exec(text);
    if (header) {
      close(start, false);
      const nameStart = start + text.indexOf(header[1] ?? '', 'certificate-record:'.length);
      const name = { start: nameStart, end: nameStart + (header[1] ?? '').length };
      open = { name, start: end, armour: [], armourStart: null, lastLineEnd: end, isBlank: true };
      continue;
    }
    if (PROMPT.test(text)) close(start, false);
    if (!open || text.trim() === '') continue;
    const section: OpenSection = open;
    section.isBlank = false;
    section.lastLineEnd = start + text.trimEnd().length;
    const line = text.trim();
    if (line.startsWith('-----BEGIN ')) section.armourStart ??= start + text.indexOf('-----BEGIN ');
    else if (line.startsWith('-----END ') && section.armourStart !== null) {
      section.armour.push({ start: section.armourStart, end: section.lastLineEnd, complete: true });
      section.armourStart = null;
    }
  }
  close(source.text.length, true);
  return found;
}
