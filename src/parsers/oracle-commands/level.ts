import type { Range } from '../../text/provenance.js';
import { READ, SUB_ELEMENTS } from '../oracle/vocabulary.js';
import type { Draft } from './draft.js';
import type { Command } from './scan.js';

/** A level of the command line: a branch, or an element with the object that is in hand. */
export interface Level {
  readonly word: string;
  /** `null` for what is not read. */
  readonly type: string | null;
  readonly at: Range;
  draft: Draft | null;
  /** Where `done` puts it; `null` for a new one. */
  target: number | null;
  /** The first command that `done` has not taken over. */
  open: Command | null;
  /** After `select` without a key that can be told. */
  isLost: boolean;
  isSelected: boolean;
}

export const NOTHING_IN_HAND = { draft: null, target: null, open: null, isLost: false, isSelected: false };

/** The level that a command of one word opens. */
export function newLevel(word: string, at: Range): Level {
  const type = typeOf(word);
  return { word: type ?? word, type, at, ...NOTHING_IN_HAND };
}

/** The element that a word enters, where it is read: parts are typed in the plural and shown in the singular. */
function typeOf(word: string): string | null {
  if (READ.has(word)) return word;
  const single = word.replace(/s$/, '');
  return SUB_ELEMENTS.has(single) && READ.has(single) ? single : null;
}

/** Whether it is a part of the object above. */
export function isPartLevel({ type }: Level): boolean {
  return type !== null && SUB_ELEMENTS.has(type);
}
