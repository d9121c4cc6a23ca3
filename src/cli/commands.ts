import type { Environment } from './environment.js';
import { MENDS_A_FILE, NO_VERDICT, type ExitCode, type ExitMeanings } from './exit-code.js';
import type { Arguments, FlagId, Format } from './flags.js';
import { checkCommand } from './check.js';
import { inspectCommand } from './inspect.js';
import { explainCommand, rulesCommand } from './rules.js';
import { CHANGE_FLAGS } from './inputs.js';
import { INPUT_FLAGS } from './run.js';
import { reportFormats } from '../reporters/index.js';

export interface Command {
  readonly name: string;
  readonly operands: string;
  readonly summary: string;
  readonly flags: readonly FlagId[];
  /** What `--format` may say, the default first; none where the command takes no `--format`. */
  readonly formats: readonly Format[];
  /** Where its exit codes are not those of check. */
  readonly exits?: ExitMeanings;
  readonly run: (args: Arguments, environment: Environment) => Promise<ExitCode> | ExitCode;
}

/** What a run of check can look like. */
const CHECK_FORMATS = ['pretty', 'concise', ...reportFormats.map(({ name }) => name)];

/** Every command; the first is the default. Help, the man page and completions are made from this table. */
export const commands: readonly Command[] = [
  {
    name: 'check',
    operands: '[paths...]',
    summary: 'which trunks fail, and why (the default command)',
    flags: [...INPUT_FLAGS, ...CHANGE_FLAGS, 'cache', 'report', 'shard', 'stream'],
    formats: CHECK_FORMATS,
    run: checkCommand,
  },
  {
    name: 'patch',
    operands: '[paths...]',
    summary: 'what to add: a diff, or roll-out packs with --out',
    flags: [
      ...INPUT_FLAGS,
      ...CHANGE_FLAGS,
      'out',
      'waves',
      'inPlace',
      'check',
      'allow',
      'onlyAnchor',
      'anchorFile',
      'assumeMissing',
      'report',
    ],
    formats: ['pretty', 'concise', 'json', 'ndjson'],
    exits: { 1: 'a finding that is left fails at or above --fail-on, or --check found something to change' },
    run: async (args, environment) => (await import('./patch.js')).patchCommand(args, environment),
  },
  {
    name: 'inspect',
    operands: '[paths...]',
    summary: 'the trust model of each device, or who needs a root',
    flags: [...INPUT_FLAGS, ...CHANGE_FLAGS, 'needs', 'inventory'],
    formats: ['pretty', 'concise', 'json', 'ndjson'],
    exits: NO_VERDICT,
    run: inspectCommand,
  },
  {
    name: 'simulate',
    operands: '[paths...]',
    summary: 'would the handshake work on a date, towards each path of the peer',
    flags: [...INPUT_FLAGS, ...CHANGE_FLAGS, 'peerChain'],
    formats: ['pretty', 'concise', 'json', 'ndjson'],
    exits: {
      0: 'no side would refuse the other',
      1: 'a side would refuse the other',
      3: 'it cannot be told whether the device accepts its peer, or an input cannot be read',
      4: 'a bug',
    },
    run: async (args, environment) => (await import('./simulate.js')).simulateCommand(args, environment),
  },
  {
    name: 'timeline',
    operands: '[paths...]',
    summary: 'what breaks when: the first day for each leg, and the next ones',
    flags: [...INPUT_FLAGS, ...CHANGE_FLAGS, 'until', 'failWithin'],
    formats: ['pretty', 'concise', 'json', 'ndjson', 'ics', 'openmetrics'],
    exits: { 0: 'done', 1: 'with --fail-within, something is broken or breaks within these days', 3: null, 4: 'a bug' },
    run: async (args, environment) => (await import('./timeline.js')).timelineCommand(args, environment),
  },
  {
    name: 'verify',
    operands: '[paths...]',
    summary: 'whether fresh exports hold what a roll-out plan adds',
    flags: [...INPUT_FLAGS, 'plan'],
    formats: ['pretty', 'concise', 'json', 'ndjson'],
    exits: {
      0: 'all that the plan adds is there',
      1: 'a planned addition is missing or differs',
      3: 'a planned addition cannot be proven',
      4: 'a bug',
    },
    run: async (args, environment) => (await import('./verify.js')).verifyCommand(args, environment),
  },
  {
    name: 'diff',
    operands: '<A> <B>',
    summary: 'what one device trusts and another does not',
    flags: ['format', 'output', 'asOf', 'peer', 'config', 'certificate', 'color', 'help'],
    formats: ['pretty', 'concise', 'json', 'ndjson'],
    exits: {
      0: 'both trust the same',
      1: 'they differ',
      3: 'they do not differ as far as the exports show, and one shows less than all',
      4: 'a bug',
    },
    run: async (args, environment) => (await import('./diff.js')).diffCommand(args, environment),
  },
  {
    name: 'report',
    operands: '<run.json...>',
    summary: 'other reports of runs that were saved with --format json',
    flags: ['format', 'output', 'report', 'quiet', 'color', 'help'],
    formats: CHECK_FORMATS,
    exits: NO_VERDICT,
    run: async (args, environment) => (await import('./saved-report.js')).savedReportCommand(args, environment),
  },
  {
    name: 'merge',
    operands: '<run.json...>',
    summary: 'one JSON report of all shards, or of runs over different devices',
    flags: ['output', 'help'],
    formats: [],
    exits: NO_VERDICT,
    run: async (args, environment) => (await import('./merge.js')).mergeCommand(args, environment),
  },
  {
    name: 'suppress',
    operands: '[paths...]',
    summary: 'the suppressions of the settings: what each hides; --prune removes those that hide nothing',
    flags: [...INPUT_FLAGS.filter((flag) => flag !== 'format'), 'prune'],
    formats: [],
    exits: MENDS_A_FILE,
    run: async (args, environment) => (await import('./suppress.js')).suppressCommand(args, environment),
  },
  {
    name: 'baseline',
    operands: '<create|update|prune> [paths...]',
    summary: 'write down the findings of today, so that only new ones count',
    flags: INPUT_FLAGS.filter((flag) => flag !== 'format'),
    formats: [],
    exits: MENDS_A_FILE,
    run: async (args, environment) => (await import('./baseline.js')).baselineCommand(args, environment),
  },
  {
    name: 'config',
    operands: '<check|show|schema> [paths...]',
    summary: 'whether sbclint.yaml is right, what holds for a path and which line says so, JSON Schemas',
    flags: ['config', 'format', 'output', 'color', 'help'],
    formats: ['pretty', 'json'],
    exits: NO_VERDICT,
    run: async (args, environment) => (await import('./config.js')).configCommand(args, environment),
  },
  {
    name: 'test',
    operands: '[files...]',
    summary: 'the tests of your own rules: *.sbclint-test.yaml',
    flags: ['format', 'output', 'config', 'color', 'help'],
    formats: ['pretty', 'json', 'junit'],
    exits: { 0: 'every test passed', 1: 'a test failed', 3: null, 4: 'a bug' },
    run: async (args, environment) => (await import('./test.js')).testCommand(args, environment),
  },
  {
    name: 'init',
    operands: '[folder]',
    summary: 'write a commented sbclint.yaml',
    flags: ['help'],
    formats: [],
    exits: NO_VERDICT,
    run: async (args, environment) => (await import('./init.js')).initCommand(args, environment),
  },
  {
    name: 'explain',
    operands: '<rule>',
    summary: 'what a rule says, why, and what to do; explain open: what to do about open findings',
    flags: ['config', 'output', 'color', 'help'],
    formats: [],
    exits: NO_VERDICT,
    run: explainCommand,
  },
  {
    name: 'rules',
    operands: '',
    summary: 'all rules, with those of your own',
    flags: ['config', 'format', 'output', 'color', 'help'],
    formats: ['pretty', 'json', 'md'],
    exits: NO_VERDICT,
    run: rulesCommand,
  },
  {
    name: 'completion',
    operands: '<bash|zsh|fish|powershell>',
    summary: 'a script that completes commands, flags and values in a shell',
    flags: ['output', 'help'],
    formats: [],
    exits: NO_VERDICT,
    run: async (args, environment) => (await import('./completion.js')).completionCommand(args, environment, commands),
  },
];
