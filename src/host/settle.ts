import { closeSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

/** Not every file system can do this for every kind of file, and Windows never for a folder. */
const NOT_OFFERED: ReadonlySet<string | undefined> = new Set(['EINVAL', 'ENOTSUP', 'EISDIR', 'EPERM', 'EACCES']);

/** Waits until what was written into an open file is on the disk. */
export function settleFile(file: number): void {
  try {
    fsyncSync(file);
  } catch (error) {
    if (!isNotOffered(error)) throw error;
  }
}

/** Waits until the names in a folder are on the disk, those of the folders above it too up to one that was `made`. */
export function settleFolder(folder: string, made?: string): void {
  for (let at = folder; ; at = dirname(at)) {
    settleNames(at);
    if (made === undefined || at === dirname(made) || at === dirname(at)) return;
  }
}

function settleNames(folder: string): void {
  let file: number;
  try {
    file = openSync(folder, 'r');
  } catch (error) {
    if (isNotOffered(error)) return;
    throw error;
  }
  try {
    settleFile(file);
  } finally {
    closeSync(file);
  }
}

function isNotOffered(error: unknown): boolean {
  return error instanceof Error && NOT_OFFERED.has((error as NodeJS.ErrnoException).code);
}
