/** A piece of a script: a quoted string (its range is what stands between the quotes), a word, or a sign. */
export interface Token {
  /** A comment is one only where it never ends: nothing after it was read. */
  readonly kind: 'string' | 'word' | 'sign' | 'comment';
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** False for a string or comment that never ends. */
  readonly closed: boolean;
}

/** What stands between tokens, for Unicode as well. */
const BLANK = /\s/;

/** The pieces of a script without comments. Each byte is looked at once. */
export function* tokens(text: string, from: number): Generator<Token> {
  let at = from;
  while (at < text.length) {
    const character = text[at] ?? '';
    if (isBlank(text, at)) {
      at += 1;
    } else if (character === '#') {
      at = after(text, '\n', at);
    } else if (character === '/' && text[at + 1] === '*') {
      const end = after(text, '*/', at + 2);
      if (!text.endsWith('*/', end) || end < at + 4) yield { kind: 'comment', start: at, end, text: '', closed: false };
      at = end;
    } else if (character === '"' || character === "'") {
      const end = closing(text, at + 1, character);
      const closed = end < text.length;
      yield { kind: 'string', start: at + 1, end, text: text.slice(at + 1, end), closed };
      at = end + 1;
    } else {
      const end = wordEnd(text, at);
      if (end > at) yield { kind: 'word', start: at, end, text: text.slice(at, end), closed: true };
      else yield { kind: 'sign', start: at, end: at + 1, text: character, closed: true };
      at = Math.max(end, at + 1);
    }
  }
}

function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code > 127) return BLANK.test(text[at] ?? '');
  return code === 32 || (code >= 9 && code <= 13);
}

/** Where the letters, digits, `_`, `.` and `-` from here on end. */
function wordEnd(text: string, from: number): number {
  for (let at = from; ; at += 1) {
    const code = text.charCodeAt(at);
    const isLetter = (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
    if (!isLetter && !(code >= 48 && code <= 57) && code !== 46 && code !== 45) return at;
  }
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + mark.length;
}

/** Where a string ends: a backslash takes the next character with it. */
function closing(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === quote) return at;
  }
  return text.length;
}
