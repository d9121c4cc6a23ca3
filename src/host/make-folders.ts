import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { statOf } from './file-system.js';

/**
 * Makes a folder, and those above it that are not there, one by one: Node's own way to make them all never ends where nothing can be
 * made in a folder that is there, as below `/proc`. Gives the uppermost that was made, `undefined` where all were there.
 */
export function makeFolders(folder: string, mode: number): string | undefined {
  try {
    return makeFolder(folder, mode);
  } catch (error) {
    if (!isNotFound(error) || dirname(folder) === folder) throw error;
  }
  const uppermost = makeFolders(dirname(folder), mode);
  const made = makeFolder(folder, mode);
  return uppermost ?? made;
}

/** Another run may make the same folder at the same time. */
function makeFolder(folder: string, mode: number): string | undefined {
  try {
    mkdirSync(folder, { mode });
    return folder;
  } catch (error) {
    if (statOf(folder)?.isDirectory()) return undefined;
    throw error;
  }
}

function isNotFound(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
