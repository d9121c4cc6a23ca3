import { Spool } from './spool.js';

/** Plain values that are wanted all together, and not before: as bytes meanwhile, which take less memory and from some size on none. */
export class PutAside<T> {
  readonly #spool = new Spool();
  readonly #lengths: number[] = [];

  add(value: T): void {
    const bytes = process.getBuiltinModule('node:v8').serialize(value);
    this.#spool.append(bytes);
    this.#lengths.push(bytes.length);
  }

  get size(): number {
    return this.#lengths.length;
  }

  /** In the order in which they were added. */
  all(): readonly T[] {
    const { deserialize } = process.getBuiltinModule('node:v8');
    let start = 0;
    return this.#lengths.map((length) => {
      const value = deserialize(this.#spool.read(start, length)) as T;
      start += length;
      return value;
    });
  }

  close(): void {
    this.#spool.close();
  }
}
