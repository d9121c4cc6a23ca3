import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { entriesOf } from './file-system.js';

const NAME = /^\.sbclint-([1-9]\d*)-[0-9a-f]{8}\.tmp$/;

/** Whether a file is called like one that is being written; a run that was killed may leave it. It is no input. */
export function isTemporary(name: string): boolean {
  return NAME.test(name);
}

/** Where a file of a folder is written before it gets its name. It is short, for the name of the file may be as long as names can be. */
export function temporaryIn(folder: string): string {
  const { randomBytes } = process.getBuiltinModule('node:crypto');
  return join(folder, `.sbclint-${process.pid}-${randomBytes(4).toString('hex')}.tmp`);
}

const swept = new Set<string>();

/** Removes what runs that were killed left in a folder, once a run. What a process of that number may still write stays. */
export function sweep(folder: string): void {
  if (swept.has(folder)) return;
  swept.add(folder);
  const entries = entriesOf(folder);
  if ('failed' in entries) return;
  for (const entry of entries) {
    const process = NAME.exec(entry.name)?.[1];
    if (process !== undefined && entry.isFile() && isGone(Number(process))) discard(join(folder, entry.name));
  }
}

/** Removes a temporary file where that can be done: one that stays harms nothing. */
export function discard(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    return;
  }
}

function isGone(id: number): boolean {
  try {
    process.kill(id, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
