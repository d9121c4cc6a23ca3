import type { Range } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';
import { afterResidue } from '../audiocodes/residue.js';
import { trimmed } from './cells.js';

/** One line of an INI file, by its shape alone. */
export type Statement =
  | { readonly kind: 'comment'; readonly range: Range }
  /** `[ Table ]`, `[ \Table ]` or `[SYSTEM Params]`, which has no blanks inside and is never closed. */
  | {
      readonly kind: 'mark';
      readonly form: 'table' | 'close' | 'section';
      readonly name: string;
      readonly range: Range;
    }
  /** `FORMAT Index = A, B;`; `value` is what follows the equals sign. */
  | { readonly kind: 'format'; readonly value: Range; readonly range: Range }
  /** `Table 3 = ...;` */
  | {
      readonly kind: 'row';
      readonly table: string;
      readonly index: string;
      readonly indexRange: Range;
      readonly value: Range;
      readonly range: Range;
    }
  /** `Name = value` */
  | { readonly kind: 'scalar'; readonly name: string; readonly value: Range; readonly range: Range }
  | { readonly kind: 'other'; readonly range: Range };

/** What stands before an equals sign is short; anything longer is no name. */
const LONGEST_HEAD = 256;
const ROW_HEAD = /^(\w+)[ \t]+(\d+(?:[ \t]*,[ \t]*\d+)*)$/;
const SCALAR_HEAD = /^\w+$/;
const FORMAT_HEAD = /^format[ \t]/i;

/**
 * `passedOver` names the table whose rows nobody reads at the moment. They are left out, for such a table may be most of
 * the file; what stands on the last line never is.
 */
export function* statements(source: SourceText, passedOver: () => string | null = () => null): Generator<Statement> {
  const { text } = source;
  for (let start = source.contentStart; start < text.length;) {
    const table = passedOver();
    if (table !== null) start = afterRows(text, start, table);
    const newline = text.indexOf('\n', start);
    const lineEnd = newline < 0 ? text.length : newline;
    const range = trimmed(text, afterResidue(text, trimmed(text, start, lineEnd).start, lineEnd), lineEnd);
    if (range.start < range.end) yield read(text, range);
    start = newline < 0 ? text.length : newline + 1;
  }
}

/** Past the rows of a table that stand at `start` one after the other, plain and each with its line's end. */
function afterRows(text: string, start: number, table: string): number {
  let at = start;
  for (;;) {
    if (!text.startsWith(table, at)) return at;
    let head = at + table.length;
    if (text[head] !== ' ') return at;
    const digits = (head += 1);
    while (isDigit(text.charCodeAt(head))) head += 1;
    if (head === digits || head - digits > MOST_DIGITS || text[head] !== ' ' || text[head + 1] !== '=') return at;
    const newline = text.indexOf('\n', head);
    if (newline < 0 || newline + 1 === text.length) return at;
    at = newline + 1;
  }
}

const MOST_DIGITS = 9;
const isDigit = (code: number) => code >= 48 && code <= 57;

function read(text: string, range: Range): Statement {
  const first = text[range.start];
  if (first === ';') return { kind: 'comment', range };
  if (first === '[') return mark(text, range) ?? { kind: 'other', range };

  const window = text.slice(range.start, Math.min(range.end, range.start + LONGEST_HEAD));
  const equals = window.indexOf('=');
  const format = FORMAT_HEAD.test(window);
  if (equals < 0 && !format) return { kind: 'other', range };
  if (format) {
    // The list of indices may be long, and a FORMAT line without an equals sign is still one, though unreadable.
    const at = equals < 0 ? range.end : range.start + equals + 1;
    return { kind: 'format', value: trimmed(text, at, range.end), range };
  }
  const head = trimmed(text, range.start, range.start + equals);
  const name = text.slice(head.start, head.end);
  const value = trimmed(text, range.start + equals + 1, range.end);
  if (SCALAR_HEAD.test(name)) return { kind: 'scalar', name, value, range };

  const [, table, digits] = ROW_HEAD.exec(name) ?? [];
  if (table === undefined || digits === undefined) return { kind: 'other', range };
  const index = digits.replace(/[ \t]/g, '').replace(/(^|,)0+(?=\d)/g, '$1');
  const indexRange = { start: head.end - digits.length, end: head.end };
  return { kind: 'row', table, index, indexRange, value, range };
}

function mark(text: string, range: Range): Statement | null {
  const { start } = range;
  const close = text.slice(start, Math.min(range.end, start + LONGEST_HEAD)).indexOf(']');
  const rest = trimmed(text, start + close + 1, range.end);
  if (close < 0 || (rest.start < rest.end && text[rest.start] !== ';')) return null;
  const inner = trimmed(text, start + 1, start + close);
  const name = text.slice(inner.start, inner.end);
  if (name.startsWith('\\')) return { kind: 'mark', form: 'close', name: name.slice(1).trim(), range };
  const spaced = inner.start > start + 1 && SCALAR_HEAD.test(name);
  return { kind: 'mark', form: spaced ? 'table' : 'section', name, range };
}
