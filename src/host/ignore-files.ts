import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { ignoreRules, type IgnoreRules } from '../config/pattern.js';
import { statOf } from './file-system.js';

/** What leaves a path out: the file that says so. */
export type IgnoredBy = string;

/** Whether files and folders are left out by `.gitignore` (within a git work tree) or `.sbclintignore`, as git would judge. */
export class IgnoreFiles {
  readonly #rules = new Map<string, readonly { readonly file: string; readonly rules: IgnoreRules }[]>();
  readonly #inGit = new Map<string, boolean>();

  /** `named`: the user named it, so that only `.sbclintignore` counts. */
  ignores(path: string, isFolder: boolean, named = false): IgnoredBy | null {
    const full = resolve(path);
    for (let folder = dirname(full); ; folder = dirname(folder)) {
      for (const { file, rules } of this.#of(folder)) {
        if (named && file.endsWith('.gitignore')) continue;
        const below = relative(folder, full).split(sep).join('/');
        const said = rules(isFolder ? `${below}/` : below);
        if (said === 'ignored') return file;
        if (said === 'kept') return null;
      }
      if (dirname(folder) === folder) return null;
    }
  }

  /** The deeper file goes before, as in git; of one folder, `.sbclintignore` does. */
  #of(folder: string): readonly { readonly file: string; readonly rules: IgnoreRules }[] {
    let found = this.#rules.get(folder);
    if (!found) {
      const names = this.#isInGit(folder) ? ['.sbclintignore', '.gitignore'] : ['.sbclintignore'];
      found = names.flatMap((name) => {
        const file = join(folder, name);
        if (!statOf(file)?.isFile()) return [];
        return [{ file, rules: ignoreRules(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')) }];
      });
      this.#rules.set(folder, found);
    }
    return found;
  }

  #isInGit(folder: string): boolean {
    let known = this.#inGit.get(folder);
    if (known === undefined) {
      const above = dirname(folder);
      known = statOf(join(folder, '.git')) !== null || (above !== folder && this.#isInGit(above));
      this.#inGit.set(folder, known);
    }
    return known;
  }
}
