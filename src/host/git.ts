import { spawnSync } from 'node:child_process';
import { delimiter, isAbsolute, join, resolve, sep } from 'node:path';
import { statOf } from './file-system.js';

/** What git says where the request cannot be met: no git, no repository, no such commit. */
export class GitFailed extends Error {
  override readonly name = 'GitFailed';
}

/** By name: each chunk of the bundle has classes of its own, so instanceof does not tell. */
export function isGitFailed(error: unknown): error is Error {
  return error instanceof Error && error.name === 'GitFailed';
}

export interface Repository {
  /** The folder of the work tree, as the working folder is spelled. */
  readonly top: string;
  /** What git prints for fixed arguments. Throws GitFailed. */
  readonly git: (args: readonly string[], input?: string) => Uint8Array;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** Variables of git that say where its own settings lie or how far it looks upward; every other one could lead elsewhere. */
const KEPT = [
  'GIT_CEILING_DIRECTORIES',
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_NOSYSTEM',
  'GIT_CONFIG_SYSTEM',
  'GIT_DISCOVERY_ACROSS_FILESYSTEM',
];

/** Nothing that the settings of a repository name is run, and names come as they are. */
const FIXED = ['--no-pager', '--literal-pathspecs', '-c', 'core.quotepath=off', '-c', 'core.fsmonitor=false'];

/** More than any repository of configurations prints. */
const LARGEST_OUTPUT = 1024 * 1024 * 1024;

/**
 * The repository that the working folder lies in. `purpose` begins the message where there is none. This is the only program that
 * sbclint starts: no shell, and found by an absolute path.
 */
export function openRepository(purpose: string, variables: Variables, folder = process.cwd()): Repository {
  const program = findProgram('git', variables);
  if (program === null) throw new GitFailed(`${purpose} needs git, and there is none on the PATH`);
  const run = (at: string, env: Variables, args: readonly string[], input?: string) => {
    const { status, stdout, stderr, error } = spawnSync(program, [...FIXED, ...args], {
      cwd: at,
      env: { ...env },
      input: input ?? '',
      maxBuffer: LARGEST_OUTPUT,
      shell: false,
      windowsHide: true,
    });
    if (error) throw new GitFailed(`${purpose}: git ${args[0]}: ${error.message}`);
    const said = stderr.toString('utf8').trim().split('\n')[0] ?? '';
    if (status !== 0) throw new GitFailed(`${purpose}: git ${args[0]}: ${said || `exit code ${status}`}`);
    return stdout;
  };
  const clean = cleanVariables(variables);
  let answer: string;
  try {
    const asked = ['rev-parse', '--is-inside-work-tree', '--show-cdup', '--absolute-git-dir'];
    answer = run(folder, clean, asked).toString('utf8');
  } catch (error) {
    if (!isGitFailed(error)) throw error;
    throw new GitFailed(`${purpose} works in the work tree of a git repository: ${afterCommand(error.message)}`);
  }
  const [inside, up = '', ...gitDir] = answer.replace(/\r?\n$/, '').split(/\r?\n/);
  if (inside !== 'true') throw new GitFailed(`${purpose} works in the work tree of a git repository, not in ${folder}`);
  const top = resolve(folder, up);
  const index = indexOf(variables['GIT_INDEX_FILE'], top, gitDir.join('\n'));
  const env = index === null ? clean : { ...clean, GIT_INDEX_FILE: index };
  return { top, git: (args, input) => run(top, env, args, input) };
}

function afterCommand(message: string): string {
  return message.replace(/^.*?: git rev-parse: /, '');
}

/** The environment without what leads git to another repository, asks somebody, or reaches for the network. */
function cleanVariables(variables: Variables): Variables {
  return {
    ...Object.fromEntries(Object.entries(variables).filter(([name]) => !/^GIT_/i.test(name) || KEPT.includes(name))),
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
    LC_ALL: 'C',
  };
}

/** `git commit -a` and `git commit FILE` give their hooks an index of its own, in the folder of git: that is what is committed. */
export function indexOf(given: string | undefined, top: string, gitDir: string): string | null {
  if (given === undefined || given === '') return null;
  const file = resolve(top, given);
  return file.startsWith(`${resolve(gitDir)}${sep}`) ? file : null;
}

/** A program by the absolute folders of PATH alone: one that lies in the working folder is not meant. */
function findProgram(name: string, variables: Variables): string | null {
  const isWindows = sep === '\\';
  const path = Object.entries(variables).find(([key]) => (isWindows ? key.toUpperCase() : key) === 'PATH')?.[1] ?? '';
  for (const folder of path.split(delimiter)) {
    const file = join(folder, isWindows ? `${name}.exe` : name);
    if (isAbsolute(folder) && statOf(file)?.isFile()) return file;
  }
  return null;
}

/** What `-z` output holds, each name as it is. */
export function names(output: Uint8Array): readonly string[] {
  return new TextDecoder().decode(output).split('\0').slice(0, -1);
}
