/**
 * The word among `words` that `found` is, but for one letter that is wrong, missing or too many; `null` where it is one
 * of them, or near none. No documented name of an element or attribute is this near to one that is read.
 */
export function nearWord(found: string, words: Iterable<string>): string | null {
  if (found.length > 64) return null;
  const known = [...words];
  return known.includes(found) ? null : (known.find((word) => isOneOff(found, word)) ?? null);
}

function isOneOff(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let same = 0;
  while (same < a.length && a[same] === b[same]) same += 1;
  const restA = a.slice(same);
  const restB = b.slice(same);
  return restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1);
}

export function oneLetterOff(word: string): string {
  return `it is not known here, and one letter away from ${word}`;
}
