import type { SourceText } from '../../text/source-text.js';
import { Word } from '../../text/word-filter.js';
import { TELLING_TYPES } from '../oracle/vocabulary.js';

const HEADERS = TELLING_TYPES.map((type) => ({ type, word: new Word(type) }));
/** What follows a header: nothing on its line, and below it an indented name that is alone or has blanks and a value behind it. */
const BELOW = /[ \t]*\r*\n[ \t]+[a-z][A-Za-z0-9-]*(?:[ \t]{2}|\t|[ \t]?\r*$)/my;

/** The column grid that `show` prints. */
export function isGrid(source: SourceText): boolean {
  return HEADERS.some(({ type, word }) => source.mayHold(word) && hasElement(source.text, type));
}

function hasElement(text: string, type: string): boolean {
  for (let at = text.indexOf(type); at >= 0; at = text.indexOf(type, at + type.length)) {
    if (at > 0 && text[at - 1] !== '\n' && text[at - 1] !== '\r') continue;
    BELOW.lastIndex = at + type.length;
    if (BELOW.test(text)) return true;
  }
  return false;
}
