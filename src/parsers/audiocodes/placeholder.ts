import type { Range } from '../../text/provenance.js';
import type { Problem } from '../../model/trust.js';
import { unfilled } from '../problem.js';
import type { Settings } from './settings.js';

/** Encoded secrets (`$1$...`) and `$$` come first, so that what follows their `$` is not taken for a name. */
const TOKEN =
  /\$[12]\$[A-Za-z0-9+/=]*|\$\$|\$\{[^{}\r\n]{1,80}\}|\{\{[^{}\r\n]{1,80}\}\}|\$\([^()\r\n]{1,80}\)|\$[A-Za-z_]\w{0,80}/g;
/** What cannot be anything else; a bare `$name` may also be part of a password. */
const BRACED = /^(?:\$\{|\{\{)/;
/** Columns whose text is never repeated, not even a part that looks like a placeholder. */
const CREDENTIALS = /pass|secret|key|user|auth/;

/** Where text of a generator stands that nobody filled in, or `null`. */
export function findPlaceholder(text: string, bracedOnly = false): Range | null {
  if (!text.includes('$') && !text.includes('{{')) return null;
  for (const match of text.matchAll(TOKEN)) {
    const [token] = match;
    if (/^\$(?:[12]?\$)/.test(token)) continue;
    if (bracedOnly && !BRACED.test(token)) continue;
    return { start: match.index, end: match.index + token.length };
  }
  return null;
}

/** The first placeholder of the file as a problem; the others would say the same thing again. */
export function unfilledTemplate(settings: Settings): Problem | null {
  const places: Range[] = [];
  const look = (start: number, text: string, bracedOnly: boolean) => {
    const found = findPlaceholder(text, bracedOnly);
    if (found) places.push({ start: start + found.start, end: start + found.end });
  };
  for (const { rows } of settings.tables.values()) {
    for (const { cells } of rows) {
      for (const [column, { text, range }] of cells) {
        if (!CREDENTIALS.test(column)) look(range.start, text, false);
      }
    }
  }
  for (const cells of settings.parameters.values()) {
    for (const { text, range } of cells) look(range.start, text, false);
  }
  for (const { range } of settings.faults) look(range.start, settings.source.slice(range.start, range.end), true);

  const [first] = places.sort((a, b) => a.start - b.start);
  if (!first) return null;
  return unfilled(settings.source.sourced(first.start, first.end));
}
