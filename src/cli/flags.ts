import { parseArgs } from 'node:util';
import { closest } from '../text/closest.js';
import { UsageError } from './usage-error.js';

/** What a shell can offer for a value: of a kind, or one of some words; `none` where only the user knows it. */
export type Completes = 'file' | 'folder' | 'rule' | 'peer' | 'format' | 'report' | 'none' | readonly string[];

export interface Flag {
  readonly name: string;
  /** What stands for the value in the help; absent for a switch. */
  readonly value?: string;
  readonly multiple?: boolean;
  readonly choices?: readonly string[];
  /** What a shell can offer, where `choices` and the word for the value (FILE, DIR) do not say it. */
  readonly completes?: Completes;
  readonly help: string;
}

/** What a report can look like. Which of them a command has stands in its row of the table of commands. */
export type Format = string;

const flags = {
  format: { name: 'format', value: 'FORMAT', completes: 'format', help: 'what the report looks like' },
  report: {
    name: 'report',
    value: 'FORMAT=FILE',
    multiple: true,
    completes: 'report',
    help: 'also write a report to a file, in any format of check; repeatable',
  },
  output: { name: 'output', value: 'FILE', help: 'write the report to FILE instead of the terminal' },
  asOf: { name: 'as-of', value: 'YYYY-MM-DD', help: 'the day, or instant, to judge by; today when absent (UTC)' },
  peer: {
    name: 'peer',
    value: 'ID',
    completes: 'peer',
    help: 'treat every TLS leg that faces no known peer as facing this one',
  },
  config: { name: 'config', value: 'FILE', help: 'settings; else the next sbclint.yaml upward from the first path' },
  rule: {
    name: 'rule',
    value: 'ID=LEVEL',
    multiple: true,
    completes: 'rule',
    help: 'set a rule to off, note, warning or error',
  },
  failOn: {
    name: 'fail-on',
    value: 'LEVEL',
    choices: ['error', 'warning', 'note', 'open', 'never'],
    help: 'what makes the run fail: error (default), warning, note, open or never',
  },
  certificate: {
    name: 'certificate',
    value: 'LABEL=FILE',
    multiple: true,
    help: 'the certificate behind a label, or the bundle of a trust store',
  },
  filesFrom: {
    name: 'files-from',
    value: 'FILE',
    help: 'read the paths of changed files from FILE, or - for standard input; one a line, or NUL between them',
  },
  staged: {
    name: 'staged',
    help: 'check what the next commit changes, as it is staged; paths limit it to what lies at or below them',
  },
  since: {
    name: 'since',
    value: 'REF',
    help: 'check what changed since the branch left this commit, as it lies on the disk; paths limit it',
  },
  changedFiles: {
    name: 'changed-files',
    help: 'the paths are files that changed, as pre-commit gives them: check what each belongs to; staged deletions count too',
  },
  shard: {
    name: 'shard',
    value: 'I/N',
    completes: 'none',
    help: 'check the devices of shard I of N only, such as 2/8; sbclint merge makes one run of all N',
  },
  stream: {
    name: 'stream',
    help: 'answer each line of standard input, an export as { "path", "content" } or { "path", "contentBase64" }, by a line',
  },
  stdin: { name: 'stdin', help: 'read one export from standard input' },
  stdinFilename: { name: 'stdin-filename', value: 'NAME', help: 'the name to show for standard input' },
  jobs: {
    name: 'jobs',
    value: 'N',
    completes: ['auto'],
    help: 'how many threads check a large fleet: a number, or auto for as many as pay; the output never depends on it',
  },
  cache: {
    name: 'cache',
    help: 'keep what a large fleet gave in the folder .sbclint-cache, and check only what changed since; delete it as you like',
  },
  baseline: {
    name: 'baseline',
    value: 'FILE',
    help: 'findings that were there when this file was made do not count; else what the settings name',
  },
  noIgnore: { name: 'no-ignore', help: 'also read what .gitignore, .sbclintignore and the settings leave out' },
  quiet: { name: 'quiet', help: 'findings only, without frames and reasons' },
  color: {
    name: 'color',
    value: 'WHEN',
    choices: ['auto', 'always', 'never'],
    help: 'auto (default), always or never',
  },
  noErrorOnUnmatched: { name: 'no-error-on-unmatched', help: 'exit 0 when nothing is recognized' },
  out: { name: 'out', value: 'DIR', help: 'write a roll-out pack for each device below DIR' },
  waves: {
    name: 'waves',
    value: 'SPEC',
    help: 'split the packs of --out into waves: 1,10%,rest is one device of each kind, a tenth of all, the rest',
  },
  inPlace: { name: 'in-place', help: 'write the patched files over the originals' },
  check: { name: 'check', help: 'write nothing; exit 1 when something would change' },
  allow: {
    name: 'allow',
    value: 'FIX',
    multiple: true,
    completes: ['use-default-ca-bundle', 'enable-entry'],
    help: 'also make a change that needs review: use-default-ca-bundle or enable-entry',
  },
  onlyAnchor: { name: 'only-anchor', value: 'SHA256|NAME', help: 'add this root only, also where it is advice' },
  anchorFile: {
    name: 'anchor-file',
    value: 'FILE',
    help: 'the certificate of the root of --only-anchor, where sbclint knows its facts only; its SHA-256 is compared',
  },
  peerChain: {
    name: 'peer-chain',
    value: 'FILE',
    help: 'what the peer really presents: openssl s_client -showcerts output, PEM or PKCS#7, its own certificate first',
  },
  until: { name: 'until', value: 'YYYY-MM-DD', help: 'how far ahead to look; five years when absent' },
  failWithin: {
    name: 'fail-within',
    value: 'DAYS',
    help: 'exit 1 when a leg is broken, or breaks within so many days',
  },
  needs: { name: 'needs', value: 'ROOT', help: 'who would lose trust without this root: its name or SHA-256' },
  inventory: {
    name: 'inventory',
    value: 'DIR',
    help: 'write what the exports show as CSV files with a schema, which sqlite3 and duckdb load',
  },
  plan: { name: 'plan', value: 'FILE', help: 'the plan.json of a roll-out pack' },
  prune: { name: 'prune', help: 'remove the suppressions that match nothing any more' },
  assumeMissing: { name: 'assume-missing', help: 'also add what is open' },
  help: { name: 'help', help: 'show this help' },
  version: { name: 'version', help: 'show the version' },
} as const satisfies Record<string, Flag>;

