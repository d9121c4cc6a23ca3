import { visible } from './terminal.js';

export type Cell = string | number | null | undefined;

/** RFC 4180: one record, its cells quoted where they have to be. */
export function csvRecord(cells: readonly string[]): string {
  return `${cells.join(',')}\r\n`;
}

/** A spreadsheet takes a cell that begins like a formula for one, so such a cell gets an apostrophe in front. */
export function csvCell(value: Cell): string {
  if (value === null || value === undefined) return '';
  // The CR of the rule for formulas is visible by now, as is every other control character but the tab.
  const text = visible(String(value)).replace(/^(?=[=+\-@\t\r])/, "'");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
