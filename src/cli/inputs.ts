import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { listChanged } from '../host/changed.js';
import { statOf } from '../host/file-system.js';
import { workTree, type FileTree } from '../host/file-tree.js';
import type { Changes } from '../host/git-changes.js';
import { isWithin } from '../host/below.js';
import type { Repository } from '../host/git.js';
import { expandGlobs, listInputs, NoSuchPath, shownPath, type Listed } from '../host/inputs.js';
import { visible } from '../reporters/terminal.js';
import type { Environment } from './environment.js';
import type { Arguments, FlagId } from './flags.js';
import { readPathList } from './path-list.js';
import { UsageError } from './usage-error.js';

/** The flags that say which files changed; a command that judges each device for itself takes them. */
export const CHANGE_FLAGS = ['staged', 'since', 'changedFiles'] as const satisfies readonly FlagId[];

/** What a run reads, before settings leave anything out. */
export interface Given {
  /** The paths whose whole content was named; where only changes are asked for there may be none. */
  readonly paths: readonly string[];
  readonly listed: Listed;
  /** As in CheckOptions; absent where nobody asked for changes. */
  readonly changed?: readonly string[];
  /** Where what the settings name is read from. */
  readonly tree: FileTree;
  /** Set where what is staged is read. */
  readonly staged?: Repository;
  /** The same with more files that are to be checked, which may be none that changed. */
  readonly with: (files: readonly string[]) => Given;
}

export async function givenInputs(args: Arguments, environment: Environment): Promise<Given> {
  const ignoring = !args.on('noIgnore');
  refuseMixed(args);
  if (args.on('stdin')) return standardInput(args, environment);
  if (args.text('stdinFilename') !== undefined) throw new UsageError('--stdin-filename goes with --stdin');
  if (args.on('staged') || args.text('since') !== undefined) return orUsage(() => fromGit(args, environment));
  const isHook = args.on('changedFiles');
  const list = args.text('filesFrom');
  if (list === undefined && !isHook) {
    const paths = args.positionals.length > 0 ? args.positionals : ['.'];
    return plain(paths, await orUsage(() => listInputs(paths, ignoring)));
  }
  const listedPaths = list === undefined ? [] : readList(list, environment);
  const { files, others, gone } = await sorted([...(isHook ? args.positionals : []), ...listedPaths]);
  sayGone(gone, environment);
  const paths = [...(isHook ? [] : args.positionals), ...others];
  const whole = await orUsage(() => listInputs(paths, ignoring));
  const deleted = isHook ? await stagedDeletions(environment) : [];
  const changes = { present: files, gone: [...gone, ...deleted] };
  return ofChanges(changes, workTree, ignoring, { paths, whole });
}

function refuseMixed(args: Arguments): void {
  const given = [
    args.on('stdin') ? '--stdin' : null,
    args.on('staged') ? '--staged' : null,
    args.text('since') !== undefined ? '--since' : null,
    args.text('filesFrom') !== undefined ? '--files-from' : null,
  ].filter((flag) => flag !== null);
  if (given[0] === '--stdin' && (given.length > 1 || args.positionals.length > 0)) {
    throw new UsageError('--stdin takes no paths');
  }
  if (given.length > 1) throw new UsageError(`${given.join(' and ')}: one of them at a time`);
  if (args.on('changedFiles') && given.length > 0 && given[0] !== '--files-from') {
    throw new UsageError(`--changed-files does not go with ${given.join(' and ')}`);
  }
  // What is staged would be written over what is not.
  if (args.on('staged') && args.on('inPlace')) throw new UsageError('--in-place does not go with --staged');
}

function standardInput(args: Arguments, { readStdin }: Environment): Given {
  const name = args.text('stdinFilename') ?? 'stdin';
  const bytes = readStdin();
  return plain([], { inputs: [{ path: name, relative: name, role: 'named', read: () => bytes }], ignored: [] });
}

function plain(paths: readonly string[], listed: Listed): Given {
  const given: Given = { paths, listed, tree: workTree, with: () => given };
  return given;
}

interface Whole {
  readonly paths: readonly string[];
  readonly whole: Listed;
}

const NONE: Whole = { paths: [], whole: { inputs: [], ignored: [] } };

