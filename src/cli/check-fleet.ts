import { unitsOf } from '../engine/units.js';
import type { InputFile } from '../engine/input.js';
import { compareSurveys, type Verdict } from '../engine/survey.js';
import { isKeyFile } from '../model/key-file.js';
import { statOf } from '../host/file-system.js';
import { Spool } from '../host/spool.js';
import { WorkerPool } from '../host/worker-pool.js';
import type { ReportedFinding } from '../model/run-report.js';
import { countFindings, type FindingCounts, type JudgedCheck } from '../model/run.js';
import { inOrder, mergedChecks } from '../model/merge-runs.js';
import { compareText } from '../text/provenance.js';
import type { Environment } from './environment.js';
import { readJobs, type Prepared } from './run.js';
import type { Arguments } from './flags.js';
import { answerUnits, type UnitRequest, type UnitTask } from './unit-task.js';
import type { UnitDevice, UnitForm, UnitResult } from './unit.js';

/** Threads start in the time in which one thread checks so much. */
const WORTH_THREADS = 32 * 1024 * 1024;

/** All devices of a fleet, whose texts are put aside. */
export interface FleetResult {
  /** In the order of the report. */
  readonly devices: readonly StoredDevice[];
  readonly others: readonly ReportedFinding[];
  readonly checks: readonly JudgedCheck[];
  readonly files: UnitResult['files'];
  readonly unrecognized: readonly string[];
  readonly counts: FindingCounts;
  readonly exits: readonly (0 | 1 | 3)[];
  readonly spool: Spool;
}

export interface StoredDevice extends UnitDevice {
  /** Where the texts of its unit begin. */
  readonly offset: number;
}

/** Checks a fleet part by part; `null` where it turns out that its parts cannot be told apart. */
export async function checkFleet(
  { inputs, options, paths }: Prepared,
  form: UnitForm,
  args: Arguments,
  { dataFolder, threadProgram }: Environment,
  onUnit: (done: number, of: number) => void,
): Promise<FleetResult | null> {
  const task: UnitTask = { argv: args.argv, asOf: options.asOf.text, first: paths[0] ?? '.', dataFolder, form };
  const units = unitsOf(inputs);
  const threads = threadProgram === undefined ? 1 : threadsFor(readJobs(args), inputs, units.length);
  const spool = new Spool();
  try {
    const all = await keptUnits(units, task, threads, threadProgram, spool, onUnit);
    if (all) return merged(all, spool);
  } catch (error) {
    spool.close();
    throw error;
  }
  spool.close();
  return null;
}

/** What is said of every part, each of them as it was decided for the whole fleet; `null` where names cannot be told part by part. */
async function keptUnits(
  units: readonly (readonly InputFile[])[],
  task: UnitTask,
  threads: number,
  threadProgram: string | undefined,
  spool: Spool,
  onUnit: (done: number, of: number) => void,
): Promise<readonly Kept[] | null> {
  const kept: Kept[] = [];
  const requests = units.map((unit) => ({ inputs: unit.map(withoutRead), decided: null }));
  for await (const result of answers(requests, task, threads, threadProgram)) {
    kept.push(keep(result, spool));
    onUnit(kept.length, units.length);
  }
  const verdict = compareSurveys(kept.map(({ survey }) => survey));
  const again = units.filter((_, index) => verdict.dissenting.has(index)).flat();
  const all = kept.filter((_, index) => !verdict.dissenting.has(index));
  if (again.length > 0) {
    // What was cut in the wrong place is checked once more, now that all of it is known.
    const answer = answerUnits(task);
    all.push(keep(await answer({ inputs: again.map(withoutRead), decided: verdict.whole }), spool));
  }
  return storesAgree(all, verdict.whole) ? all : null;
}

async function* answers(
  requests: readonly UnitRequest[],
  task: UnitTask,
  threads: number,
  threadProgram: string | undefined,
): AsyncGenerator<UnitResult> {
  if (threads < 2 || threadProgram === undefined) {
    const answer = answerUnits(task);
    for (const request of requests) yield await answer(request);
    return;
  }
  const pool = new WorkerPool<UnitRequest, UnitResult>(threadProgram, threads, task);
  try {
    yield* pool.map(requests);
  } finally {
    await pool.close();
  }
}

/** As many as asked for, and `auto` none where reading is soon done. */
function threadsFor(jobs: number | 'auto', inputs: readonly InputFile[], units: number): number {
  if (jobs !== 'auto') return Math.min(jobs, units);
  const sample = inputs.filter((_, index) => index % Math.ceil(inputs.length / 20) === 0);
  const bytes = sample.reduce((sum, { path }) => sum + (statOf(path)?.size ?? 0), 0);
  if ((bytes / sample.length) * inputs.length < WORTH_THREADS) return 1;
  return Math.min(process.getBuiltinModule('node:os').availableParallelism(), units);
}

/** A function does not go to another thread. */
function withoutRead(input: InputFile): UnitRequest['inputs'][number] {
  const plain: { -readonly [key in keyof InputFile]?: InputFile[key] } = { ...input };
  delete plain.read;
  return plain as UnitRequest['inputs'][number];
}

interface Kept extends Omit<UnitResult, 'bytes'> {
  readonly offset: number;
}

function keep({ bytes, ...result }: UnitResult, spool: Spool): Kept {
  return { ...result, offset: spool.append(bytes) };
}

/** What a trust store is called that is checked by itself depends on all others. */
function storesAgree(all: readonly Kept[], { groups, orphans }: Verdict['whole']): boolean {
  const stores = new Map(
    all.flatMap(({ devices }) => devices.flatMap(({ id, store }) => (store === null ? [] : [[store, id] as const]))),
  );
  const ids = [...groups.map(({ id }) => id), ...stores.values()];
  return new Set(ids).size === ids.length && orphans.length >= stores.size;
}

function merged(all: readonly Kept[], spool: Spool): FleetResult {
  const devices = all
    .flatMap(({ devices: own, offset }) => own.map((device): StoredDevice => ({ ...device, offset })))
    .sort((a, b) => compareText(a.id, b.id));
  const places = new Map(devices.map(({ id }, index) => [id, index]));
  // What is said of the run as a whole, such as that the facts are old, every part says.
  const others = [
    ...new Map(all.flatMap((each) => each.others).map((finding) => [finding.fingerprint, finding])).values(),
  ].sort(inOrder);
  const counts = { ...countFindings(others) };
  for (const device of devices) for (const key of COUNTED) counts[key] += device.counts[key];
  const sum = (of: (files: UnitResult['files']) => number) => all.reduce((total, { files }) => total + of(files), 0);
  return {
    devices,
    others,
    checks: mergedChecks(all.flatMap(({ checks }) => checks)).map((check) => ({
      ...check,
      devices: [...check.devices].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0)),
    })),
    files: { read: sum(({ read }) => read), parsed: sum(({ parsed }) => parsed), failed: sum(({ failed }) => failed) },
    // Key files are looked at last.
    unrecognized: all
      .flatMap(({ unrecognized }) => unrecognized)
      .sort((a, b) => Number(isKeyFile(a)) - Number(isKeyFile(b)) || compareText(a, b)),
    counts,
    exits: [...devices.map(({ exit }) => exit), ...all.map(({ othersExit }) => othersExit)],
    spool,
  };
}

const COUNTED = ['error', 'warning', 'note', 'open', 'suppressed'] as const;
