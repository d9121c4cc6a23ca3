import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from './knowledge.js';
import { writeWhole } from './write.js';

/** The folder that holds results, in the working folder; nobody takes it for exports. */
export const CACHE_FOLDER = '.sbclint-cache';

/** A result: what is said of it, as JSON, and its texts. */
export interface CachedResult {
  readonly head: unknown;
  readonly bytes: Uint8Array;
}

/**
 * Results of earlier runs by a key that names all that they are made of. A file that is not what was written, or that is of another key, is
 * as good as none, and one that cannot be written is left out.
 */
export class ResultCache {
  constructor(private readonly folder: string) {}

  get(key: string): CachedResult | null {
    try {
      const file = readFileSync(this.#path(key));
      const end = file.indexOf(0x0a);
      const rest = file.subarray(end + 1);
      if (file.toString('latin1', 0, end) !== `sbclint ${key} ${sha256(rest)}`) return null;
      const split = rest.indexOf(0x0a);
      return {
        head: JSON.parse(rest.toString('utf8', 0, split)) as unknown,
        bytes: Uint8Array.from(rest.subarray(split + 1)),
      };
    } catch {
      return null;
    }
  }

  put(key: string, { head, bytes }: CachedResult): void {
    const rest = Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`, 'utf8'), bytes]);
    try {
      writeWhole(this.#path(key), Buffer.concat([Buffer.from(`sbclint ${key} ${sha256(rest)}\n`, 'latin1'), rest]));
      // Version control has nothing to keep here.
      writeFileSync(join(this.folder, '.gitignore'), '*\n', { flag: 'wx', mode: 0o600 });
    } catch {
      return;
    }
  }

  #path(key: string): string {
    return join(this.folder, key.slice(0, 2), key);
  }
}

/** What names the program and the facts that it was built with. */
export function buildId(dataFolder: string): string {
  const parts = readdirSync(dataFolder).filter((name) => /^main-.*\.cjs$/.test(name));
  return [...parts, sha256(readFileSync(join(dataFolder, 'knowledge.json')))].join(' ');
}