function ofChanges(
  changes: Changes,
  tree: FileTree,
  ignoring: boolean,
  { paths, whole }: Whole,
  staged?: Repository,
): Given {
  const { inputs, ignored, changed } = listChanged(changes, tree, ignoring);
  const all = new Map(inputs.map((input) => [resolve(input.path), input]));
  for (const input of whole.inputs) {
    if (input.role === 'named' || !all.has(resolve(input.path))) all.set(resolve(input.path), input);
  }
  return {
    paths,
    listed: { inputs: [...all.values()], ignored: [...whole.ignored, ...ignored] },
    changed,
    tree,
    ...(staged ? { staged } : {}),
    with: (files) =>
      ofChanges({ ...changes, present: [...changes.present, ...files] }, tree, ignoring, { paths, whole }, staged),
  };
}

async function fromGit(args: Arguments, { variables }: Environment): Promise<Given> {
  const { openRepository } = await import('../host/git.js');
  const { changesSince, stagedChanges } = await import('../host/git-changes.js');
  const { indexTree } = await import('../host/index-tree.js');
  const since = args.text('since');
  const repository = openRepository(since === undefined ? '--staged' : '--since', variables);
  const tree = since === undefined ? indexTree(repository) : workTree;
  const changes = since === undefined ? stagedChanges(repository) : changesSince(since, repository);
  const limited = changesAt(args.positionals, changes, tree);
  return ofChanges(limited, tree, !args.on('noIgnore'), NONE, since === undefined ? repository : undefined);
}

/** The changes at some paths, or below them. A path that is nowhere is a mistake, and not a place without changes. */
function changesAt(paths: readonly string[], { present, gone }: Changes, tree: FileTree): Changes {
  if (paths.length === 0) return { present, gone };
  const folders = paths.map((path) => resolve(path));
  for (const [i, folder] of folders.entries()) {
    const isThere = statOf(folder) !== null || tree.kindOf(folder) !== null;
    if (!isThere && !gone.some((path) => isWithin(folder, path))) {
      throw new NoSuchPath(`no such file or folder: ${paths[i] ?? ''}`);
    }
  }
  const isWanted = (path: string) => folders.some((folder) => isWithin(folder, path));
  return { present: present.filter(isWanted), gone: gone.filter(isWanted) };
}

/** What a hook is not told of: files that the commit deletes. Outside a repository nothing is staged. */
async function stagedDeletions({ variables }: Environment): Promise<readonly string[]> {
  const { openRepository } = await import('../host/git.js');
  const { stagedChanges } = await import('../host/git-changes.js');
  try {
    return stagedChanges(openRepository('--changed-files', variables)).gone;
  } catch (error) {
    if (error instanceof Error && error.name === 'GitFailed') return [];
    throw error;
  }
}

function readList(path: string, { readStdin }: Environment): readonly string[] {
  try {
    return readPathList(path === '-' ? readStdin() : readFileSync(path));
  } catch (error) {
    throw new UsageError(`--files-from: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Files, folders and patterns, and what is not there any more. */
async function sorted(paths: readonly string[]): Promise<{
  readonly files: readonly string[];
  readonly others: readonly string[];
  readonly gone: readonly string[];
}> {
  const files: string[] = [];
  const others: string[] = [];
  const gone: string[] = [];
  for (const path of paths) {
    const stat = statOf(path);
    if (stat) (stat.isDirectory() ? others : files).push(path);
    else if (await isPattern(path)) others.push(path);
    else gone.push(path);
  }
  return { files, others, gone };
}

async function isPattern(path: string): Promise<boolean> {
  try {
    return (await expandGlobs([path])).length > 0;
  } catch (error) {
    if (error instanceof NoSuchPath) return false;
    throw error;
  }
}

function sayGone(gone: readonly string[], { stderr }: Environment): void {
  const [first] = gone;
  if (first === undefined) return;
  const some = gone
    .slice(0, 3)
    .map((path) => visible(shownPath(path)))
    .join(', ');
  const more = gone.length > 3 ? ` and ${gone.length - 3} more` : '';
  stderr(`sbclint: not there (any more), so what they belonged to is checked without them: ${some}${more}\n`);
}

/** A request that cannot be met is the user's to change. */
async function orUsage<T>(work: () => Promise<T> | T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // By name, so that nothing of git is loaded for it.
    if (error instanceof NoSuchPath || (error instanceof Error && error.name === 'GitFailed')) {
      throw new UsageError(error.message);
    }
    throw error;
  }
}
