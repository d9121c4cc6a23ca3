import type { SourceText } from '../../text/source-text.js';
import { cliLines } from './lines.js';

/** One line for each line with text, whichever blanks stand between its words. Nothing of a CLI script is ever edited. */
export function outline(source: SourceText): readonly string[] {
  return [...cliLines(source)].map((line) => {
    if (line.kind === 'comment') return source.slice(line.range.start, line.range.end).trimEnd();
    if (line.broken !== null) return source.slice(line.range.start, line.range.end).replace(/[ \t\r]+/g, ' ');
    return [line.first, ...line.rest].map(({ text }) => text).join(' ');
  });
}
