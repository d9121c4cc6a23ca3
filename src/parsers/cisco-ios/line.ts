import type { Sourced } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';

/** A line without what a terminal put before it and without blanks at its ends. */
export interface IosLine {
  readonly start: number;
  readonly end: number;
  readonly next: number;
  readonly indent: number;
  readonly text: string;
}

const PAGER = /^ ?--More-- ?(?:\x08+ *\x08+)?/;
/** A longer line is no statement that is wanted here; its beginning shows that something stands there. */
const LONGEST_LINE = 4096;
const MOST_WORDS = 32;

/** The lines of a configuration; the text of a banner is none of it. */
export function* iosLines(source: SourceText): Generator<IosLine> {
  let banner: number | null = null;
  const endless = new Set<string>();
  for (const { start, end, next, text } of source.lines()) {
    if (banner) {
      if (start >= banner) banner = null;
      else continue;
    }
    const skipped = PAGER.exec(text)?.[0].length ?? 0;
    const raw = text.slice(skipped);
    const rest = raw.trimStart();
    const isLong = rest.length > LONGEST_LINE;
    const trimmed = (isLong ? rest.slice(0, LONGEST_LINE) : rest).trimEnd();
    if (trimmed === '') continue;
    const indent = raw.length - rest.length;
    const from = start + skipped + indent;
    if (!isLong) banner = bannerAfter(source, trimmed, next, endless);
    yield { start: from, end: Math.min(end, from + trimmed.length), next, indent, text: trimmed };
  }
}

/** What no banner says. */
const CONFIGURATION = /^(?:version \d{1,2}\.\d|end[ \t\r]*$|dial-peer voice \d)/m;

/** Where a banner that starts here ends. One whose delimiter never comes again is read like any other line. */
function bannerAfter(source: SourceText, line: string, next: number, endless: Set<string>): number | null {
  const banner = /^banner[ \t]+[\w-]+[ \t]+(\^C|\S)(.*)$/i.exec(line);
  const delimiter = banner?.[1];
  if (!banner || delimiter === undefined || endless.has(delimiter)) return null;
  if ((banner[2] ?? '').includes(delimiter)) return null;
  const close = source.text.indexOf(delimiter, next);
  // Cut inside its banner, a file has no such end; that of another configuration behind it is none.
  if (close >= 0 && !CONFIGURATION.test(source.text.slice(next, close))) return close + 1;
  endless.add(delimiter);
  return null;
}

export function wordsOf(source: SourceText, { start, text }: IosLine): readonly Sourced<string>[] {
  const words: Sourced<string>[] = [];
  for (const { index, 0: word } of text.matchAll(/\S+/g)) {
    if (words.length >= MOST_WORDS) break;
    words.push(source.sourced(start + index, start + index + word.length));
  }
  return words;
}
