import type { SourceText } from '../../text/source-text.js';
import { Word } from '../../text/word-filter.js';
import { TELLING_TYPES } from '../oracle/vocabulary.js';

const PROMPT = '(?:\\*{0,2}[\\w.@-]{1,100}(?:\\([\\w-]{1,60}\\))?[#>][ \\t]?)?';
const INDENT = '[ \\t]{0,60}';
const line = (words: string) => new RegExp(`^${INDENT}${PROMPT}(?:${words})[ \\t]*\\r*$`, 'm');

const CONFIGURE = line('conf(?:ig(?:ure)?)?[ \\t]+t(?:er(?:minal)?)?');
/** The two branches whose names no element of the column grid bears. */
const BRANCH = line('security|session-router');
const DONE = line('done');
const TYPED_ELEMENT = line(TELLING_TYPES.join('|'));
const TYPES = TELLING_TYPES.map((type) => new Word(type));
const PASTE_CONFIG = new Word('paste-config');
const PASTE = line('paste-config');

/** Commands as they are typed: what a device holds after them depends on what it held before. */
export function isCommandStream(source: SourceText): boolean {
  const { text } = source;
  if (!source.mayHold(PASTE_CONFIG) && !(TYPES.some((type) => source.mayHold(type)) && text.includes('done')))
    return false;
  if (CONFIGURE.test(text)) return PASTE.test(text) || (DONE.test(text) && TYPED_ELEMENT.test(text));
  return DONE.test(text) && BRANCH.test(text) && TYPED_ELEMENT.test(text);
}

/** Whether the commands stand behind prompts, so that every other line is output. */
export function isTranscript({ text }: SourceText): boolean {
  return /^\*{0,2}[\w.@-]{1,100}(?:\([\w-]{1,60}\))?[#>][ \t]?\S/m.test(text);
}
