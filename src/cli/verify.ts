import { readFileSync } from 'node:fs';
import { readPlan } from '../engine/plan-file.js';
import { summarize, verify } from '../engine/verify.js';
import type { PlannedAdditions } from '../model/verification.js';
import { verifyConcise, verifyJson, verifyNdjson, verifyPretty } from '../reporters/verify.js';
import { sayUnmatched } from './check.js';
import type { Environment } from './environment.js';
import type { ExitCode } from './exit-code.js';
import type { Arguments } from './flags.js';
import { emit, paletteOf, readFormat } from './report.js';
import { run } from './run.js';
import { UsageError } from './usage-error.js';

/** Exit 1 when an addition is missing or different, 3 when one cannot be proven. */
export async function verifyCommand(args: Arguments, environment: Environment): Promise<ExitCode> {
  const format = readFormat(args);
  const planned = planOf(args.text('plan'));
  const { checked, options, unmatched, unmatchedIsFine } = await run(args, environment);
  const { result } = checked;
  const results = verify(planned, result.devices, options.knowledge);
  const summary = summarize(planned, results);
  const text =
    format === 'json'
      ? verifyJson(result.asOf, results, summary, environment.version)
      : format === 'ndjson'
        ? verifyNdjson(results)
        : format === 'concise'
          ? verifyConcise(results)
          : verifyPretty(results, summary, await paletteOf(args, environment));
  emit(text, args, environment);
  if (unmatched) return sayUnmatched(unmatchedIsFine, checked, environment);
  if (args.text('failOn') === 'never') return 0;
  const { devices } = summary;
  if (devices.some(({ status }) => status === 'missing' || status === 'different')) return 1;
  return devices.some(({ status }) => status === 'unprovable') ? 3 : 0;
}

function planOf(path: string | undefined): readonly PlannedAdditions[] {
  if (path === undefined) throw new UsageError('verify wants --plan FILE, the plan.json that patch --out wrote');
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`--plan: ${error instanceof Error ? error.message : String(error)}`);
  }
  const plan = readPlan(text);
  if ('refused' in plan) throw new UsageError(`--plan: ${path}: ${plan.refused}`);
  return plan;
}
