import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Whether a folder is a roll-out pack, told by the plan that sbclint wrote into it. */
export function isPack(folder: string): boolean {
  return /"tool":\s*\{\s*"name":\s*"sbclint"/.test(head(join(folder, 'plan.json')));
}

/** Whether a folder is a device's part of a pack, or had one laid over it. */
export function isDevicePack(folder: string): boolean {
  return head(join(folder, 'README.md')).startsWith('# Trust store changes for ') || isPack(dirname(folder));
}

/** What a pack says of what to do; only its patched files say what a device will have. */
export function isInstruction(name: string): boolean {
  return name === 'trust-anchors' || name === 'README.md' || /^(apply|rollback)\./.test(name);
}

function head(path: string): string {
  try {
    return readFileSync(path, 'utf8').slice(0, 300);
  } catch {
    return '';
  }
}
