/** The word that `word` was meant to be: one letter away from one of `read`, and none of `known` itself. */
export function misspelt(word: string, read: readonly string[], known: readonly string[] = []): string | null {
  if (read.includes(word) || known.includes(word)) return null;
  return read.find((candidate) => isOneLetterAway(word, candidate)) ?? null;
}

/** One letter is another, missing or too many. */
function isOneLetterAway(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return Math.max(a.length, b.length) - start - end <= 1;
}
