import { someLineWith } from '../../text/line-with.js';
import type { SourceText } from '../../text/source-text.js';
import { Word } from '../../text/word-filter.js';
import { TELLING_TYPES } from '../oracle/vocabulary.js';

const PROMPT = '(?:\\*{0,2}[\\w.@-]{1,100}(?:\\([\\w-]{1,60}\\))?[#>][ \\t]?)?';
const INDENT = '[ \\t]{0,60}';
const line = (words: string) => new RegExp(`^${INDENT}${PROMPT}(?:${words})[ \\t]*$`);

const CONFIGURE = line('conf(?:ig(?:ure)?)?[ \\t]+t(?:er(?:minal)?)?');
/** The two branches whose names no element of the column grid bears. */
const BRANCH = line('security|session-router');
const DONE = line('done');
const TYPES = TELLING_TYPES.map((type) => ({ type, word: new Word(type), shape: line(type) }));
const PASTE_CONFIG = new Word('paste-config');
const PASTE = line('paste-config');

/** Commands as they are typed: what a device holds after them depends on what it held before. */
export function isCommandStream(source: SourceText): boolean {
  const { text } = source;
  const configures = () => someLineWith(text, 'conf', CONFIGURE);
  if (source.mayHold(PASTE_CONFIG) && someLineWith(text, 'paste-config', PASTE) && configures()) return true;
  const types = TYPES.filter(({ word }) => source.mayHold(word));
  if (types.length === 0 || !someLineWith(text, 'done', DONE)) return false;
  if (!types.some(({ type, shape }) => someLineWith(text, type, shape))) return false;
  return someLineWith(text, 'security', BRANCH) || someLineWith(text, 'session-router', BRANCH) || configures();
}

/** Whether the commands stand behind prompts, so that every other line is output. */
export function isTranscript({ text }: SourceText): boolean {
  return /^\*{0,2}[\w.@-]{1,100}(?:\([\w-]{1,60}\))?[#>][ \t]?\S/m.test(text);
}
