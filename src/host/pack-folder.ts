import { closeSync, openSync, readSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { PACK_FILE, UNFINISHED_PACK_FILE } from '../engine/device-pack.js';
import { workTree, type FileTree } from './file-tree.js';

/** The plan of a roll-out, written last: where it is, every pack that it names is whole. */
export const PLAN_FILE = 'plan.json';

/** What lies in its place for as long as a run writes, or after one that did not come to its end. */
export const UNFINISHED_FILE = 'plan.unfinished.json';

/** Whether a folder holds roll-out packs, told by the plan that sbclint wrote into it, or is writing. */
export function isPack(folder: string, tree: FileTree = workTree): boolean {
  return isOurs(join(folder, PLAN_FILE), tree) || isOurs(join(folder, UNFINISHED_FILE), tree);
}

/** The outermost folder of packs that a folder is or lies in: waves have plans of their own. */
export function packAbove(folder: string, tree: FileTree = workTree): string | null {
  let found: string | null = null;
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (isPack(at, tree)) found = at;
    if (dirname(at) === at) return found;
  }
}

/** Whether a folder is a device's part of a pack, or had one laid over it. */
export function isDevicePack(folder: string, tree: FileTree = workTree): boolean {
  return (
    head(join(folder, 'README.md'), tree).startsWith('# Trust store changes for ') ||
    isOurs(join(folder, PACK_FILE), tree) ||
    isOurs(join(folder, UNFINISHED_PACK_FILE), tree) ||
    packAbove(dirname(resolve(folder)), tree) !== null
  );
}

/** What a pack says of what to do; only its patched files say what a device will have. */
export function isInstruction(name: string): boolean {
  return (
    ['trust-anchors', 'README.md', 'ticket.md', PACK_FILE, UNFINISHED_PACK_FILE].includes(name) ||
    /^(apply|rollback)\./.test(name)
  );
}

function isOurs(path: string, tree: FileTree): boolean {
  return /"tool":\s*\{\s*"name":\s*"sbclint"/.test(head(path, tree));
}

const HEAD = 300;

function head(path: string, tree: FileTree): string {
  try {
    return tree === workTree ? headOnDisk(path) : new TextDecoder().decode(tree.read(path).subarray(0, HEAD));
  } catch {
    return '';
  }
}

/** A plan of thousands of devices is large, and its head is asked for often. */
function headOnDisk(path: string): string {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(HEAD);
    return bytes.toString('utf8', 0, readSync(file, bytes));
  } finally {
    closeSync(file);
  }
}
