import { serialized } from '../../text/secrets.js';
import { visible } from '../terminal.js';

/** Markup that is safe to put into a page: only {@link markup} makes it. */
export interface Markup {
  readonly text: string;
}

type Part = Markup | string | number | null | readonly Markup[];

/** A template for markup: every text that is put in is escaped, so what an export says can never become markup. */
export function markup(literals: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const [first = '', ...rest] = literals;
  return { text: first + rest.map((literal, i) => partOf(parts[i] ?? null) + literal).join('') };
}

function partOf(part: Part): string {
  if (part === null) return '';
  if (typeof part === 'string') return escaped(part);
  if (typeof part === 'number') return String(part);
  return 'text' in part ? part.text : part.map(({ text }) => text).join('');
}

export const NOTHING: Markup = { text: '' };

/** For text and for attributes in double quotes. Control characters and bidirectional marks become visible. */
function escaped(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/**
 * Data for a script block that is not run. Nothing in it can end the block or begin a comment in it, whatever an export says:
 * `<` and `&` are escaped, and so are the two line ends that JSON allows and scripts once did not.
 */
export function scriptData(value: unknown): Markup {
  const escape = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return { text: serialized(value).replace(/[<>&\u2028\u2029]/g, escape) };
}

/** What the build made, put in as it is. It holds nothing of an export. */
export function built(text: string): Markup {
  return { text };
}
