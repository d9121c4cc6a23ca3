import type { Environment } from './environment.js';
import { exitCode, type ExitCode } from './exit-code.js';
import type { Arguments } from './flags.js';
import { emit, readFormat, renderCheck } from './report.js';
import { run } from './run.js';

export async function checkCommand(args: Arguments, environment: Environment): Promise<ExitCode> {
  readFormat(args);
  const { checked, failOn, unmatched, unmatchedIsFine } = await run(args, environment);
  emit(renderCheck(checked, checked.result, args, environment), args, environment);
  if (unmatched) return sayUnmatched(unmatchedIsFine, environment);
  return exitCode(checked.result.findings, failOn);
}

/** A run that recognized nothing checked nothing: that is a wrong request unless the caller expects it. */
export function sayUnmatched(isFine: boolean, { stderr }: Environment): ExitCode {
  const hint = 'sbclint reads AudioCodes INI, Oracle ACLI text and Ribbon SBC Core set exports';
  stderr(`sbclint: no configuration was recognized among the inputs; ${hint}\n`);
  return isFine ? 0 : 2;
}
