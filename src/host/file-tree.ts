import { readFileSync } from 'node:fs';
import { entriesOf, statOf } from './file-system.js';

export interface TreeEntry {
  readonly name: string;
  /** A link is `other`, wherever it leads. */
  readonly kind: 'file' | 'folder' | 'other';
}

/** Where exports are read from: the disk, or what git would commit. Paths are the system's own. */
export interface FileTree {
  /** What is at a path, links followed. */
  readonly kindOf: (path: string) => 'file' | 'folder' | null;
  /** In the order of their names, or what the system says where a folder cannot be listed. */
  readonly entriesOf: (folder: string) => readonly TreeEntry[] | { readonly failed: string };
  /** Throws what the system says where a file cannot be read. */
  readonly read: (path: string) => Uint8Array;
  /** These will be read soon: what is dear one by one can be had together. */
  readonly prepare: (paths: readonly string[]) => void;
}

/** The files as they lie on the disk. */
export const workTree: FileTree = {
  kindOf(path) {
    const stat = statOf(path);
    if (stat?.isDirectory()) return 'folder';
    return stat?.isFile() ? 'file' : null;
  },
  entriesOf(folder) {
    const entries = entriesOf(folder);
    if ('failed' in entries) return entries;
    return entries.map((entry) => ({
      name: entry.name,
      kind: entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other',
    }));
  },
  read: (path) => readFileSync(path),
  prepare: () => undefined,
};
