import { visible } from './terminal.js';

/** RFC 5545, 3.1: a line has at most 75 octets without its line break; a continuation begins with a space, which counts. */
const LONGEST_LINE = 75;

/** A property or the begin or end of a component: `NAME;PARAMETER=value:value`, folded, with its line break. */
export function contentLine(name: string, value: string): string {
  let folded = '';
  let octets = 0;
  for (const character of `${name}:${value}`) {
    const size = octetsOf(character);
    if (octets + size > LONGEST_LINE) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return `${folded}\r\n`;
}

/** In UTF-8; a half of a surrogate pair is written as U+FFFD. */
function octetsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
}

/** A value of type TEXT, RFC 5545, 3.3.11; each item becomes a line of it. */
export function textValue(...lines: readonly string[]): string {
  return lines.map((line) => visible(line).replace(/[\\;,]/g, '\\$&')).join('\\n');
}

/** A component with its properties and, behind them, the components inside it. */
export function component(name: string, ...inside: readonly string[]): string {
  return `${contentLine('BEGIN', name)}${inside.join('')}${contentLine('END', name)}`;
}

/** A DATE, RFC 5545, 3.3.4, of a day such as 2026-11-22. */
export function dateValue(day: string): string {
  return day.replaceAll('-', '');
}

/** A DATE-TIME in UTC, RFC 5545, 3.3.5, of milliseconds since 1970. */
export function instantValue(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}