export const FLAGS: Readonly<Record<keyof typeof flags, Flag>> = flags;
export type FlagId = keyof typeof FLAGS;

/** What a flag does, for a command with these formats. */
export function flagHelp(id: FlagId, formats: readonly Format[]): string {
  return id === 'format' ? formatsText(formats) : FLAGS[id].help;
}

/** `pretty (default), json or md`. */
function formatsText([first, ...others]: readonly Format[]): string {
  const names = [`${first} (default)`, ...others];
  return names.length === 1 ? `${names[0]}` : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

export interface Arguments {
  /** As they were given: plain data, of which a thread makes the same arguments. */
  readonly argv: readonly string[];
  readonly positionals: readonly string[];
  readonly text: (flag: FlagId) => string | undefined;
  readonly list: (flag: FlagId) => readonly string[];
  readonly on: (flag: FlagId) => boolean;
}

/** Reads a command's arguments against the flags that it takes. Throws UsageError with a suggestion. */
export function readArguments(argv: readonly string[], allowed: readonly FlagId[]): Arguments {
  const options = Object.fromEntries(
    allowed.map((id) => {
      const { name, value, multiple } = FLAGS[id];
      return [name, { type: value ? 'string' : 'boolean', multiple: multiple ?? false }] as const;
    }),
  );
  const { values, positionals, tokens } = parseArgs({
    args: [...argv],
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const flag = allowed.map((id) => FLAGS[id]).find(({ name }) => name === token.name);
    if (!flag && token.name === 'h' && allowed.includes('help')) continue;
    if (!flag) {
      const near = closest(
        token.name,
        allowed.map((id) => FLAGS[id].name),
      );
      throw new UsageError(`unknown flag ${token.rawName}${near ? `; did you mean --${near}?` : ''}`);
    }
    if (flag.value && token.value === undefined) throw new UsageError(`--${flag.name} wants ${flag.value}`);
    if (!flag.value && token.value !== undefined) throw new UsageError(`--${flag.name} takes no value`);
    if (flag.choices && token.value !== undefined && !flag.choices.includes(token.value)) {
      throw new UsageError(`--${flag.name} wants one of ${flag.choices.join(', ')}, not ${token.value}`);
    }
  }
  const given = (id: FlagId) => values[FLAGS[id].name];
  return {
    argv,
    positionals,
    text: (id) => {
      const value = given(id);
      return typeof value === 'string' ? value : undefined;
    },
    list: (id) => [given(id) ?? []].flat().filter((value) => typeof value === 'string'),
    on: (id) => given(id) === true || (id === 'help' && values['h'] === true),
  };
}
