import type { PlacedFault } from '../ribbon-core/shown.js';
import { twoExports } from '../ribbon-core/two-exports.js';

/** So many sections stand in any export of all that a device has. */
const WHOLE = 3;

/**
 * A device prints each top-level section once. Where the first of them begins again and another one behind it, what
 * follows is another export; any other may be lines that somebody added.
 */
export function watchSections() {
  const left = new Set<string>();
  let first: string | null = null;
  let current: string | null = null;
  let again: { readonly start: number; readonly end: number } | null = null;
  return {
    see(name: string, start: number, end: number): PlacedFault | null {
      if (name === current) return null;
      if (current !== null) left.add(current);
      first ??= name;
      current = name;
      if (!left.has(name)) return null;
      if (again) return twoExports(`the sections ${first} and ${name} begin again`, again.start, again.end);
      if (name === first && left.size >= WHOLE) again = { start, end };
      return null;
    },
    /** Another command may print them again. */
    forget() {
      left.clear();
      first = null;
      current = null;
      again = null;
    },
  };
}
