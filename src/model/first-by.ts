/**
 * Looks up things of a list by what they are called, the first of them where several are called alike. The index is made
 * once for each list, and gone with it.
 */
export function firstBy<T extends object>(
  namesOf: (each: T) => readonly string[],
): (all: readonly T[], name: string) => T | null {
  const indexes = new WeakMap<readonly T[], ReadonlyMap<string, T>>();
  return (all, name) => {
    let index = indexes.get(all);
    if (!index) indexes.set(all, (index = indexOf(all, namesOf)));
    return index.get(name) ?? null;
  };
}

function indexOf<T>(all: readonly T[], namesOf: (each: T) => readonly string[]): ReadonlyMap<string, T> {
  const index = new Map<string, T>();
  for (const each of all) for (const name of namesOf(each)) if (!index.has(name)) index.set(name, each);
  return index;
}
