import type { Range } from '../../text/provenance.js';
import type { LinePlace, SourceText } from '../../text/source-text.js';
import { TELLING_TYPES, TRUST_LISTS } from '../oracle/vocabulary.js';

/** A line of the column grid. Columns count from 0 as a terminal shows them, so that tabs stand for the blanks they replace. */
export interface GridLine {
  readonly kind: 'grid';
  readonly line: LinePlace;
  readonly column: number;
  /** Whether tabs stand before the first word: their width depends on who put them there. */
  readonly tabbed: boolean;
  /** The first word. */
  readonly name: Range;
  /** The rest after the blanks, without trailing blanks; `null` for a line of one word. */
  readonly value: Range | null;
  readonly valueColumn: number | null;
}

/**
 * A line that is no configuration. After a `break` another output begins, so what was open is closed; a `stranger` is
 * none of what is known to stand between the lines of one.
 */
export interface OtherLine {
  readonly kind: 'trivia' | 'stranger' | 'break' | 'foreign';
  readonly content: Range;
}

const TAB = 8;
const PROMPT = /^\*{0,2}[\w.@-]{1,100}(?:\([\w-]{1,60}\))?[#>]/;
const COLLECTOR_COMMAND = /^![ \t]{0,8}COMMAND\b/i;
const PAGER = /^(?:-+ ?more ?-+|(?:press|hit) any key|<space>)/i;
/** What a device says at the end of an output. */
const DONE = /^task done$/i;
/** What collectors' comments and pager text start with, on whatever column. */
const MARKS = new Set('!-<pPhH');
/** What a terminal is told about colors and erasing. */
const ESCAPE = '\x1b[';

const SEQUENCE = /^\x1b\[[0-9;?]{0,12}[A-Za-z]/;
const HEADER = /^[a-z][a-z0-9-]*$/;
const CERTIFICATE_LISTING = /^certificate-record:|^Certificate:$/;
const telling = new Set(TELLING_TYPES);
const LISTS = [...TRUST_LISTS];

/** The lines that are not blank, in order; of elements that `passedOver` tells by their type, the header alone. */
export function* readLines(
  source: SourceText,
  passedOver: (type: string) => boolean = () => false,
): Generator<GridLine | OtherLine> {
  const isPlain = hasPlainLines(source.text);
  let foreign = false;
  for (let from = source.contentStart; from < source.text.length;) {
    const line = source.lineFrom(from);
    from = line.next;
    const read = readLine(source.text, line, isPlain ? line.start : afterPager(source.text, line));
    if (!read) continue;
    if (read.kind === 'foreign') foreign = true;
    // The output of `show security certificates` is indented like a configuration; it ends where an element begins.
    else if (foreign && (read.kind === 'break' || startsElement(source.text, read))) foreign = false;
    if (foreign && read.kind !== 'foreign') yield { kind: 'trivia', content: { start: line.start, end: line.end } };
    else {
      yield read;
      if (!isPlain || foreign || read.kind !== 'grid' || read.column > 0) continue;
      if (passedOver(source.text.slice(read.name.start, read.name.end))) from = afterContent(source.text, line.next);
    }
  }
}

const HEADER_LINE = /[a-z][a-z0-9-]*[ \t]*\r*\n/y;

function isHeaderAt(text: string, at: number): boolean {
  HEADER_LINE.lastIndex = at;
  return HEADER_LINE.test(text);
}

/** Whether nothing in the file moves a terminal's cursor but the ends of lines. */
function hasPlainLines(text: string): boolean {
  return !text.includes('\b') && !text.includes('\x1b') && !(text.includes('\r') && /\r[^\r\n]/.test(text));
}

/**
 * Where the next element begins, when all lines before it are indented and plainly of the grid; else the place that was
 * asked about, for an element may go on behind a line of another kind. Lists of trust anchors are never passed over.
 */
function afterContent(text: string, start: number): number {
  let at = start;
  while (at < text.length) {
    const first = skipBlanks(text, at, text.length);
    const character = text[first] ?? '';
    if (character !== '\n' && character !== '\r') {
      if (first === at) return isHeaderAt(text, at) ? at : start;
      if (MARKS.has(character) && (text[first] === '!' || PAGER.test(text.slice(first, first + 40)))) return start;
      if (LISTS.some((name) => text.startsWith(name, first))) return start;
    }
    const newline = text.indexOf('\n', first);
    if (newline < 0) return text.length;
    at = newline + 1;
  }
  return at;
}

function readLine(text: string, line: LinePlace, from: number): GridLine | OtherLine | null {
  const start = skipBlanks(text, from, line.end);
  if (start === line.end) return null;
  const end = trimmedEnd(text, start, line.end);
  const column = width(text, from, start, 0);
  const nameEnd = wordEnd(text, start, end);
  const other = column === 0 || MARKS.has(text[start] ?? '') ? otherKind(text, start, nameEnd, end, column) : null;
  if (other) return { kind: other, content: { start, end } };
  const value = nameEnd < end ? { start: skipBlanks(text, nameEnd, end), end } : null;
  return {
    kind: 'grid',
    line,
    column,
    tabbed: column > 0 && hasTab(text, from, start),
    name: { start, end: nameEnd },
    value,
    valueColumn: value && width(text, start, value.start, column),
  };
}

/** What a line is that belongs to no element: in the first column only a header, a single word, does. */
function otherKind(
  text: string,
  start: number,
  nameEnd: number,
  end: number,
  column: number,
): OtherLine['kind'] | null {
  const first = text.slice(start, Math.min(end, start + 200));
  if (column === 0 && nameEnd === end && HEADER.test(first)) return null;
  if (first.startsWith('!')) return COLLECTOR_COMMAND.test(first) ? 'break' : 'trivia';
  if (PAGER.test(first)) return 'trivia';
  if (column > 0) return null;
  if (CERTIFICATE_LISTING.test(first)) return 'foreign';
  if (PROMPT.test(first)) return 'break';
  if (DONE.test(first)) return 'trivia';
  return 'stranger';
}

/** A terminal overwrites the pager's prompt on the same line: what counts follows the carriage return or backspaces. */
function afterPager(text: string, line: LinePlace): number {
  const written = text.slice(line.start, line.end);
  const escape = written.lastIndexOf(ESCAPE);
  const erased = escape < 0 ? -1 : escape + (SEQUENCE.exec(written.slice(escape, escape + 20))?.[0].length ?? 0) - 1;
  const returned = Math.max(written.lastIndexOf('\r'), written.lastIndexOf('\b'), erased);
  if (returned < 0) return line.start;
  const blanks = skipBlanks(text, line.start, line.end);
  const start = blanks + (SEQUENCE.exec(text.slice(blanks, blanks + 20))?.[0].length ?? 0);
  return PAGER.test(text.slice(start, start + 40)) ? line.start + returned + 1 : line.start;
}

function startsElement(text: string, read: GridLine | OtherLine): boolean {
  return read.kind === 'grid' && read.column === 0 && telling.has(text.slice(read.name.start, read.name.end));
}

function skipBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isBlank(text, at)) at += 1;
  return at;
}

function hasTab(text: string, from: number, end: number): boolean {
  for (let at = from; at < end; at += 1) if (text.charCodeAt(at) === 9) return true;
  return false;
}

function wordEnd(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && !isBlank(text, at)) at += 1;
  return at;
}

function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isBlank(text, at - 1)) at -= 1;
  return at;
}

function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 32 || code === 9;
}

/** The column that the text between two offsets ends at, when it starts at `column`. */
export function width(text: string, from: number, to: number, column: number): number {
  let at = column;
  for (let i = from; i < to; i += 1) at = text.charCodeAt(i) === 9 ? at + TAB - (at % TAB) : at + 1;
  return at;
}

/** The words of a value, each with its place. */
export function words(text: string, { start, end }: Range): readonly Range[] {
  const found: Range[] = [];
  let at = start;
  while (at < end) {
    const stop = wordEnd(text, at, end);
    found.push({ start: at, end: stop });
    at = skipBlanks(text, stop, end);
  }
  return found;
}
