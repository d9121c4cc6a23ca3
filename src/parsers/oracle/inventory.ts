import type { Problem } from '../../model/trust.js';
import { valueOf, type OracleElement } from './element.js';
import { KEYS } from './vocabulary.js';

/** Why an export may not show all that the device holds, as clauses: of its trust lists, and of whom it faces. */
export interface Unshown {
  readonly lists: string;
  readonly faces: string;
}

/** Commands and requests. */
export const CHANGES: Unshown = {
  lists: 'the file says what was changed, not all that the device lists',
  faces: 'the file says what was changed, not all whom the device faces',
};

/** The elements of an export by type, and by the name that others refer to them by. */
export interface Inventory {
  /** `null` where it is all that the device holds; else what is named may be there without being among them. */
  readonly unshown: Unshown | null;
  /** Whether only some elements of the type were asked for, by their names. */
  readonly isPartlyAsked: (type: string) => boolean;
  /** Whether what has no element of the type is not on the device either, as far as the export tells. */
  readonly showsAll: (type: string) => boolean;
  readonly ofType: (type: string) => readonly OracleElement[];
  /** Of several elements of one name the first. */
  readonly named: (type: string) => ReadonlyMap<string, OracleElement>;
  /** Whether several elements of the type have the name, so that it cannot be told which of them the device holds. */
  readonly isRepeated: (type: string, name: string) => boolean;
  /** Whether part of the export cannot be read that may be a certificate-record, or the name of one. */
  readonly mayLackRecord: boolean;
}

export function inventoryOf(
  elements: readonly OracleElement[],
  unshown: Unshown | null = null,
  lost: readonly Problem[] = [],
  partlyAsked: ReadonlySet<string> = new Set(),
): Inventory {
  const types = new Map<string, OracleElement[]>();
  const names = new Map<string, Map<string, OracleElement>>();
  const repeated = new Set<string>();
  for (const element of elements) {
    entryOf(types, element.type, () => []).push(element);
    const name = valueOf(element, KEYS.get(element.type) ?? 'name')?.value;
    if (name === undefined) continue;
    const named = entryOf(names, element.type, () => new Map<string, OracleElement>());
    if (named.has(name)) repeated.add(`${element.type} ${name}`);
    else named.set(name, element);
  }
  return {
    unshown,
    isPartlyAsked: (type) => partlyAsked.has(type),
    showsAll: (type) => !unshown && !partlyAsked.has(type) && names.has(type),
    ofType: (type) => types.get(type) ?? [],
    named: (type) => names.get(type) ?? new Map(),
    mayLackRecord:
      lost.some(({ ruleId }) => ruleId === 'unreadable-input') ||
      (types.get('certificate-record') ?? []).some((record) => !valueOf(record, 'name')),
    isRepeated: (type, name) => repeated.has(`${type} ${name}`),
  };
}

/** The value of a map at a key, made when it is not there. */
export function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const there = map.get(key);
  if (there !== undefined) return there;
  const made = make();
  map.set(key, made);
  return made;
}
