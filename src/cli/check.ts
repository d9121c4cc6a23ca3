import type { Checked } from '../engine/check.js';
import type { Environment } from './environment.js';
import { exitCode, type ExitCode } from './exit-code.js';
import type { Arguments } from './flags.js';
import { emit, readFormat, renderCheck } from './report.js';
import { run } from './run.js';

export async function checkCommand(args: Arguments, environment: Environment): Promise<ExitCode> {
  const asPage = args.text('format') === 'html';
  if (!asPage) readFormat(args);
  const ran = await run(args, environment);
  const { checked, failOn, unmatched, unmatchedIsFine } = ran;
  const text = asPage
    ? (await import('./html.js')).renderHtml(ran, environment)
    : renderCheck(checked, checked.result, args, environment);
  emit(text, args, environment);
  if (unmatched) return sayUnmatched(unmatchedIsFine, checked, environment);
  return exitCode(checked.result.findings, failOn);
}

/** A run that recognized nothing checked nothing: that is a wrong request unless the caller expects it. */
export function sayUnmatched(isFine: boolean, { context }: Checked, { stderr }: Environment): ExitCode {
  const products = context.options.knowledge.vendors.map(({ title }) => title).join(', ');
  const hint = `sbclint reads exports of ${products}; docs/vendors/ says which`;
  stderr(`sbclint: no configuration was recognized among the inputs; ${hint}\n`);
  return isFine ? 0 : 2;
}
