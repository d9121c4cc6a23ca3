import { readFileSync } from 'node:fs';
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
import { UsageError } from './usage-error.js';
import { giveOut } from './write-reports.js';

/** More would drown what is wrong with a file. */
const SAID_PROBLEMS = 5;

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
  const report = mergeRuns(saved.flatMap((each) => ('report' in each ? [each.report] : [])));
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

function read(path: string, { readStdin }: Environment): SavedRun {
  const found = readSaved(path, textOf(path, readStdin));
  if (!('problems' in found)) return found;
  const { problems } = found;
  const lines = problems
    .slice(0, SAID_PROBLEMS)
    .map(({ file, line, column, message }) => visible(`${file}:${line}:${column}: ${message}`));
  const more = problems.length - lines.length;
  throw new UsageError([...lines, ...(more > 0 ? [`and ${count(more, 'more problem')}`] : [])].join('\n'));
}

function textOf(path: string, readStdin: () => Uint8Array): string {
  if (path === '-') return new TextDecoder().decode(readStdin());
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`report: ${error instanceof Error ? error.message : String(error)}`);
  }
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
