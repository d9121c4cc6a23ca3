import { loadKnowledge } from '../host/knowledge.js';
import { rules } from '../rules/index.js';
import type { Command } from './commands.js';
import { bashCompletion } from './completion/bash.js';
import { fishCompletion } from './completion/fish.js';
import { offeredCommands } from './completion/offers.js';
import { powershellCompletion } from './completion/powershell.js';
import { zshCompletion } from './completion/zsh.js';
import type { Environment } from './environment.js';
import type { ExitCode } from './exit-code.js';
import type { Arguments } from './flags.js';
import { emitForAll } from './report.js';
import { UsageError } from './usage-error.js';

const SHELLS = new Map([
  ['bash', bashCompletion],
  ['zsh', zshCompletion],
  ['fish', fishCompletion],
  ['powershell', powershellCompletion],
]);

/** Prints a script with every word in it, so that a completion starts no program. A new release brings a new one. */
export function completionCommand(args: Arguments, environment: Environment, commands: readonly Command[]): ExitCode {
  const [shell = '', more] = args.positionals;
  const make = SHELLS.get(shell);
  if (!make || more !== undefined) {
    throw new UsageError(`completion wants one of ${[...SHELLS.keys()].join(', ')}, such as sbclint completion bash`);
  }
  const { peers } = loadKnowledge(environment.dataFolder);
  const known = {
    reports: commands[0]?.formats ?? [],
    rules: rules.map(({ id, docs }) => [id, docs.what] as const),
    peers: peers.map(({ id, title }) => [id, title] as const),
  };
  emitForAll(make(offeredCommands(commands, known)), args, environment);
  return 0;
}
