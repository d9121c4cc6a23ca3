import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { statOf } from './file-system.js';
import { shownPath } from './inputs.js';

/** No file of certificates comes near. */
const LARGEST = 8 * 1024 * 1024;

/** Reads files by their paths from a folder, or says why one cannot be read. */
export function readBeside(
  folder: string,
): (file: string) => { readonly path: string; readonly bytes: Uint8Array } | { readonly failed: string } {
  return (file) => {
    const whole = resolve(folder, file);
    const path = shownPath(whole);
    const stat = statOf(whole);
    if (!stat) return { failed: `there is no file ${path}` };
    if (!stat.isFile()) return { failed: `${path} is no file` };
    if (stat.size > LARGEST) return { failed: `${path} is larger than any file of certificates` };
    try {
      return { path, bytes: readFileSync(whole) };
    } catch (error) {
      return { failed: `cannot read ${path}: ${error instanceof Error ? error.message : String(error)}` };
    }
  };
}
