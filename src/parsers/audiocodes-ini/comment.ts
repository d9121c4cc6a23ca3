import { nearMiss } from '../../text/near-miss.js';
import type { Range } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';
import { trimmed } from './cells.js';

/** What the comment lines at the head of an export tell. */
export interface Header {
  banner: boolean;
  seen: boolean;
  release: Range | null;
  product: Range | null;
}

const BANNER = /^;\*+[ \t]*Ini File\b/i;
const KEY = /^;[ \t]*(Software Version|(?:HW )?Board Type|Board|Serial Number)[ \t]*:[ \t]*([^;\s]*)/i;
const HINT = /^;[ \t]*(\S{1,100}) (.{20,40})$/;
const HIDDEN = 'is hidden but has non-default value';
/** Longer comments are the list of licensed features. */
const LONGEST = 200;

/**
 * Comments are free text, except that an export hides values and describes the device in them. True where a second
 * export starts.
 */
export function readComment(
  source: SourceText,
  range: Range,
  header: Header,
  hidden: Map<string, Range>,
  wanted: readonly string[],
): boolean {
  const text = source.slice(range.start, Math.min(range.end, range.start + LONGEST));
  if (BANNER.test(text)) {
    const second = header.banner;
    header.banner = true;
    header.seen = true;
    return second;
  }
  const name = hiddenName(text, wanted);
  if (name !== null) {
    if (!hidden.has(name)) hidden.set(name, range);
    return false;
  }
  const [head, key, value] = KEY.exec(text) ?? [];
  if (head === undefined || key === undefined || !value) return false;
  header.seen = true;
  const start = range.start + head.length - value.length;
  if (key.toLowerCase() === 'software version') header.release ??= { start, end: start + value.length };
  // Most devices print a number here, or a code such as M2K; only a name says more than the product line.
  if (value.toLowerCase() === 'mediant') {
    const end = range.start + (text.indexOf(';', 1) > 0 ? text.indexOf(';', 1) : text.length);
    header.product ??= trimmed(source.text, start, end);
  }
  return false;
}

/** The name in the line that stands for a hidden value, in lower case; either may be damaged by one letter. */
function hiddenName(text: string, wanted: readonly string[]): string | null {
  const [, name = '', rest = ''] = HINT.exec(text.trimEnd()) ?? [];
  const sentence = rest.toLowerCase();
  if (sentence !== HIDDEN && nearMiss(sentence, [HIDDEN]) === null) return null;
  const word = name.toLowerCase();
  return (
    nearMiss(
      word,
      wanted.map((each) => each.toLowerCase()),
    ) ?? word
  );
}
