import { dirname, join } from 'node:path';
import { workTree, type FileTree } from './file-tree.js';

/** Whether a folder is a roll-out pack, told by the plan that sbclint wrote into it. */
export function isPack(folder: string, tree: FileTree = workTree): boolean {
  return /"tool":\s*\{\s*"name":\s*"sbclint"/.test(head(join(folder, 'plan.json'), tree));
}

/** Whether a folder is a device's part of a pack, or had one laid over it. */
export function isDevicePack(folder: string, tree: FileTree = workTree): boolean {
  const readme = head(join(folder, 'README.md'), tree);
  return readme.startsWith('# Trust store changes for ') || isPack(dirname(folder), tree);
}

/** What a pack says of what to do; only its patched files say what a device will have. */
export function isInstruction(name: string): boolean {
  return name === 'trust-anchors' || name === 'README.md' || /^(apply|rollback)\./.test(name);
}

function head(path: string, tree: FileTree): string {
  try {
    return new TextDecoder().decode(tree.read(path).subarray(0, 300));
  } catch {
    return '';
  }
}
