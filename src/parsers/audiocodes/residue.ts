/** What terminals and pagers leave before the text of a line. */
const RESIDUE = /(?:[ \t\r\x08]|\x1b\[[0-9;?]{0,20}[A-Za-z]|--MORE--|-- ?More ?--){0,200}/iy;

/** Where the text of a line starts. */
export function afterResidue(text: string, start: number, end: number): number {
  RESIDUE.lastIndex = start;
  return Math.min(start + (RESIDUE.exec(text)?.[0].length ?? 0), end);
}
