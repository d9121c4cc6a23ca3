/**
 * The known word that differs from `word` in one letter, replaced, added or lost, or in two neighbours that are swapped.
 * `null` for a word that is known itself, or near none.
 */
export function nearMiss(word: string, known: Iterable<string>): string | null {
  let near: string | null = null;
  for (const candidate of known) {
    if (candidate === word) return null;
    const isAsLong = candidate.length - word.length <= 1 && word.length - candidate.length <= 1;
    if (near === null && isAsLong && isOneLetterOff(word, candidate)) near = candidate;
  }
  return near;
}

/** Also of equal words. */
export function isOneLetterOff(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let same = 0;
  while (same < a.length && same < b.length && a.charCodeAt(same) === b.charCodeAt(same)) same += 1;
  if (a.length > b.length) return endsAlike(a, same + 1, b, same);
  if (a.length < b.length) return endsAlike(a, same, b, same + 1);
  return endsAlike(a, same + 1, b, same + 1) || (isSwapped(a, b, same) && endsAlike(a, same + 2, b, same + 2));
}

/** The two halves of a word, of which one letter that is wrong, lost, added or swapped with its neighbour changes one at most. */
export function halves(word: string): readonly [head: string, tail: string] {
  const middle = word.length >> 1;
  return [word.slice(0, middle - 1), word.slice(middle + 1)];
}

/** Whether two words have the same letters from a place in each on. */
function endsAlike(a: string, fromA: number, b: string, fromB: number): boolean {
  for (let at = 0; fromA + at < a.length || fromB + at < b.length; at += 1) {
    if (a[fromA + at] !== b[fromB + at]) return false;
  }
  return true;
}

function isSwapped(a: string, b: string, at: number): boolean {
  return a[at] === b[at + 1] && a[at + 1] === b[at];
}
