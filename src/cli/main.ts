import { CannotRead } from '../host/cannot-read.js';
import { CannotWrite, ChangedMeanwhile } from '../host/cannot-write.js';
import { closest } from '../text/closest.js';
import { commands, type Command } from './commands.js';
import type { Environment } from './environment.js';
import type { ExitCode } from './exit-code.js';
import { readArguments, type Arguments } from './flags.js';
import { commandHelp, generalHelp } from './help.js';
import { UsageError } from './usage-error.js';

/** Runs one command line. Never throws: what goes wrong is a message and an exit code. */
export async function main(argv: readonly string[], environment: Environment): Promise<ExitCode> {
  try {
    return await dispatch(argv, environment);
  } catch (error) {
    if (error instanceof UsageError || error instanceof CannotRead || error instanceof CannotWrite) {
      environment.stderr(`sbclint: ${error.message}\n`);
      return 2;
    }
    if (error instanceof ChangedMeanwhile) {
      environment.stderr(`sbclint: ${error.message}\n`);
      return 4;
    }
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    environment.stderr(`sbclint: this is a bug in sbclint, please report it\n${stack}\n`);
    return 4;
  }
}

async function dispatch(argv: readonly string[], environment: Environment): Promise<ExitCode> {
  const [first, ...rest] = argv;
  if (first === '--version') {
    environment.stdout(`${environment.version}\n`);
    return 0;
  }
  if (first === '--help' || first === '-h' || first === 'help') {
    environment.stdout(generalHelp());
    return 0;
  }
  const named = commands.find(({ name }) => name === first);
  const command = named ?? commands[0];
  if (!command) throw new Error('no command');
  if (!named && first !== undefined) rejectMisspelt(first);
  const args = readArguments(named ? rest : argv, command.flags);
  if (args.on('help')) {
    environment.stdout(commandHelp(command));
    return 0;
  }
  checkFormat(command, args);
  return command.run(args, environment);
}

/** Before anything is read, so that a wrong request costs nothing. */
function checkFormat({ name, formats }: Command, args: Arguments): void {
  const given = args.text('format');
  if (given === undefined || formats.some((format) => format === given)) return;
  const elsewhere = commands.filter((other) => other.formats.some((format) => format === given));
  const near = elsewhere.length > 0 ? null : closest(given, formats);
  if (near) throw new UsageError(`--format: unknown format ${given}; did you mean ${near}?`);
  const others = elsewhere.map((other) => other.name).join(', ');
  const hint = others === '' ? '' : ` (${others} ${elsewhere.length === 1 ? 'has' : 'have'} it)`;
  throw new UsageError(`--format: ${name} has ${formats.join(', ')}, not ${given}${hint}`);
}

/** `sbclint chekc` is a command misspelt, not a folder that is not there. */
function rejectMisspelt(word: string): void {
  if (!/^[a-z]+$/.test(word)) return;
  const near = closest(
    word,
    commands.map(({ name }) => name),
  );
  if (near) throw new UsageError(`unknown command ${word}; did you mean ${near}? (a folder of that name is ./${word})`);
}
