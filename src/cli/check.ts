import type { Checked } from '../engine/check.js';
import type { Environment } from './environment.js';
import { exitCode, type ExitCode } from './exit-code.js';
import type { Arguments } from './flags.js';
import { reportCheck } from './report-check.js';
import { readWanted } from './formats.js';
import { run } from './run.js';

export async function checkCommand(args: Arguments, environment: Environment): Promise<ExitCode> {
  if (args.on('stream')) return (await import('./stream.js')).streamCommand(args, environment);
  const wanted = readWanted(args, 'pretty');
  const ran = await run(args, environment);
  const { checked, failOn, unmatched, unmatchedIsFine } = ran;
  const costly = {
    fixes: async () => (await import('./live-fixes.js')).liveFixes(checked, environment.dataFolder),
    page: async () => (await import('./fleet-page.js')).livePage(ran, environment),
  };
  await reportCheck(checked, wanted, costly, args, environment);
  if (unmatched) return sayUnmatched(unmatchedIsFine, checked, environment);
  return exitCode(checked.result.findings, failOn);
}

/** A run that recognized nothing checked nothing: that is a wrong request unless the caller expects it. */
export function sayUnmatched(isFine: boolean, { context, result }: Checked, { stderr }: Environment): ExitCode {
  if (isFine && context.options.changed?.length === 0 && result.files.read === 0) {
    stderr('sbclint: nothing to check: no file changed\n');
    return 0;
  }
  const products = context.options.knowledge.vendors.map(({ title }) => title).join(', ');
  const hint = `sbclint reads exports of ${products}; docs/vendors/ says which`;
  stderr(`sbclint: no configuration was recognized among the inputs; ${hint}\n`);
  return isFine ? 0 : 2;
}
