import { SourceText } from '../../text/source-text.js';
import { readShow, type Shown } from './shown.js';
import { tokenize } from './tokenize.js';

const HEAD = 65_536;
const ECHO = /^[\w.-]{1,64}@([\w.-]{1,64})[>%#][ \t]*show\b(.*)/gm;

/** A document, and what the command asked for that printed it, where a capture shows the command. */
export interface Capture {
  readonly document: SourceText;
  readonly shown: readonly Shown[];
  readonly hostName: string | null;
}

/**
 * The document inside a screen capture, at its own offsets: the echo before it and the prompt after it become blanks.
 * A file that is no capture comes back as it is.
 */
export function captureOf(source: SourceText, opening: '<' | '{', closing: '>' | '}'): Capture {
  const { text, contentStart } = source;
  const head = text.slice(contentStart, contentStart + HEAD);
  const whole = { document: source, shown: [], hostName: null };
  if (/^\s*[<{]/.test(head)) return whole;
  const first = head.search(ECHO);
  const line = first < 0 ? -1 : head.indexOf(`\n${opening}`, first);
  // The command right before the document is the one that printed it.
  const echo = line < 0 ? undefined : [...head.slice(0, line).matchAll(ECHO)].at(-1);
  if (!echo) return whole;
  const start = contentStart + line + 1;
  const stop = endOfDocument(text, closing);
  const blank = (part: string) => part.replace(/[^\r\n]/g, ' ');
  const asked = echo[2] ?? '';
  return {
    document: SourceText.of(
      source.path,
      blank(text.slice(0, start)) + text.slice(start, stop) + blank(text.slice(stop)),
    ),
    shown: [readShow(tokenize(asked, 0, asked.length).words, [])],
    hostName: echo[1] ?? null,
  };
}

export const documentIn = (source: SourceText, opening: '<' | '{', closing: '>' | '}'): SourceText =>
  captureOf(source, opening, closing).document;

/** Behind the last line that ends in the closing sign: a prompt ends in one as well, and has a name before it. */
function endOfDocument(text: string, closing: string): number {
  for (let at = text.lastIndexOf(closing); at > 0; at = text.lastIndexOf(closing, at - 1)) {
    const line = text.slice(text.lastIndexOf('\n', at) + 1, at);
    if (!/^[\w.-]{1,64}@[\w.-]{1,64}$/.test(line)) return at + 1;
  }
  return text.length;
}
