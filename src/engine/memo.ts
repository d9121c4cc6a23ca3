/** What was worked out in a run, so that devices that trust the same certificates are decided once. */
export interface Memo<T> {
  /** `parts` tell all that the result depends on; objects among them are told apart by identity. */
  readonly of: (parts: readonly (object | string)[], make: () => T) => T;
}

export function memo<T>(): Memo<T> {
  const made = new Map<string, T>();
  const numbers = new WeakMap<object, number>();
  let last = 0;
  const numberOf = (part: object): number => {
    const found = numbers.get(part);
    if (found !== undefined) return found;
    numbers.set(part, (last += 1));
    return last;
  };
  return {
    of(parts, make) {
      const key = JSON.stringify(parts.map((part) => (typeof part === 'string' ? part : numberOf(part))));
      const found = made.get(key);
      if (found !== undefined) return found;
      const result = make();
      made.set(key, result);
      return result;
    },
  };
}
