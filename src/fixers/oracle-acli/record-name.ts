import type { Anchor } from '../fixer.js';
import type { VendorProfile } from '../../model/knowledge.js';

/** Where the profile states no limit. */
const LONGEST = 128;

/** The name of a new certificate-record: that of the root without its blanks, with a number where it is taken in any case. */
export function recordName(anchor: Anchor, taken: ReadonlySet<string>, profile: VendorProfile): string | null {
  const longest = longestName(profile);
  const plain = anchor.name.replace(/[^A-Za-z0-9._-]/g, '').replace(/^[^A-Za-z0-9]+/, '');
  if (plain === '') return null;
  for (let number = 1; number < 1000; number += 1) {
    const suffix = number === 1 ? '' : `-${number}`;
    const name = plain.slice(0, longest - suffix.length) + suffix;
    if (!taken.has(name.toLowerCase())) return name;
  }
  return null;
}

function longestName({ facts }: VendorProfile): number {
  const value = facts['recordName']?.value;
  const stated = typeof value === 'object' && value !== null && 'maxLength' in value ? value.maxLength : null;
  return typeof stated === 'number' && stated > 8 ? stated : LONGEST;
}
