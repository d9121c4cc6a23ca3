/** The known word that differs from `word` in one letter: replaced, added or lost. `null` for a word that is known itself. */
export function nearMiss(word: string, known: readonly string[]): string | null {
  if (known.includes(word)) return null;
  return known.find((candidate) => isOneLetterOff(word, candidate)) ?? null;
}

function isOneLetterOff(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same += 1;
  const [restOfA, restOfB] = [a.slice(same), b.slice(same)];
  if (a.length === b.length) return restOfA.slice(1) === restOfB.slice(1);
  return a.length > b.length ? restOfA.slice(1) === restOfB : restOfA === restOfB.slice(1);
}
