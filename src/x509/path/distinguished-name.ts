import { nameAttributes } from '../../model/certificate.js';

/** RFC 5280, 7.1: attributes in order, without regard to case and to repeated spaces. */
export function isSameName(a: string, b: string): boolean {
  return a === b || normal(a) === normal(b);
}

/** Whether a directory name lies below another: it begins, from the root of the directory, with all of it. */
export function liesBelow(name: string, base: string): boolean {
  const [inner, outer] = [normal(name), normal(base)];
  return inner === outer || outer === '' || inner.endsWith(`\n${outer}`);
}

/** Names come back again and again, and taking one apart is what costs. */
const known = new Map<string, string>();
const MOST_KNOWN = 10_000;

/** One attribute a line, most specific first, as names are printed. */
function normal(name: string): string {
  let found = known.get(name);
  if (found === undefined) {
    found = nameAttributes(name)
      .map(([type, value]) => `${type}=${value.trim().replace(/\s+/g, ' ').toLowerCase()}`)
      .join('\n');
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(name, found);
  }
  return found;
}
