import { inspectJson, inspectNdjson, inspectPretty } from '../reporters/inspect.js';
import { sayUnmatched } from './check.js';
import type { Environment } from './environment.js';
import type { ExitCode } from './exit-code.js';
import type { Arguments } from './flags.js';
import { emit, paletteOf, readFormat } from './report.js';
import { run } from './run.js';

export async function inspectCommand(args: Arguments, environment: Environment): Promise<ExitCode> {
  const format = readFormat(args);
  const { checked, unmatched, unmatchedIsFine } = await run(args, environment);
  const { result } = checked;
  const text =
    format === 'json'
      ? inspectJson(result, environment.version)
      : format === 'ndjson'
        ? inspectNdjson(result)
        : inspectPretty(result, paletteOf(args, environment));
  emit(text, args, environment);
  return unmatched ? sayUnmatched(unmatchedIsFine, checked, environment) : 0;
}
