import { lstatSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { InputFile } from '../engine/input.js';

/** Folders that hold no exports. */
const SKIPPED = new Set(['.git', '.hg', '.svn', 'node_modules']);
/** Files beside a named configuration that may be its evidence; others are not even opened. */
const EVIDENCE_NAME = /\.(pem|crt|cer|der|p7b|root|txt|log)$/i;

/** What may be a configuration of its own, to which the evidence beside it belongs. */
const EXPORT_NAME = /(?:\.(ini|cfg|conf|acli|set)|^[^.]+)$/i;

export class NoSuchPath extends Error {}

/**
 * The files that some paths name: a file itself, everything below a folder, what a glob matches where no such file
 * exists. Beside each file that is named, its neighbors are listed too, for grouping goes by where files lie.
 */
export async function listInputs(paths: readonly string[]): Promise<readonly InputFile[]> {
  const named = new Map<string, InputFile>();
  const beside = new Map<string, InputFile>();
  for (const path of await expandGlobs(paths)) {
    if (statSync(path).isDirectory()) {
      for (const { file, pack } of filesBelow(path))
        named.set(resolve(file), inputFile(file, relative(path, file), 'named', pack));
    } else {
      named.set(resolve(path), inputFile(path, basename(path), 'named'));
      for (const file of neighbors(path))
        beside.set(resolve(file), inputFile(file, relative(dirname(path), file), 'beside'));
    }
  }
  for (const path of named.keys()) beside.delete(path);
  return [...named.values(), ...beside.values()];
}

/** One file that the user names for a purpose of its own, such as `--certificate LABEL=FILE`. */
export function singleInput(path: string): InputFile {
  if (!exists(path)) throw new NoSuchPath(`no such file: ${path}`);
  return inputFile(path, basename(path), 'beside');
}

/** How a path is shown: relative to the working folder where it lies below it, with forward slashes. */
export function shownPath(path: string): string {
  const fromHere = relative(process.cwd(), resolve(path));
  const shown = fromHere === '' || fromHere.startsWith('..') ? path : fromHere;
  return shown.split(sep).join('/');
}

function inputFile(path: string, below: string, role: InputFile['role'], pack: string | null = null): InputFile {
  return {
    path: shownPath(path),
    relative: below.split(sep).join('/'),
    role,
    ...(pack === null ? {} : { pack: shownPath(pack) }),
    read: () => readFileSync(path),
  };
}

/** A path that exists is never a pattern, whatever characters it has. */
async function expandGlobs(paths: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of paths) {
    if (exists(path)) {
      found.push(path);
      continue;
    }
    if (!/[*?[{]/.test(path)) throw new NoSuchPath(`no such file or folder: ${path}`);
    const { globSync } = await import('./glob.js');
    const matches = globSync(path);
    if (matches.length === 0) throw new NoSuchPath(`no file matches ${path}`);
    found.push(...matches);
  }
  return found;
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

interface Found {
  readonly file: string;
  readonly pack: string | null;
}

function* filesBelow(folder: string, pack: string | null = null): Generator<Found> {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  const isPack = entries.some(({ name }) => name === 'plan.json') && isPlan(join(folder, 'plan.json'));
  const laidOver = isDevicePack(folder);
  for (const entry of entries) {
    if (laidOver && isPackOwn(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (SKIPPED.has(entry.name)) continue;
      yield* isPack ? packInputs(path, folder) : filesBelow(path, pack);
    } else if (entry.isFile() || (entry.isSymbolicLink() && statSync(path, { throwIfNoEntry: false })?.isFile())) {
      if (!(isPack && entry.name === 'plan.json')) yield { file: path, pack };
    }
  }
}

/** Of a roll-out pack only the patched files are inputs: its scripts, roots and README say what to do, not what a device has. */
function* packInputs(deviceFolder: string, pack: string): Generator<Found> {
  for (const { file } of filesBelow(deviceFolder)) {
    const below = relative(deviceFolder, file).split(sep);
    const name = below.at(-1) ?? '';
    if (below.includes('trust-anchors') || name === 'README.md' || /^(apply|rollback)\./.test(name)) continue;
    yield { file, pack };
  }
}

/** A device's folder of a pack, or one that it was laid over: told by the README that sbclint wrote. */
function isDevicePack(folder: string): boolean {
  try {
    return readFileSync(join(folder, 'README.md'), 'utf8').startsWith('# Trust store changes for ');
  } catch {
    return false;
  }
}

function isPackOwn(name: string): boolean {
  return name === 'trust-anchors' || name === 'README.md' || /^(apply|rollback)\./.test(name);
}

function isPlan(path: string): boolean {
  try {
    return /"tool":\s*\{\s*"name":\s*"sbclint"/.test(readFileSync(path, 'utf8').slice(0, 300));
  } catch {
    return false;
  }
}

/** The files of a named file's folder, and those below it that can be evidence by their name. */
function* neighbors(path: string): Generator<string> {
  const folder = dirname(path);
  const laidOver = isDevicePack(folder);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (laidOver && isPackOwn(entry.name)) continue;
    const beside = join(folder, entry.name);
    if (resolve(beside) === resolve(path)) continue;
    if (entry.isFile()) yield beside;
    else if (entry.isDirectory() && !SKIPPED.has(entry.name)) yield* evidenceBelow(beside);
  }
}

function* evidenceBelow(folder: string): Generator<string> {
  const laidOver = isDevicePack(folder);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (laidOver && isPackOwn(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !lstatSync(path).isSymbolicLink() && !SKIPPED.has(entry.name))
      yield* evidenceBelow(path);
    else if (entry.isFile() && (EVIDENCE_NAME.test(entry.name) || EXPORT_NAME.test(entry.name))) yield path;
  }
}
