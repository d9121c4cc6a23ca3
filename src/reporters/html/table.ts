/** A list in which nothing stands twice; `at` gives the place of a value, and puts it there where it is new. */
export interface Table<T> {
  readonly rows: readonly T[];
  readonly at: (value: T) => number;
}

export function table<T>(keyOf: (value: T) => string): Table<T> {
  const rows: T[] = [];
  const places = new Map<string, number>();
  const at = (value: T) => {
    const key = keyOf(value);
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, rows.length);
    rows.push(value);
    return rows.length - 1;
  };
  return { rows, at };
}
