import { nearMiss } from '../../text/near-miss.js';

/**
 * The wanted column that a name of a FORMAT line may stand for, though it is spelled otherwise by one letter; in the long
 * style the letter may be in the prefix.
 */
export function damagedColumn(
  table: string,
  written: readonly string[],
  wanted: readonly string[],
  others: readonly string[],
): string | null {
  const prefix = `${table}_`.toLowerCase();
  const bare = (name: string) => (name.startsWith(prefix) ? name.slice(prefix.length) : name);
  const known = [...wanted, ...others].map((column) => column.toLowerCase());
  const spellings = [...known, ...known.map((column) => prefix + column)];
  const there = new Set(written.map(bare));
  for (const name of written) {
    const meant = bare(nearMiss(name, spellings) ?? '');
    const column = there.has(meant) ? undefined : wanted.find((each) => each.toLowerCase() === meant);
    if (column !== undefined) return column;
  }
  return null;
}

const LONGEST_HEAD = 64;

/**
 * Tells which wanted parameter a line may set although it is no statement, or one of another name: its own name differs
 * by one letter, or the end of the line before it is lost.
 */
export function lostParameters(wanted: readonly string[], others: readonly string[]): (line: string) => string | null {
  const known = new Map([...wanted, ...others].map((name) => [name.toLowerCase(), name]));
  const spellings = [...known.keys()];
  // A line feed with one flipped bit is no letter but J.
  const swallowed = new RegExp(`[\\WJ](${wanted.join('|')})[ \\t]*=`, 'i');
  return (line) => {
    const start = line.slice(0, LONGEST_HEAD).toLowerCase();
    for (const pattern of HEADS) {
      const head = (pattern.exec(start)?.[0] ?? '').trim();
      const name = known.get(known.has(head) ? head : (nearMiss(head, spellings) ?? ''));
      if (name !== undefined && wanted.includes(name)) return name;
    }
    return known.get(swallowed.exec(line.slice(1))?.[1]?.toLowerCase() ?? '') ?? null;
  };
}

/** What may be the name of a line: all before the equals sign, the first word with and without other characters. */
const HEADS = [/^[^=]*(?==)/, /^\S+/, /^\w+/];
