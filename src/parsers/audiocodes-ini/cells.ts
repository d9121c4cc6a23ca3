import type { Range } from '../../text/provenance.js';

/** The cells of a FORMAT line or a row, without blanks around them and without their quotes. */
export type Cells = { readonly cells: readonly Range[] } | { readonly because: string };

const TAB = 9;
const RETURN = 13;
const SPACE = 32;
const QUOTE = 34;
const COMMA = 44;
const SEMICOLON = 59;

/** Blanks only: other white space of Unicode may be a byte of a name in this view. */
export function trimmed(text: string, start: number, end: number): Range {
  let from = start;
  let to = end;
  while (from < to && isBlank(text.charCodeAt(from))) from += 1;
  while (to > from && isBlank(text.charCodeAt(to - 1))) to -= 1;
  return { start: from, end: to };
}

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB || code === RETURN;
}

/**
 * Splits at the commas outside double quotes, up to the semicolon outside them. A backslash is data; how a quote would
 * be escaped is not documented, so a quote anywhere else than around a cell makes all of it unreadable.
 */
export function splitCells(text: string, start: number, end: number): Cells {
  const cells: Range[] = [];
  let cellStart = start;
  let quotes = 0;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      quotes += 1;
      continue;
    }
    if (quotes % 2 === 1 || (code !== COMMA && code !== SEMICOLON)) continue;
    const cell = unquoted(text, trimmed(text, cellStart, at), quotes);
    if (!cell) return { because: 'a double quote stands inside a cell' };
    cells.push(cell);
    cellStart = at + 1;
    quotes = 0;
    if (code === COMMA) continue;
    const rest = trimmed(text, cellStart, end);
    return rest.start === rest.end ? { cells } : { because: 'text follows its semicolon' };
  }
  return { because: quotes % 2 === 1 ? 'its double quotes do not pair up' : 'no semicolon ends it' };
}

function unquoted(text: string, { start, end }: Range, quotes: number): Range | null {
  if (quotes === 0) return { start, end };
  const wrapped = end - start >= 2 && text.charCodeAt(start) === QUOTE && text.charCodeAt(end - 1) === QUOTE;
  return quotes === 2 && wrapped ? { start: start + 1, end: end - 1 } : null;
}
