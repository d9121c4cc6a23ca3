import { serialized } from '../text/secrets.js';

/** Characters that JSON may hold as they are and that terminals and editors act on. */
const ACTIVE = /[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** JSON of the same value, safe to print: such characters are written as escapes. */
export function jsonText(value: unknown, indent: number): string {
  return serialized(value, indent).replace(
    ACTIVE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
