import type { Range } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';
import { afterResidue } from '../audiocodes/residue.js';

/** One word of a line, or a quoted text; neither has its quotes. */
export interface Token {
  readonly text: string;
  readonly range: Range;
}

/** One line of a CLI script, by its shape alone. */
export type CliLine =
  /** `# ...`, as backup tools and people write it. */
  | { readonly kind: 'comment'; readonly range: Range }
  | {
      readonly kind: 'command';
      readonly first: Token;
      readonly rest: readonly Token[];
      /** A prompt stood before it: somebody typed it, or a tool did. */
      readonly typed: boolean;
      /** Why the words after the first cannot be told apart, else `null`. */
      readonly broken: string | null;
      readonly range: Range;
    };

/** `Mediant SW#` and `Mediant SW(config-voip)*#`: a name without quotes and what follows it up to `#` or `>`. */
const PROMPT = /[A-Za-z0-9][\w .:@-]{0,63}(\([^()"\r\n]{1,64}\))?\*?[#>](?=[ \t\r]|$)/my;
const SIGN = /[#>]/g;
const PAGER = /^(?:--MORE--|-- ?More ?--)$/i;
const QUOTE = 34;

/** Every line with text. A prompt with nothing behind it is no line. */
export function* cliLines(source: SourceText): Generator<CliLine> {
  const { text } = source;
  let sign = nextSign(text, 0);
  for (let next = source.contentStart; next < text.length;) {
    const line = source.lineFrom(next);
    next = line.next;
    let start = afterResidue(text, line.start, line.end);
    if (start >= line.end) continue;
    if (text[start] === '#') {
      yield { kind: 'comment', range: { start, end: line.end } };
      continue;
    }
    if (sign < start) sign = nextSign(text, start);
    PROMPT.lastIndex = start;
    const prompt = sign < line.end ? PROMPT.exec(text) : null;
    const typed = prompt !== null && start + prompt[0].length <= line.end;
    if (typed) start = afterResidue(text, start + prompt[0].length, line.end);
    const { tokens, broken } = tokenize(text, start, line.end);
    // A line that is broken from its first character on may still be any command.
    const first = tokens[0] ?? (broken === null ? null : { text: '', range: { start, end: start } });
    if (!first) continue;
    const rest = tokens.slice(1);
    const end = rest.at(-1)?.range.end ?? first.range.end;
    yield { kind: 'command', first, rest, typed, broken, range: { start, end: broken === null ? end : line.end } };
  }
}

/** Where the next character stands that ends a prompt. */
function nextSign(text: string, from: number): number {
  SIGN.lastIndex = from;
  return SIGN.test(text) ? SIGN.lastIndex - 1 : Infinity;
}

/** Splits at blanks outside double quotes. How a quote would be escaped is not documented, so an odd one breaks the line. */
function tokenize(text: string, start: number, end: number): { tokens: readonly Token[]; broken: string | null } {
  const tokens: Token[] = [];
  let at = start;
  while (at < end) {
    if (isBlank(text.charCodeAt(at))) {
      at += 1;
      continue;
    }
    if (text.charCodeAt(at) === QUOTE) {
      const close = closingQuote(text, at + 1, end);
      if (close < 0) return { tokens, broken: 'its double quotes do not pair up' };
      if (close + 1 < end && !isBlank(text.charCodeAt(close + 1))) {
        return { tokens, broken: 'text follows a double quote' };
      }
      tokens.push({ text: text.slice(at + 1, close), range: { start: at + 1, end: close } });
      at = close + 1;
      continue;
    }
    const from = at;
    while (at < end && !isBlank(text.charCodeAt(at))) {
      if (text.charCodeAt(at) === QUOTE) return { tokens, broken: 'a double quote stands inside a word' };
      at += 1;
    }
    const word = text.slice(from, at);
    if (!PAGER.test(word)) tokens.push({ text: word, range: { start: from, end: at } });
  }
  return { tokens, broken: null };
}

function closingQuote(text: string, start: number, end: number): number {
  for (let at = start; at < end; at += 1) if (text.charCodeAt(at) === QUOTE) return at;
  return -1;
}

/** Blanks, and what terminals leave at the end of a line; white space of Unicode may be a byte of a name in this view. */
function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 13 || code === 8;
}
