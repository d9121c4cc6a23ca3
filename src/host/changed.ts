import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { mayBeArchive, mayBeExport, nameOf, withoutArchiveEnding, withoutEnding } from '../engine/file-name.js';
import type { InputFile } from '../engine/input.js';
import { isConfiguration } from '../engine/recognize.js';
import { isKeyFile } from '../model/key-file.js';
import { SourceText } from '../text/source-text.js';
import { isWithin } from './below.js';
import { statOf } from './file-system.js';
import type { FileTree } from './file-tree.js';
import type { Changes } from './git-changes.js';
import { IgnoreFiles } from './ignore-files.js';
import { shownPath, type Ignored, type Listed } from './inputs.js';
import { packAbove } from './pack-folder.js';
import { isPackOwn, neighbors, SKIPPED, type IsLeft } from './neighbors.js';

export interface ChangedFiles extends Listed {
  /** Every path that changed, those that are gone among them, as they are shown. */
  readonly changed: readonly string[];
}

/**
 * Files that changed as inputs, with all that lies around them: the configuration that each belongs to, and what else belongs to
 * that one. What becomes of a file does not depend on which others changed with it, so that batches say the same as one call.
 */
export function listChanged(changes: Changes, tree: FileTree, ignoring: boolean): ChangedFiles {
  const files = ignoring ? new IgnoreFiles() : null;
  const ignored = new Map<string, Ignored>();
  const isLeft: IsLeft = (path, isFolder) => (files?.ignores(path, isFolder) ?? null) !== null;
  const isInput = (path: string) => {
    if (isPackOwn(path, tree) || isSkipped(path)) return false;
    const by = files?.ignores(path, false, true) ?? null;
    if (by !== null) ignored.set(path, { path: shownPath(path), by: shownPath(by), named: false });
    return by === null;
  };
  const present = [...new Set(changes.present.map((path) => resolve(path)))].filter(isInput);
  const gone = [...new Set(changes.gone.map((path) => resolve(path)))].filter(isInput);
  const surroundings = new Surroundings(tree, isLeft);
  for (const path of [...present, ...gone]) surroundings.around(path);
  const named = new Set(present);
  const beside = [...surroundings.files].filter((path) => !named.has(path));
  // A key file is not opened.
  tree.prepare([...present, ...beside].filter((path) => !isKeyFile(path)));
  return {
    inputs: [
      ...present.map((path) => changedInput(path, 'named', tree)),
      ...beside.map((path) => changedInput(path, 'beside', tree)),
    ],
    ignored: [...ignored.values()],
    changed: [...present, ...gone].map(shownChange),
  };
}

/** One file of a tree that the settings name. */
export function changedInput(path: string, role: InputFile['role'], tree: FileTree): InputFile {
  const full = resolve(path);
  const shown = shownChange(full);
  const fromTop = relative(topAbove(full), full).split(sep).join('/');
  const pack = packAbove(dirname(full), tree);
  return {
    path: shown,
    relative: isAbsolute(shown) || shown.startsWith('../') ? fromTop : shown,
    role,
    byPath: true,
    ...(pack === null ? {} : { pack: shownPath(pack) }),
    read: () => tree.read(full),
  };
}

/** As {@link shownPath}; elsewhere in the work tree that the command runs in, by the way up from the working folder. */
function shownChange(path: string): string {
  const top = topAbove(path);
  const here = process.cwd();
  if (!isWithin(top, here)) return shownPath(path);
  return relative(here, path).split(sep).join('/');
}

/** Collects what lies around changed files, each folder once. */
class Surroundings {
  readonly files = new Set<string>();
  readonly #tree: FileTree;
  readonly #isLeft: IsLeft;
  readonly #holdsExport = new Map<string, boolean>();
  readonly #whole = new Set<string>();
  readonly #climbed = new Set<string>();

  constructor(tree: FileTree, isLeft: IsLeft) {
    this.#tree = tree;
    this.#isLeft = isLeft;
  }

  /** Upward from a file, to the first folder that holds a configuration. */
  around(path: string): void {
    const top = topAbove(path);
    for (let folder = dirname(path); !this.#climbed.has(folder); folder = dirname(folder)) {
      this.#climbed.add(folder);
      if (this.#look(folder)) {
        if (folder !== top) this.#named(folder);
        return;
      }
      if (folder === top || dirname(folder) === folder) return;
    }
  }

  /** An export beside a folder that has the name of the folder is of the same box. */
  #named(folder: string): void {
    const stem = basename(folder);
    const beside = this.#filesOf(dirname(folder)).map((path) => nameOf(path.split(sep).join('/')));
    const isNamed = beside.some((name) => withoutEnding(name) === stem || withoutArchiveEnding(name) === stem);
    if (isNamed) this.#look(dirname(folder));
  }

  /** Whether a folder holds a configuration. An archive may be one, and may as well not be. */
  #look(folder: string): boolean {
    const known = this.#holdsExport.get(folder);
    if (known !== undefined) return known;
    const files = this.#filesOf(folder);
    this.#tree.prepare(files.filter((path) => !isKeyFile(path)));
    const likely = [...files].sort((a, b) => Number(mayBeExport(basename(b))) - Number(mayBeExport(basename(a))));
    const holds = likely.some((path) => this.#isConfiguration(path));
    this.#holdsExport.set(folder, holds);
    for (const path of files) this.files.add(path);
    if ((holds || files.some((path) => mayBeArchive(path))) && !this.#whole.has(folder)) {
      this.#whole.add(folder);
      for (const path of neighbors(folder, this.#isLeft, this.#tree)) this.files.add(path);
    }
    return holds;
  }

  #filesOf(folder: string): readonly string[] {
    const entries = this.#tree.entriesOf(folder);
    if ('failed' in entries) return [];
    return entries
      .filter(({ kind }) => kind === 'file')
      .map(({ name }) => resolve(folder, name))
      .filter((path) => !isPackOwn(path, this.#tree) && !this.#isLeft(path, false));
  }

  #isConfiguration(path: string): boolean {
    if (isKeyFile(path)) return false;
    try {
      return isConfiguration(new SourceText(path, this.#tree.read(path)));
    } catch {
      return false;
    }
  }
}

function isSkipped(path: string): boolean {
  const top = topAbove(path);
  return path
    .slice(top.length)
    .split(sep)
    .some((name) => SKIPPED.has(name));
}

/** Where looking upward ends: the top of the work tree, else the working folder, else where the file lies. */
function topAbove(path: string): string {
  for (let at = dirname(path); ; at = dirname(at)) {
    if (statOf(`${at}${sep}.git`)) return at;
    if (dirname(at) === at) break;
  }
  const here = process.cwd();
  return path.startsWith(here.endsWith(sep) ? here : `${here}${sep}`) ? here : dirname(path);
}
