import type { SourceText } from '../../text/source-text.js';
import { Word } from '../../text/word-filter.js';
import { TELLING_TYPES } from '../oracle/vocabulary.js';

const HEADERS = TELLING_TYPES.join('|');
const WORDS = TELLING_TYPES.map((type) => new Word(type));
/** A header alone on its line, and below it an indented name that is alone or has blanks and a value behind it. */
const GRID = new RegExp(`^(?:${HEADERS})[ \\t]*\\r*\\n[ \\t]+[a-z][A-Za-z0-9-]*(?:[ \\t]{2}|\\t|[ \\t]?\\r*$)`, 'm');

/** The column grid that `show` prints. */
export function isGrid(source: SourceText): boolean {
  return WORDS.some((word) => source.mayHold(word)) && GRID.test(source.text);
}
