import { basename, dirname, join } from 'node:path';
import { mayBeEvidence, mayBeExport } from '../engine/file-name.js';
import { workTree, type FileTree } from './file-tree.js';
import { isDevicePack, isInstruction, isPack, PLAN_FILE, UNFINISHED_FILE } from './pack-folder.js';
import { CACHE_FOLDER } from './result-cache.js';
import { isTemporary } from './temporary.js';

/** The schema of the settings, which lies beside them for editors. */
export const SCHEMA_NAME = 'sbclint.schema.json';

/** Folders that hold no exports, and a file that is none. */
export const SKIPPED: ReadonlySet<string> = new Set(['.git', '.hg', '.svn', 'node_modules', SCHEMA_NAME, CACHE_FOLDER]);

export type IsLeft = (path: string, isFolder: boolean) => boolean;

/** What a run writes for itself: a file that is not done, a plan, what a pack says of what to do. The patched files of a pack are inputs. */
export function isPackOwn(file: string, tree: FileTree = workTree): boolean {
  const name = basename(file);
  const folder = dirname(file);
  if (isTemporary(name)) return true;
  if (name === PLAN_FILE || name === UNFINISHED_FILE) return isPack(folder, tree);
  if (!isInstruction(name) && basename(folder) !== 'trust-anchors') return false;
  return isDevicePack(basename(folder) === 'trust-anchors' ? dirname(folder) : folder, tree);
}

/** The files of a folder, and those below it that can be evidence by their name: what lies beside a file of it. */
export function* neighbors(folder: string, isLeft: IsLeft, tree: FileTree = workTree): Generator<string> {
  const entries = tree.entriesOf(folder);
  if ('failed' in entries) return;
  for (const { name, kind } of entries) {
    const beside = join(folder, name);
    if (isPackOwn(beside, tree) || isLeft(beside, kind === 'folder')) continue;
    if (kind === 'file') yield beside;
    else if (kind === 'folder' && isWalked(name)) yield* evidenceBelow(beside, isLeft, tree);
  }
}

function* evidenceBelow(folder: string, isLeft: IsLeft, tree: FileTree): Generator<string> {
  const entries = tree.entriesOf(folder);
  // Beside a named file a folder that cannot be listed is nobody's business.
  if ('failed' in entries || isPack(folder, tree)) return;
  for (const { name, kind } of entries) {
    const path = join(folder, name);
    if (isPackOwn(path, tree) || isLeft(path, kind === 'folder')) continue;
    if (kind === 'folder' && isWalked(name)) yield* evidenceBelow(path, isLeft, tree);
    else if (kind === 'file' && (mayBeEvidence(name) || mayBeExport(name))) yield path;
  }
}

function isWalked(name: string): boolean {
  return !SKIPPED.has(name) && !name.startsWith('.');
}
