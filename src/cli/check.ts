import type { Checked } from '../engine/check.js';
import type { Knowledge } from '../model/knowledge.js';
import type { Environment } from './environment.js';
import { exitCode, type ExitCode } from './exit-code.js';
import type { Arguments } from './flags.js';
import { reportCheck } from './report-check.js';
import { isFleet } from './fleet.js';
import { readWanted, type WantedReport } from './formats.js';
import { judge, prepare } from './run.js';

export async function checkCommand(args: Arguments, environment: Environment): Promise<ExitCode> {
  if (args.on('stream')) return (await import('./stream.js')).streamCommand(args, environment);
  const wanted = readWanted(args, 'pretty');
  const prepared = await prepare(args, environment);
  if (isFleet(prepared) && isPlain(wanted)) {
    const code = await (await import('./report-fleet.js')).checkFleetCommand(prepared, wanted, args, environment);
    if (code !== null) return code;
  }
  const ran = await judge(prepared, args, environment);
  const { checked, failOn, unmatched, unmatchedIsFine } = ran;
  const costly = {
    fixes: async () => (await import('./live-fixes.js')).liveFixes(checked, environment.dataFolder),
    page: async () => (await import('./fleet-page.js')).livePage(ran, environment),
  };
  await reportCheck(checked, wanted, costly, args, environment);
  if (unmatched) return sayUnmatched(unmatchedIsFine, checked, environment);
  return exitCode(checked.result.findings, failOn);
}

/** Whether no report needs more than what is said of each device. */
function isPlain(wanted: readonly WantedReport[]): boolean {
  return wanted.every(({ format }) => typeof format === 'string' || format.needs.length === 0);
}

/** A run that recognized nothing checked nothing: that is a wrong request unless the caller expects it. */
export function sayUnmatched(isFine: boolean, { context, result }: Checked, environment: Environment): ExitCode {
  if (isFine && context.options.changed?.length === 0 && result.files.read === 0) {
    environment.stderr('sbclint: nothing to check: no file changed\n');
    return 0;
  }
  return sayNothingRecognized(isFine, context.options.knowledge, environment);
}

export function sayNothingRecognized(isFine: boolean, { vendors }: Knowledge, { stderr }: Environment): ExitCode {
  const products = vendors.map(({ title }) => title).join(', ');
  const hint = `sbclint reads exports of ${products}; docs/vendors/ says which`;
  stderr(`sbclint: no configuration was recognized among the inputs; ${hint}\n`);
  return isFine ? 0 : 2;
}
