import { readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { InputFile } from '../engine/input.js';
import { belowFolder } from './below.js';
import { entriesOf, statOf } from './file-system.js';
import { IgnoreFiles } from './ignore-files.js';
import { isPackOwn, neighbors, SKIPPED, type IsLeft } from './neighbors.js';
import { isPack, packAbove } from './pack-folder.js';
import { hasWildcard, splitPattern } from './pattern.js';

export class NoSuchPath extends Error {}

/**
 * The files that some paths name: a file itself, everything below a folder, what a glob matches where no such file
 * exists. Beside each file that is named, its neighbors are listed too, for grouping goes by where files lie.
 */
export async function listInputs(paths: readonly string[], ignoring = true): Promise<Listed> {
  const files = ignoring ? new IgnoreFiles() : null;
  const ignored = new Map<string, Ignored>();
  const leave = (path: string, isFolder: boolean, named: boolean): boolean => {
    const by = files?.ignores(path, isFolder, named) ?? null;
    if (by !== null) ignored.set(resolve(path), { path: shownPath(path), by: shownPath(by), named });
    return by !== null;
  };
  const named = new Map<string, InputFile>();
  const beside = new Map<string, InputFile>();
  // A file that is named twice goes by the longer way to it, whichever was named first.
  const name = (key: string, input: InputFile) => {
    const before = named.get(key);
    if (!before || before.relative.length < input.relative.length) named.set(key, input);
  };
  for (const path of await expandGlobs(paths)) {
    if (statOf(path)?.isDirectory()) {
      // Naming a folder that git leaves out means it.
      const insists = (files?.ignores(path, true) ?? null) !== null;
      const isLeft: IsLeft = (file, isFolder) => leave(file, isFolder, insists);
      for (const found of filesBelow(path, packAbove(path), new Set(), isLeft)) {
        name(resolve(found.file), inputFile(found, relative(path, found.file), 'named'));
      }
      continue;
    }
    const found = { file: path, pack: packAbove(dirname(path)), failed: null };
    if (isPackOwn(path) || leave(path, false, true)) continue;
    name(resolve(path), inputFile(found, basename(path), 'named'));
    for (const file of neighbors(
      dirname(path),
      (each, isFolder) => (files?.ignores(each, isFolder) ?? null) !== null,
    )) {
      beside.set(resolve(file), inputFile({ ...found, file }, relative(dirname(path), file), 'beside'));
    }
  }
  for (const key of named.keys()) beside.delete(key);
  return { inputs: [...named.values(), ...beside.values()], ignored: [...ignored.values()] };
}

export interface Listed {
  readonly inputs: readonly InputFile[];
  /** Files and folders that an ignore file leaves out. */
  readonly ignored: readonly Ignored[];
}

export interface Ignored {
  readonly path: string;
  /** The file that says so. */
  readonly by: string;
  /** The user named it, or a folder above it that git leaves out. */
  readonly named: boolean;
}

/** One file that the user names for a purpose of its own, such as `--certificate LABEL=FILE`. */
export function singleInput(path: string): InputFile {
  if (!statOf(path)) throw new NoSuchPath(`no such file: ${path}`);
  return inputFile({ file: path, pack: null, failed: null }, basename(path), 'beside');
}

/** How a path is shown: relative to the working folder where it lies below it, with forward slashes. */
export function shownPath(path: string): string {
  return belowFolder(process.cwd(), path) ?? path.split(sep).join('/');
}

interface Found {
  readonly file: string;
  /** The roll-out pack that it lies in. */
  readonly pack: string | null;
  /** What the system says of a folder that cannot be listed. */
  readonly failed: string | null;
}

function inputFile({ file, pack, failed }: Found, below: string, role: InputFile['role']): InputFile {
  return readable({
    path: shownPath(file),
    relative: below.split(sep).join('/'),
    role,
    ...(pack === null ? {} : { pack: shownPath(pack) }),
    ...(failed === null ? {} : { failed }),
  });
}

/** A file that was listed, perhaps in another thread, as one that can be read. */
export function readable(listed: Omit<InputFile, 'read'>): InputFile {
  const { path, relative: below, role, failed, ...more } = listed;
  const read = () => {
    if (failed !== undefined) throw new Error(failed);
    return readFileSync(path);
  };
  // Written out, so that all files of a fleet share one shape: a spread would give each its own.
  return { path, relative: below, role, read, ...(failed === undefined ? {} : { failed }), ...more };
}

/** A path that exists is never a pattern, whatever characters it has. */
export async function expandGlobs(paths: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of paths) {
    if (statOf(path)) {
      found.push(path);
      continue;
    }
    if (!hasWildcard(path)) throw new NoSuchPath(`no such file or folder: ${path}`);
    const { globSync } = await import('./glob.js');
    const { folder, pattern } = splitPattern(path, sep);
    const below = globSync(pattern, folder === null ? {} : { cwd: folder });
    const matches = below.map((found) => (folder === null ? found : join(folder, found)));
    if (matches.length === 0) throw new NoSuchPath(`no file matches ${path}`);
    for (const match of matches) found.push(match);
  }
  return found;
}

function* filesBelow(folder: string, above: string | null, visited: Set<string>, isLeft: IsLeft): Generator<Found> {
  const real = realpathSync(folder);
  if (visited.has(real)) return;
  visited.add(real);
  const entries = entriesOf(folder);
  if ('failed' in entries) {
    yield { file: folder, pack: above, failed: entries.failed };
    return;
  }
  const pack = above ?? (isPack(folder) ? folder : null);
  for (const entry of entries) {
    const file = join(folder, entry.name);
    if (SKIPPED.has(entry.name) || isPackOwn(file)) continue;
    const stat = entry.isSymbolicLink() ? statOf(file) : entry;
    if (isLeft(file, stat?.isDirectory() === true)) continue;
    if (stat?.isDirectory()) yield* filesBelow(file, pack, visited, isLeft);
    else if (stat?.isFile()) yield { file, pack, failed: null };
    else if (stat === null) yield { file, pack, failed: 'the link leads nowhere' };
  }
}
