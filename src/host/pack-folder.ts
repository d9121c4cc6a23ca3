import { closeSync, openSync, readSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { PACK_FILE } from '../engine/device-pack.js';

/** The plan of a roll-out, written last: where it is, every pack that it names is whole. */
export const PLAN_FILE = 'plan.json';

/** What lies in its place for as long as a run writes, or after one that did not come to its end. */
export const UNFINISHED_FILE = 'plan.unfinished.json';

/** Whether a folder holds roll-out packs, told by the plan that sbclint wrote into it, or is writing. */
export function isPack(folder: string): boolean {
  return isOurs(join(folder, PLAN_FILE)) || isOurs(join(folder, UNFINISHED_FILE));
}

/** The outermost folder of packs that a folder is or lies in: waves have plans of their own. */
export function packAbove(folder: string): string | null {
  let found: string | null = null;
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (isPack(at)) found = at;
    if (dirname(at) === at) return found;
  }
}

/** Whether a folder is a device's part of a pack, or had one laid over it. */
export function isDevicePack(folder: string): boolean {
  return (
    head(join(folder, 'README.md')).startsWith('# Trust store changes for ') ||
    isOurs(join(folder, PACK_FILE)) ||
    packAbove(dirname(resolve(folder))) !== null
  );
}

/** What a pack says of what to do; only its patched files say what a device will have. */
export function isInstruction(name: string): boolean {
  return ['trust-anchors', 'README.md', 'ticket.md', PACK_FILE].includes(name) || /^(apply|rollback)\./.test(name);
}

function isOurs(path: string): boolean {
  return /"tool":\s*\{\s*"name":\s*"sbclint"/.test(head(path));
}

/** A plan of thousands of devices is large, and its head is asked for often. */
function head(path: string): string {
  try {
    const file = openSync(path, 'r');
    try {
      const bytes = Buffer.alloc(300);
      return bytes.toString('utf8', 0, readSync(file, bytes));
    } finally {
      closeSync(file);
    }
  } catch {
    return '';
  }
}
