import type { Range } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';
import { trimmed } from './cells.js';

/** What the comment lines at the head of an export tell. */
export interface Header {
  seen: boolean;
  release: Range | null;
  product: Range | null;
}

const BANNER = /^;\*+[ \t]*Ini File\b/i;
const KEY = /^;[ \t]*(Software Version|(?:HW )?Board Type|Board|Serial Number)[ \t]*:[ \t]*([^;\s]*)/i;
const HIDDEN = /^;[ \t]*(\w{1,100}) is hidden but has non-default value/i;
/** Longer comments are the list of licensed features. */
const LONGEST = 200;

/** Comments are free text, except that an export hides values and describes the device in them. */
export function readComment(source: SourceText, range: Range, header: Header, hidden: Map<string, Range>): void {
  const text = source.slice(range.start, Math.min(range.end, range.start + LONGEST));
  if (BANNER.test(text)) {
    header.seen = true;
    return;
  }
  const [, name] = HIDDEN.exec(text) ?? [];
  if (name !== undefined) {
    if (!hidden.has(name.toLowerCase())) hidden.set(name.toLowerCase(), range);
    return;
  }
  const [head, key, value] = KEY.exec(text) ?? [];
  if (head === undefined || key === undefined || !value) return;
  header.seen = true;
  const start = range.start + head.length - value.length;
  if (key.toLowerCase() === 'software version') header.release ??= { start, end: start + value.length };
  // Most devices print a number here, or a code such as M2K; only a name says more than the product line.
  if (value.toLowerCase() === 'mediant') {
    const end = range.start + (text.indexOf(';', 1) > 0 ? text.indexOf(';', 1) : text.length);
    header.product ??= trimmed(source.text, start, end);
  }
}
