import { encodeLatin1 } from './latin1.js';
import type { Range } from './provenance.js';
import { SourceText } from './source-text.js';

/** Replace the bytes of `range` by `insert` (Latin-1: one character a byte). An insertion has an empty range. */
export interface Edit {
  readonly range: Range;
  readonly insert: string;
}

export function insertAt(offset: number, insert: string): Edit {
  return { range: { start: offset, end: offset }, insert };
}

export function isInsertion({ range }: Edit): boolean {
  return range.start === range.end;
}

/** The edits in the order of their places; those at one place keep the order in which they were given. */
export function inOrder(edits: readonly Edit[]): readonly Edit[] {
  return edits
    .map((edit, given) => ({ edit, given }))
    .sort((a, b) => a.edit.range.start - b.edit.range.start || a.given - b.given)
    .map(({ edit }) => edit);
}

/** The file with the edits made. Throws where two edits overlap or one lies outside the file: both are bugs. */
export function applyEdits(source: SourceText, edits: readonly Edit[]): SourceText {
  let text = '';
  let at = 0;
  for (const { range, insert } of inOrder(edits)) {
    if (range.start < at || range.end < range.start || range.end > source.text.length) {
      throw new Error(`overlapping edits at offset ${range.start} of ${source.path}`);
    }
    text += source.text.slice(at, range.start) + insert;
    at = range.end;
  }
  text += source.text.slice(at);
  return new SourceText(source.path, encodeLatin1(text), text);
}
