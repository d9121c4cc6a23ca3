import type { VendorProfile } from '../../model/knowledge.js';
import type { Anchor } from '../fixer.js';

/** What names and numbers the device accepts, as far as the profile knows them. */
export interface Limits {
  readonly nameLength: number;
  readonly certificates: number;
  /** The names to use for well-known roots, by SHA-256. */
  readonly names: Readonly<Record<string, string>>;
}

/** Reference section 3, for a profile that says nothing. */
const NAME_LENGTH = 23;
const LONGEST_SUFFIX = 99;
/** Of this product. */
const OWN_SUFFIX = '_sl';

export function limitsOf({ facts }: VendorProfile): Limits {
  const names = facts.entryNames?.value;
  return {
    nameLength: numberOf(facts.maxEntryNameLength?.value) ?? NAME_LENGTH,
    certificates: numberOf(facts.maxCertificates?.value) ?? Number.POSITIVE_INFINITY,
    names: isRecord(names)
      ? Object.fromEntries(
          Object.entries(names).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
        )
      : {},
  };
}

/** The name that an entry for this root should have if nothing else has it. */
export function preferredName(anchor: Anchor, { names, nameLength }: Limits): string {
  const given = names[anchor.sha256];
  if (given !== undefined) return given;
  const legal = anchor.name.replace(/[^+,\-.:@0-9A-Z_a-z]/g, '').slice(0, nameLength);
  // A name that starts like the keyword displaylevel is taken for it (reference section 1).
  const name = /^disp/i.test(legal) ? `CA_${legal}`.slice(0, nameLength) : legal;
  return name === '' ? `Root_${anchor.sha256.slice(0, 8)}` : name;
}

/** The preferred name, or with a suffix where an entry or its file has it already; `null` if all are taken. */
export function freeName(preferred: string, taken: ReadonlySet<string>, { nameLength }: Limits): string | null {
  const isFree = (name: string) => !taken.has(name.toLowerCase()) && !taken.has(fileNameOf(name).toLowerCase());
  if (preferred.length <= nameLength && isFree(preferred)) return preferred;
  for (let number = 2; number <= LONGEST_SUFFIX; number += 1) {
    const suffix = `_${number}`;
    const name = preferred.slice(0, nameLength - suffix.length) + suffix;
    if (isFree(name)) return name;
  }
  return null;
}

/**
 * A name that nothing on a device bears, for a device whose entries are not all shown: `set` with the name of an entry
 * that is there would change that entry.
 */
export function unlikelyName(preferred: string, { nameLength }: Limits): string {
  return preferred.slice(0, nameLength - OWN_SUFFIX.length) + OWN_SUFFIX;
}

/** The device takes DER for entries of type remote, one certificate a file. */
export function fileNameOf(entry: string): string {
  return `${entry}.der`;
}

const numberOf = (value: unknown) => (typeof value === 'number' ? value : null);

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
