/** Byte offsets into a file: the first byte, and the one after the last. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Where a fact stands. Lines and columns count from 1; a column is a character as an editor counts them. */
export interface Provenance {
  readonly file: string;
  readonly range: Range;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A value together with the place that says so. */
export interface Sourced<T> {
  readonly value: T;
  readonly at: Provenance;
}

/** The place that stands for a file as a whole, such as one that cannot be read. */
export function wholeFile(file: string): Provenance {
  return { file, range: { start: 0, end: 0 }, line: 1, column: 1, endLine: 1, endColumn: 1 };
}

export function comparePlaces(a: Provenance, b: Provenance): number {
  return compareText(a.file, b.file) || a.range.start - b.range.start || a.range.end - b.range.end;
}

/** Orders by code unit, so that the order does not depend on the machine's language. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
