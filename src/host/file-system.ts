import { lstatSync, readdirSync, statSync, type Dirent, type Stats } from 'node:fs';

/** What is at a path, links followed; `null` where nothing can be seen there, whatever the reason. */
export function statOf(path: string): Stats | null {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? null;
  } catch {
    return null;
  }
}

export function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

/** The entries of a folder in the order of their names, or what the system says where it cannot be listed. */
export function entriesOf(folder: string): readonly Dirent[] | { readonly failed: string } {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}
