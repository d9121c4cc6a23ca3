import { readRuns } from '../config/read-report.js';
import { sha256 } from '../host/knowledge.js';
import { mergeRuns } from '../model/merge-runs.js';
import type { RunReport } from '../model/run-report.js';
import { jsonReport } from '../reporters/json.js';
import type { Environment } from './environment.js';
import type { ExitCode } from './exit-code.js';
import type { Arguments } from './flags.js';
import { refuseInputs } from './formats.js';
import { emit } from './report.js';
import { savedProblems, savedText } from './saved-text.js';
import { UsageError } from './usage-error.js';

/** Makes of the shards of a run, or of runs over different devices, the report that one run would have given. */
export function mergeCommand(args: Arguments, environment: Environment): ExitCode {
  const { positionals: paths } = args;
  if (paths.length === 0)
    throw new UsageError('merge wants reports of sbclint check --format json, or - for standard input');
  const output = args.text('output');
  refuseInputs(output === undefined ? [] : [output], paths);

  const report = mergeRuns(
    paths.flatMap((path) => read(path, environment)),
    sha256,
  );
  if ('refused' in report) throw new UsageError(`merge: ${report.refused}`);
  emit(jsonReport(report), args, environment);
  return 0;
}

function read(path: string, environment: Environment): readonly RunReport[] {
  const found = readRuns(path, savedText('merge', path, environment));
  if ('problems' in found) throw savedProblems(found.problems);
  return found.reports;
}
