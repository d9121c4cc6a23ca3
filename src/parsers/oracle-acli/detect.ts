import type { SourceText } from '../../text/source-text.js';
import { TELLING_TYPES } from '../oracle/vocabulary.js';

const HEADERS = TELLING_TYPES.join('|');
/** A header alone on its line, and below it an indented name that is alone or has blanks and a value behind it. */
const GRID = new RegExp(`^(?:${HEADERS})[ \\t]*\\r*\\n[ \\t]+[a-z][A-Za-z0-9-]*(?:[ \\t]{2}|\\t|[ \\t]?\\r*$)`, 'm');
const PROMPT = '(?:\\*{0,2}[\\w.@-]{1,100}(?:\\([\\w-]{1,60}\\))?[#>][ \\t]?)?';
const CONFIGURE = new RegExp(`^${PROMPT}conf(?:ig(?:ure)?)?[ \\t]+t(?:er(?:minal)?)?[ \\t]*\\r*$`, 'm');
const DONE = new RegExp(`^[ \\t]{0,60}${PROMPT}done[ \\t]*\\r*$`, 'm');
const TYPED_ELEMENT = new RegExp(`^[ \\t]{0,60}${PROMPT}(?:${HEADERS})[ \\t]*\\r*$`, 'm');

/** The column grid that `show` prints. */
export function isGrid({ text }: SourceText): boolean {
  return GRID.test(text);
}

/** Commands as they are typed: what a device holds after them depends on what it held before. */
export function commandStream({ text }: SourceText): { readonly start: number; readonly end: number } | null {
  const configure = CONFIGURE.exec(text);
  if (!configure || !DONE.test(text) || !TYPED_ELEMENT.test(text)) return null;
  return { start: configure.index, end: configure.index + configure[0].trimEnd().length };
}
