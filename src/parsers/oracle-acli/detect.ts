import type { SourceText } from '../../text/source-text.js';
import { TELLING_TYPES } from '../oracle/vocabulary.js';

const HEADERS = TELLING_TYPES.join('|');
/** A header alone on its line, and below it an indented name that is alone or has blanks and a value behind it. */
const GRID = new RegExp(`^(?:${HEADERS})[ \\t]*\\r*\\n[ \\t]+[a-z][A-Za-z0-9-]*(?:[ \\t]{2}|\\t|[ \\t]?\\r*$)`, 'm');

/** The column grid that `show` prints. */
export function isGrid({ text }: SourceText): boolean {
  return GRID.test(text);
}
