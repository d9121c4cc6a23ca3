/** Why a word cannot be read that is near one that is. No documented name of an element or attribute is this near to one. */
export function oneLetterOff(word: string): string {
  return `it is not known here, and one letter away from ${word}`;
}
