import type { Token } from './token.js';

export interface Words {
  readonly words: readonly Token[];
  /** Where a quote opens that never closes, or the file ends behind a backslash. */
  readonly unclosed: number | null;
  /** A quote that neither begins nor ends a word, or a control character: no device prints one there. */
  readonly stray: number | null;
}

const QUOTE = 34;
const BACKSLASH = 92;
const NEWLINE = 10;
const CONTROL = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/;

const isBlank = (code: number) => code === 32 || code === 9 || code === 13 || code === NEWLINE;

/** Splits one logical line by the quoting rules of ConfD (reference section 1.1). `text` is the whole file. */
export function tokenize(text: string, start: number, end: number): Words {
  const words: Token[] = [];
  let stray: number | null = null;
  let at = start;
  for (;;) {
    const gap = at;
    while (at < end && isBlank(text.charCodeAt(at))) at += 1;
    // What a pager leaves behind has more around it.
    if (at === gap + 1 && text[gap] === '\r' && at < end) stray ??= gap;
    if (at >= end) return { words, unclosed: null, stray };
    const quoted = text.charCodeAt(at) === QUOTE;
    const from = quoted ? at + 1 : at;
    const read = readWord(text, from, end, quoted);
    if (!read) return { words, unclosed: at, stray };
    if (quoted || read.word !== '') words.push({ text: read.word, start: from, end: read.end, quoted });
    at = quoted ? read.end + 1 : read.end;
    if (quoted && at < end && !/[\s;,\]}]/.test(text[at] ?? '')) stray ??= at - 1;
    if (CONTROL.test(read.word)) stray ??= from;
    else if (!quoted && read.quotes) stray ??= from;
  }
}

interface Read {
  readonly word: string;
  readonly end: number;
  /** Whether a quote stands in it without a backslash. */
  readonly quotes: boolean;
}

function readWord(text: string, start: number, end: number, quoted: boolean): Read | null {
  let word = '';
  let quotes = false;
  let from = start;
  let at = start;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (quoted ? code === QUOTE : isBlank(code)) break;
    if (code !== BACKSLASH) {
      if (code === QUOTE) quotes = true;
      at += 1;
      continue;
    }
    word += text.slice(from, at);
    const joined = afterLineEnd(text, at + 1, end);
    if (joined !== null) {
      at = joined;
    } else if (at + 1 >= end) {
      return null;
    } else if (quoted && isOctal(text, at + 1, end)) {
      word += String.fromCharCode(Number.parseInt(text.slice(at + 1, at + 4), 8) & 0xff);
      at += 4;
    } else {
      word += text[at + 1] ?? '';
      at += 2;
    }
    from = at;
  }
  if (quoted && at >= end) return null;
  return { word: word + text.slice(from, at), end: at, quotes };
}

/** Past a line terminator that stands at `at`: a backslash before it joins the lines. */
function afterLineEnd(text: string, at: number, end: number): number | null {
  let next = at;
  while (next < end && text.charCodeAt(next) === 13) next += 1;
  return next < end && text.charCodeAt(next) === NEWLINE ? next + 1 : null;
}

function isOctal(text: string, at: number, end: number): boolean {
  if (at + 3 > end) return false;
  for (let i = at; i < at + 3; i += 1) {
    const code = text.charCodeAt(i);
    if (code < 48 || code > 55) return false;
  }
  return true;
}
