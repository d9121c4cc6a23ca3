import { dirname, join, resolve } from 'node:path';
import type { FileTree, TreeEntry } from './file-tree.js';
import { GitFailed, names, type Repository } from './git.js';

/** How many objects are asked for at a time. */
const BATCH = 200;

interface Staged {
  readonly mode: string;
  readonly object: string;
}

/** The files as git would commit them. What lies in the work tree and is not staged is not there. */
export function indexTree({ top, git }: Repository): FileTree {
  const files = new Map<string, Staged>();
  const folders = new Map<string, Map<string, TreeEntry['kind']>>([[top, new Map()]]);
  for (const entry of names(git(['ls-files', '-z', '--stage', '--full-name']))) {
    const [, mode = '', object = '', stage, name = ''] = /^(\d+) (\w+) (\d)\t([^]*)$/.exec(entry) ?? [];
    const path = join(top, name);
    if (stage !== '0') throw new GitFailed(`--staged: ${path} is in a merge conflict: there is nothing to commit yet`);
    files.set(path, { mode, object });
    add(path, mode.startsWith('100') ? 'file' : 'other');
  }

  function add(path: string, kind: TreeEntry['kind']): void {
    const folder = dirname(path);
    const known = folders.get(folder);
    const entries = known ?? new Map<string, TreeEntry['kind']>();
    entries.set(path.slice(folder.length).replace(/^[\\/]/, ''), kind);
    if (known) return;
    folders.set(folder, entries);
    add(folder, 'folder');
  }

  const contents = new Map<string, Uint8Array>();
  const fetch = (objects: readonly string[]) => {
    const missing = [...new Set(objects)].filter((object) => !contents.has(object));
    for (let at = 0; at < missing.length; at += BATCH) {
      const asked = missing.slice(at, at + BATCH);
      for (const [object, bytes] of readBatch(git(['cat-file', '--batch'], `${asked.join('\n')}\n`))) {
        contents.set(object, bytes);
      }
    }
  };
  const contentOf = ({ object }: Staged): Uint8Array => {
    fetch([object]);
    const bytes = contents.get(object);
    if (!bytes) throw new Error(`git does not have the staged content (${object})`);
    return bytes;
  };
  /** Links are followed within the repository. */
  const behind = (path: string, most = 8): { readonly path: string; readonly file: Staged } | null => {
    const file = files.get(path);
    if (!file || file.mode.startsWith('100')) return file ? { path, file } : null;
    if (file.mode !== '120000' || most === 0) return null;
    return behind(resolve(dirname(path), new TextDecoder().decode(contentOf(file))), most - 1);
  };

  return {
    kindOf(path) {
      const full = resolve(path);
      if (folders.has(full)) return 'folder';
      return behind(full) ? 'file' : null;
    },
    entriesOf(folder) {
      const entries = folders.get(resolve(folder));
      if (!entries) return { failed: `${folder} is not staged` };
      return [...entries].map(([name, kind]) => ({ name, kind })).sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    read(path) {
      const found = behind(resolve(path));
      if (!found)
        throw new Error(files.has(resolve(path)) ? 'the link leads to nothing that is staged' : 'it is not staged');
      return contentOf(found.file);
    },
    prepare(paths) {
      fetch(
        paths
          .flatMap((path) => files.get(resolve(path)) ?? [])
          .flatMap(({ mode, object }) => (mode === '160000' ? [] : [object])),
      );
    },
  };
}

/** `<object> blob <size>\n<bytes>\n`, or `<object> missing\n`. */
function* readBatch(output: Uint8Array): Generator<readonly [object: string, bytes: Uint8Array]> {
  for (let at = 0; at < output.length;) {
    const end = output.indexOf(0x0a, at);
    if (end === -1) return;
    const [object = '', , size] = new TextDecoder().decode(output.subarray(at, end)).split(' ');
    if (size === undefined) {
      at = end + 1;
      continue;
    }
    const stop = end + 1 + Number(size);
    yield [object, output.subarray(end + 1, stop)];
    at = stop + 1;
  }
}
