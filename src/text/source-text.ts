import { decodeLatin1, readable } from './latin1.js';
import type { Provenance, Sourced } from './provenance.js';
import { WordFilter, type Word } from './word-filter.js';

const UTF8_BOM = '\xef\xbb\xbf';

const LONGEST_DECODED = 10_000;

/** Where a line without its terminator stands, which may be LF, CRLF, CR CR LF or nothing at the end of the file. */
export interface LinePlace {
  readonly start: number;
  /** After the last character, before the terminator. */
  readonly end: number;
  /** After the terminator: where the next line starts. */
  readonly next: number;
}

export interface Line extends LinePlace {
  readonly text: string;
}

/**
 * The bytes of one file, seen as one character a byte. It is the only maker of places, so line and column cannot
 * disagree with the offsets.
 */
export class SourceText {
  readonly text: string;
  #lineStarts: readonly number[] | undefined;
  #words: WordFilter | undefined;
  /** The line that was asked for last: most places that are asked for next lie in it, or not far behind. */
  #lastLine = 0;

  constructor(
    readonly path: string,
    readonly bytes: Uint8Array,
    latin1: string = decodeLatin1(bytes),
  ) {
    this.text = latin1;
  }

  static of(path: string, latin1: string): SourceText {
    return new SourceText(
      path,
      Uint8Array.from(latin1, (character) => character.charCodeAt(0)),
      latin1,
    );
  }

  /** `false` where the text holds the word in no case of its letters; `true` says nothing. */
  mayHold(word: Word): boolean {
    return (this.#words ??= new WordFilter(this.bytes)).mayHold(word);
  }

  /** The first byte that is not a byte order mark. */
  get contentStart(): number {
    return this.text.startsWith(UTF8_BOM) ? UTF8_BOM.length : 0;
  }

  /** The line terminator of the last line that has one, LF where none has. */
  get eol(): string {
    const last = this.text.lastIndexOf('\n');
    return last > 0 && this.text[last - 1] === '\r' ? '\r\n' : '\n';
  }

  /** Every line from the content's start on. A file that ends in a terminator has no empty line after it. */
  *lines(): Generator<Line> {
    const { text } = this;
    for (let at = this.contentStart; at < text.length;) {
      const { start, end, next } = this.lineFrom(at);
      yield { start, end, next, text: text.slice(start, end) };
      at = next;
    }
  }

  /** The line that starts at an offset. */
  lineFrom(start: number): LinePlace {
    const { text } = this;
    const newline = text.indexOf('\n', start);
    let end = newline < 0 ? text.length : newline;
    while (end > start && text.charCodeAt(end - 1) === 13) end -= 1;
    return { start, end, next: newline < 0 ? text.length : newline + 1 };
  }

  /** The lines whose first character that is no blank is one of `letters`; the others cost next to nothing. */
  *linesThatBegin(letters: string): Generator<Line> {
    const { text } = this;
    const codes = Array.from(letters, (letter) => letter.charCodeAt(0));
    for (let start = this.contentStart; start < text.length;) {
      if (codes.length === 1) {
        const found = text.indexOf(letters, start);
        if (found < 0) return;
        start = Math.max(start, text.lastIndexOf('\n', found) + 1);
      }
      const newline = text.indexOf('\n', start);
      const next = newline < 0 ? text.length : newline + 1;
      let first = start;
      while (isBlank(text.charCodeAt(first))) first += 1;
      if (first < next && codes.includes(text.charCodeAt(first))) {
        let end = newline < 0 ? text.length : newline;
        while (end > start && text[end - 1] === '\r') end -= 1;
        yield { start, end, next, text: text.slice(start, end) };
      }
      start = next;
    }
  }

  /** The terminator of the line that holds `offset`, or of the line before it, or the file's own. */
  eolAt(offset: number): string {
    const after = this.text.indexOf('\n', offset);
    const newline = after >= 0 ? after : this.text.lastIndexOf('\n', offset);
    if (newline < 0) return this.eol;
    let start = newline;
    while (start > 0 && this.text[start - 1] === '\r') start -= 1;
    return this.text.slice(start, newline + 1);
  }

  /** What stands on the line before `offset`. */
  lead(offset: number): string {
    return this.text.slice(this.text.lastIndexOf('\n', offset - 1) + 1, offset);
  }

  slice(start: number, end: number): string {
    return this.text.slice(start, end);
  }

  /** The place of the bytes from `start` up to `end`. */
  at(start: number, end: number): Provenance {
    const line = this.#lineOf(start);
    const column = this.#columnOf(start, line);
    const endLine = end === start ? line : this.#lineOf(end);
    const endColumn = end === start ? column : this.#columnOf(end, endLine);
    return { file: this.path, range: { start, end }, line, column, endLine, endColumn };
  }

  /** A value as a person reads it, with the place of its bytes. */
  sourced(start: number, end: number): Sourced<string> {
    return { value: readable(this.text.slice(start, end)), at: this.at(start, end) };
  }

  #lineOf(offset: number): number {
    const starts = (this.#lineStarts ??= lineStarts(this.text));
    const last = this.#lastLine;
    if ((starts[last] ?? 0) <= offset && offset < (starts[last + 1] ?? Infinity)) return last + 1;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    this.#lastLine = low;
    return low + 1;
  }

  #columnOf(offset: number, line: number): number {
    const from = line === 1 ? Math.min(this.contentStart, offset) : (this.#lineStarts?.[line - 1] ?? 0);
    const before = offset - from;
    // A column so far to the right is for no editor, and decoding the line each time would be slow.
    if (before > LONGEST_DECODED) return before + 1;
    for (let at = from; at < offset; at += 1) {
      if (this.text.charCodeAt(at) > 127) return readable(this.text.slice(from, offset)).length + 1;
    }
    return before + 1;
  }
}

const isBlank = (code: number) => code === 32 || code === 9;

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
