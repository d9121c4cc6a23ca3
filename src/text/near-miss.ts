/**
 * The known word that differs from `word` in one letter, replaced, added or lost, or in two neighbours that are swapped.
 * `null` for a word that is known itself, or near none.
 */
export function nearMiss(word: string, known: Iterable<string>): string | null {
  const words = [...known];
  return words.includes(word) ? null : (words.find((candidate) => isOneLetterOff(word, candidate)) ?? null);
}

/** Also of equal words. */
export function isOneLetterOff(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same += 1;
  const [restOfA, restOfB] = [a.slice(same), b.slice(same)];
  if (a.length > b.length) return restOfA.slice(1) === restOfB;
  if (a.length < b.length) return restOfA === restOfB.slice(1);
  return restOfA.slice(1) === restOfB.slice(1) || isSwapped(restOfA, restOfB);
}

function isSwapped(a: string, b: string): boolean {
  return a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
}
