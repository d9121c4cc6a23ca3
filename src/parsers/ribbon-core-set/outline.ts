import type { SourceText } from '../../text/source-text.js';
import { scan } from './scan.js';

/** Every leaf that is set and every path that is deleted, however the lines are laid out and quoted. */
export function outlineOf(source: SourceText): readonly string[] {
  const lines: string[] = [];
  scan(source, ({ verb, words, leaves }) => {
    if (verb === 'delete' || leaves.length === 0) {
      lines.push(JSON.stringify([verb, ...words.map(({ text }) => text)]));
      return;
    }
    for (const { path, value } of leaves) {
      lines.push(JSON.stringify([verb, ...path.map(({ text }) => text), value && value.text.trim()]));
    }
  });
  return lines;
}
