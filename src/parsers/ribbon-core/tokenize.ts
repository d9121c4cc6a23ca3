import type { Token } from './token.js';

export interface Words {
  readonly words: readonly Token[];
  /** Where a quote opens that never closes, or the file ends behind a backslash. */
  readonly unclosed: number | null;
}

const QUOTE = 34;
const BACKSLASH = 92;
const NEWLINE = 10;

const isBlank = (code: number) => code === 32 || code === 9 || code === 13 || code === NEWLINE;

/** Splits one logical line by the quoting rules of ConfD (reference section 1.1). `text` is the whole file. */
export function tokenize(text: string, start: number, end: number): Words {
  const words: Token[] = [];
  let at = start;
  for (;;) {
    while (at < end && isBlank(text.charCodeAt(at))) at += 1;
    if (at >= end) return { words, unclosed: null };
    const quoted = text.charCodeAt(at) === QUOTE;
    const from = quoted ? at + 1 : at;
    const read = readWord(text, from, end, quoted);
    if (!read) return { words, unclosed: at };
    if (quoted || read.word !== '') words.push({ text: read.word, start: from, end: read.end, quoted });
    at = quoted ? read.end + 1 : read.end;
  }
}

function readWord(text: string, start: number, end: number, quoted: boolean): { word: string; end: number } | null {
  let word = '';
  let from = start;
  let at = start;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (quoted ? code === QUOTE : isBlank(code)) break;
    if (code !== BACKSLASH) {
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
  return { word: word + text.slice(from, at), end: at };
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
