import { maskKeys } from '../text/secrets.js';

/** Makes text from an export harmless on a terminal: control characters and bidirectional marks become visible. */
export function visible(text: string): string {
  return maskKeys(text).replace(
    /[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (character) => {
      const code = character.charCodeAt(0).toString(16).padStart(2, '0');
      return `\\u{${code}}`;
    },
  );
}

/** Colors of a terminal, or none. */
export interface Palette {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly blue: (text: string) => string;
  readonly magenta: (text: string) => string;
  readonly green: (text: string) => string;
}

/** `1 device`, `2 devices`. */
export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number} ${number === 1 ? singular : plural}`;
}

/** One line for grep: the fields that say something, two blanks between them. */
export function conciseFields(...fields: readonly (string | null)[]): string {
  return `${visible(fields.filter((field) => field !== null && field !== '').join('  '))}\n`;
}
