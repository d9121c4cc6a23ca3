import { readSaved, type SavedRun } from '../config/read-report.js';
import { sha256 } from '../host/knowledge.js';
import { mergeRuns } from '../model/merge-runs.js';
import type { RunReport } from '../model/run-report.js';
import { savedRun } from '../reporters/saved.js';
import { count, visible } from '../reporters/terminal.js';
import { rules } from '../rules/index.js';
import { bytesOnDisk, type ReportSource } from '../host/report-source.js';
import type { Environment } from './environment.js';
import type { ExitCode } from './exit-code.js';
import type { Arguments } from './flags.js';
import { destinations, readWanted, refuseInputs } from './formats.js';
import { paletteOf, PLAIN, renderForTerminal } from './report.js';
import { savedProblems, savedText } from './saved-text.js';
import { UsageError } from './usage-error.js';
import { giveOut } from './write-reports.js';

/** Makes reports of saved runs; of several runs over different devices, one. A saved time line goes into the report of a fleet. */
export async function savedReportCommand(args: Arguments, environment: Environment): Promise<ExitCode> {
  const { positionals: paths } = args;
  if (paths.length === 0) throw new UsageError('report wants a run saved with sbclint check --format json');
  const wanted = readWanted(args, null);
  if (wanted.length === 0) throw new UsageError('report wants --report FORMAT=FILE or --format FORMAT');
  refuseInputs(destinations(wanted, args), paths);

  const saved = paths.map((path) => read(path, environment));
  const timelines = saved.flatMap((each) => ('timeline' in each ? [each.timeline] : []));
  if (timelines.length > 1) throw new UsageError('report takes one saved time line at most');
  const [timeline = null] = timelines;
  const report = mergeRuns(
    saved.flatMap((each) => ('report' in each ? [each.report] : [])),
    sha256,
  );
  if ('refused' in report) throw new UsageError(`report: ${report.refused}`);
  const missing = new Set<string>();
  const source: ReportSource = {
    report,
    rules,
    bytesOf: unchangedBytes(report, missing),
    costly: {
      fixes: async () => new Map(),
      page: async () => (await import('./fleet-page.js')).savedPage(timeline, environment),
    },
  };
  const palette = await paletteOf(args, environment);
  await giveOut(
    source,
    wanted,
    (format, file) =>
      renderForTerminal(format, savedRun(report), {
        palette: file === null ? palette : PLAIN,
        quiet: args.on('quiet'),
        lineText: () => null,
      }),
    args,
    environment,
  );
  if (missing.size > 0) {
    const [first = ''] = missing;
    const more = missing.size > 1 ? ` and ${count(missing.size - 1, 'other')}` : '';
    environment.stderr(
      `sbclint: SARIF: no line hashes for ${visible(first)}${more}: not there any more, or not what the run read\n`,
    );
  }
  return 0;
}

function read(path: string, environment: Environment): SavedRun {
  const found = readSaved(path, savedText('report', path, environment));
  if ('problems' in found) throw savedProblems(found.problems);
  return found;
}

/** The bytes of files that are still what the run read, by their SHA-256; of the others the paths are noted. */
function unchangedBytes({ devices }: RunReport, missing: Set<string>): ReportSource['bytesOf'] {
  const hashes = new Map(devices.flatMap((device) => device.files.map((file) => [file.path, file.sha256] as const)));
  return (path) => {
    const hash = hashes.get(path);
    const bytes = hash === undefined ? null : bytesOnDisk(path);
    if (bytes !== null && sha256(bytes) === hash) return bytes;
    missing.add(path);
    return null;
  };
}
