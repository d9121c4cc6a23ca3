/** The number of the line that holds a fragment: the first one, or the nth. */
export function lineOf(text: string, fragment: string, nth = 1): number {
  const lines = text.split('\n').flatMap((line, i) => (line.includes(fragment) ? [i + 1] : []));
  const found = lines[nth - 1];
  if (found === undefined) throw new Error(`no line ${nth} with "${fragment}"`);
  return found;
}
