import { join } from 'node:path';
import { GitFailed, isGitFailed, names, type Repository } from './git.js';

/** Files that changed, by their paths. */
export interface Changes {
  readonly present: readonly string[];
  /** Deleted, or known by another name now. */
  readonly gone: readonly string[];
}

const DIFF = ['--name-status', '-z', '--no-renames', '--no-ext-diff', '--no-relative', '--ignore-submodules=all'];

/** What the next commit would change. Before the first commit that is everything in the index. */
export function stagedChanges({ git, top }: Repository): Changes {
  return readStatus(git(['diff', '--cached', ...DIFF]), top);
}

/** What changed since the branch left a commit, as it lies in the work tree; files that git does not know yet are new. */
export function changesSince(reference: string, { git, top }: Repository): Changes {
  if (reference === '' || reference.startsWith('-')) throw new GitFailed(`--since wants a commit, not ${reference}`);
  const commit = resolveCommit(reference, git);
  let base: string;
  try {
    base = line(git(['merge-base', commit, 'HEAD']));
  } catch (error) {
    if (!isGitFailed(error)) throw error;
    const hint = 'in a shallow clone fetch more of the history';
    throw new GitFailed(`--since: ${reference} and HEAD have no common commit; ${hint}`);
  }
  const { present, gone } = readStatus(git(['diff', ...DIFF, base, '--']), top);
  const untracked = names(git(['ls-files', '-z', '--others', '--exclude-standard'])).map((name) => join(top, name));
  return { present: [...present, ...untracked], gone };
}

/** The files whose content on the disk is not what is staged, among some. */
export function unstaged(paths: readonly string[], { git, top }: Repository): readonly string[] {
  if (paths.length === 0) return [];
  const differing = names(git(['diff', '--name-only', '-z', '--no-renames', '--no-ext-diff', '--no-relative', '--']));
  const known = names(git(['ls-files', '-z', '--cached']));
  const different = new Set(differing.map((name) => join(top, name)));
  const staged = new Set(known.map((name) => join(top, name)));
  return paths.filter((path) => different.has(path) || !staged.has(path));
}

function resolveCommit(reference: string, git: Repository['git']): string {
  try {
    return line(git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${reference}^{commit}`]));
  } catch (error) {
    if (isGitFailed(error)) throw new GitFailed(`--since: ${reference} is no commit of this repository`);
    throw error;
  }
}

/** `M\0name\0D\0name\0`. */
function readStatus(output: Uint8Array, top: string): Changes {
  const fields = names(output);
  const present: string[] = [];
  const gone: string[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const status = fields[at] ?? '';
    const path = join(top, fields[at + 1] ?? '');
    if (status === 'U') throw new GitFailed(`${path} is in a merge conflict: there is nothing to commit yet`);
    (status === 'D' ? gone : present).push(path);
  }
  return { present, gone };
}

function line(output: Uint8Array): string {
  return new TextDecoder().decode(output).trim();
}
