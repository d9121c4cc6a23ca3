import { visible } from './terminal.js';

/** Characters that XML 1.0 does not allow even as references and that {@link visible} leaves alone. */
const FORBIDDEN = /\p{Surrogate}|[\ufffe\uffff]/gu;

/** Text between two tags. */
export function xmlText(text: string): string {
  return visible(text)
    .replace(FORBIDDEN, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** Attributes as ` name="value"`, in the order given; those that are `null` are left out. */
export function xmlAttributes(attributes: Readonly<Record<string, string | number | null>>): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => ` ${name}="${xmlText(String(value)).replaceAll('"', '&quot;').replaceAll('\t', '&#9;')}"`)
    .join('');
}
