import { SourceText } from '../../text/source-text.js';

const HEAD = 65_536;
const ECHO = /^[\w.-]{1,64}@[\w.-]{1,64}[>%#][ \t]*show\b/m;

/**
 * The document inside a screen capture, at its own offsets: the echo before it and the prompt after it become blanks.
 * A file that is no capture comes back as it is.
 */
export function documentIn(source: SourceText, opening: '<' | '{', closing: '>' | '}'): SourceText {
  const { text, contentStart } = source;
  const head = text.slice(contentStart, contentStart + HEAD);
  if (/^\s*[<{]/.test(head)) return source;
  const echo = ECHO.exec(head);
  if (!echo) return source;
  const line = head.indexOf(`\n${opening}`, echo.index);
  if (line < 0) return source;
  const start = contentStart + line + 1;
  const stop = endOfDocument(text, closing);
  const blank = (part: string) => part.replace(/[^\r\n]/g, ' ');
  return SourceText.of(source.path, blank(text.slice(0, start)) + text.slice(start, stop) + blank(text.slice(stop)));
}

/** Behind the last line that ends in the closing sign: a prompt ends in one as well, and has a name before it. */
function endOfDocument(text: string, closing: string): number {
  for (let at = text.lastIndexOf(closing); at > 0; at = text.lastIndexOf(closing, at - 1)) {
    const line = text.slice(text.lastIndexOf('\n', at) + 1, at);
    if (!/^[\w.-]{1,64}@[\w.-]{1,64}$/.test(line)) return at + 1;
  }
  return text.length;
}
