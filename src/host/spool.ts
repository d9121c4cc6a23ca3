import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** So much stays in memory before a file is made. */
const IN_MEMORY = 16 * 1024 * 1024;

/** Bytes that are put aside in one order and wanted in another: in memory while they are few, then in a private temporary file. */
export class Spool {
  #chunks: Uint8Array[] = [];
  #starts: number[] = [];
  #length = 0;
  #file: { readonly descriptor: number; readonly folder: string } | null = null;

  /** Returns where they begin. */
  append(bytes: Uint8Array): number {
    const start = this.#length;
    this.#length += bytes.length;
    if (this.#file) writeAll(this.#file.descriptor, bytes);
    else {
      this.#chunks.push(bytes);
      this.#starts.push(start);
      if (this.#length > IN_MEMORY) this.#toFile();
    }
    return start;
  }

  /** A range that lies within what was appended at once. */
  read(start: number, length: number): Uint8Array {
    if (this.#file) {
      const bytes = Buffer.allocUnsafe(length);
      for (let at = 0; at < length;) {
        const read = readSync(this.#file.descriptor, bytes, at, length - at, start + at);
        if (read === 0) throw new Error('the temporary file was cut short by somebody else');
        at += read;
      }
      return bytes;
    }
    const index = this.#chunkAt(start);
    const from = start - (this.#starts[index] ?? 0);
    return (this.#chunks[index] ?? new Uint8Array()).subarray(from, from + length);
  }

  close(): void {
    if (!this.#file) return;
    closeSync(this.#file.descriptor);
    remove(this.#file.folder);
    this.#file = null;
  }

  #toFile(): void {
    const { tmpdir } = process.getBuiltinModule('node:os');
    const folder = mkdtempSync(join(tmpdir(), 'sbclint-'));
    const descriptor = openSync(join(folder, 'spool'), 'wx+', 0o600);
    this.#file = { descriptor, folder };
    // Where the system allows it, the name goes at once: a run that is killed leaves nothing.
    remove(folder);
    for (const chunk of this.#chunks) writeAll(descriptor, chunk);
    this.#chunks = [];
    this.#starts = [];
  }

  #chunkAt(start: number): number {
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= start) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // Windows removes no file that is open; it goes when it is closed.
    return;
  }
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
}
