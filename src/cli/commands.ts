import type { Environment } from './environment.js';
import type { ExitCode } from './exit-code.js';
import type { Arguments, FlagId } from './flags.js';
import { checkCommand } from './check.js';
import { inspectCommand } from './inspect.js';
import { explainCommand, rulesCommand } from './rules.js';
import { INPUT_FLAGS } from './run.js';

export interface Command {
  readonly name: string;
  readonly operands: string;
  readonly summary: string;
  readonly flags: readonly FlagId[];
  readonly run: (args: Arguments, environment: Environment) => Promise<ExitCode> | ExitCode;
}

/** Every command; the first is the default. Help is made from this table. */
export const commands: readonly Command[] = [
  {
    name: 'check',
    operands: '[paths...]',
    summary: 'which trunks fail, and why (the default command)',
    flags: [...INPUT_FLAGS, 'report'],
    run: checkCommand,
  },
  {
    name: 'patch',
    operands: '[paths...]',
    summary: 'what to add: a diff, or roll-out packs with --out',
    flags: [...INPUT_FLAGS, 'out', 'inPlace', 'check', 'allow', 'onlyAnchor', 'assumeMissing', 'report'],
    run: async (args, environment) => (await import('./patch.js')).patchCommand(args, environment),
  },
  {
    name: 'inspect',
    operands: '[paths...]',
    summary: 'the trust model of each device, or who needs a root',
    flags: [...INPUT_FLAGS, 'needs'],
    run: inspectCommand,
  },
  {
    name: 'simulate',
    operands: '[paths...]',
    summary: 'would the handshake work on a date, towards each path of the peer',
    flags: [...INPUT_FLAGS, 'peerChain'],
    run: async (args, environment) => (await import('./simulate.js')).simulateCommand(args, environment),
  },
  {
    name: 'timeline',
    operands: '[paths...]',
    summary: 'what breaks when: the first day for each leg, and the next ones',
    flags: [...INPUT_FLAGS, 'until', 'failWithin'],
    run: async (args, environment) => (await import('./timeline.js')).timelineCommand(args, environment),
  },
  {
    name: 'verify',
    operands: '[paths...]',
    summary: 'whether fresh exports hold what a roll-out plan adds',
    flags: [...INPUT_FLAGS, 'plan'],
    run: async (args, environment) => (await import('./verify.js')).verifyCommand(args, environment),
  },
  {
    name: 'diff',
    operands: '<A> <B>',
    summary: 'what one device trusts and another does not',
    flags: ['format', 'output', 'asOf', 'peer', 'config', 'certificate', 'color', 'help'],
    run: async (args, environment) => (await import('./diff.js')).diffCommand(args, environment),
  },
  {
    name: 'report',
    operands: '<run.json...>',
    summary: 'other reports of runs that were saved with --format json',
    flags: ['format', 'output', 'report', 'quiet', 'color', 'help'],
    run: async (args, environment) => (await import('./saved-report.js')).savedReportCommand(args, environment),
  },
  {
    name: 'explain',
    operands: '<rule>',
    summary: 'what a rule says, why, and what to do',
    flags: ['output', 'color', 'help'],
    run: explainCommand,
  },
  {
    name: 'rules',
    operands: '',
    summary: 'all rules, --format pretty, json or md',
    flags: ['format', 'output', 'color', 'help'],
    run: rulesCommand,
  },
];
