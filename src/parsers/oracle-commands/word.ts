import { nearMiss } from '../../text/near-miss.js';
import { oneLetterOff } from '../oracle/near-word.js';
import { PARTS, READ, TOP_LEVEL } from '../oracle/vocabulary.js';
import type { Level } from './level.js';

/** Why a word may stand for several elements that are read; `null` where it stands for none. */
export function abbreviated(word: string): string | null {
  if (word.length < 3 || word === 'system') return null;
  const isShort = [...READ.keys()].some((each) => each !== word && each.startsWith(word));
  return isShort ? 'an abbreviated name may stand for several elements' : null;
}

/** Why a word may have been meant for an element that can be entered here; `null` where none is near. */
export function misspelt(word: string, level: Level | undefined): string | null {
  const parts = PARTS.get(level?.type ?? '');
  const near = nearMiss(word, parts ? parts.flatMap((part) => [part, `${part}s`]) : TOP_LEVEL);
  return near === null ? null : oneLetterOff(near);
}
