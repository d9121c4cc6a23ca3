import { isOneLetterOff } from '../../text/near-miss.js';

/** The word that `word` was meant to be: one letter away from one of `read`, and none of `known` itself. */
export function misspelt(word: string, read: readonly string[], known: readonly string[] = []): string | null {
  if (read.includes(word) || known.includes(word)) return null;
  return read.find((candidate) => isOneLetterOff(word, candidate)) ?? null;
}
