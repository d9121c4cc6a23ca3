import type { InputFile } from '../engine/input.js';
import { compareSurveys, surveyedPaths, type Survey, type Verdict } from '../engine/survey.js';
import { unitsOf } from '../engine/units.js';
import { statOf } from '../host/file-system.js';
import { collectGarbage } from '../host/garbage.js';
import { PutAside } from '../host/put-aside.js';
import { WorkerPool } from '../host/worker-pool.js';
import type { Environment } from './environment.js';
import { readJobs } from './flag-values.js';
import type { Prepared } from './run.js';
import type { Arguments } from './flags.js';
import type { Task, UnitRequest } from './unit-task.js';

/** Threads start in the time in which one thread checks so much. */
const WORTH_THREADS = 32 * 1024 * 1024;

/** After so many parts little was made in this thread for some seconds: V8 gives back the room too that listing the files had taken. */
const SETTLED = 256;

/** What every part of a fleet says, whatever is asked of it. */
export interface UnitSaid {
  readonly survey: Survey;
  /** Each device, with its file where it is a trust store that is checked by itself. */
  readonly devices: readonly { readonly id: string; readonly store: string | null }[];
}

/** The files that belong to the devices of a part. */
export function pathsOf({ survey, devices }: UnitSaid): readonly string[] {
  return [...surveyedPaths(survey), ...devices.flatMap(({ store }) => store ?? [])];
}

/** How the parts of a fleet are answered, and what becomes of the answers. */
export interface PartWork<R extends UnitSaid, K extends UnitSaid> {
  readonly task: Task;
  /** Makes what answers in this thread. */
  readonly answers: () => (request: UnitRequest) => Promise<R>;
  readonly keep: (said: R) => K;
  /** Takes back what was kept of a part, for its files belong together in another way. */
  readonly takeBack?: (kept: K) => void;
}

/**
 * Asks the parts of a fleet one by one, each of them as it was decided for the whole fleet; `null` where names cannot be told part by
 * part, and nothing is kept then.
 */
export async function keptParts<R extends UnitSaid, K extends UnitSaid>(
  { inputs }: Prepared,
  { task, answers, keep, takeBack = () => undefined }: PartWork<R, K>,
  args: Arguments,
  { threadProgram }: Environment,
  progress: (files: number, of: number) => void,
): Promise<readonly K[] | null> {
  const units = unitsOf(inputs);
  const threads = threadProgram === undefined ? 1 : threadsFor(readJobs(args), inputs, units.length);
  if (threads > 1) collectGarbage();
  const aside = new PutAside<K>();
  let kept: readonly K[];
  try {
    for await (const result of answered<R>(requestsFor(units), task, answers, threads, threadProgram)) {
      aside.add(keep(result));
      if (aside.size === SETTLED && threads > 1) collectGarbage();
      progress(Math.floor((inputs.length * aside.size) / units.length), inputs.length);
    }
    // The threads are gone by now, and their memory is free.
    kept = aside.all();
  } finally {
    aside.close();
  }
  const { whole, dissenting } = compareSurveys(kept.map(({ survey }) => survey));
  const again = units.filter((_, index) => dissenting.has(index)).flat();
  const all = kept.filter((_, index) => !dissenting.has(index));
  for (const index of dissenting) if (kept[index]) takeBack(kept[index]);
  if (again.length > 0) {
    // What was cut in the wrong place is asked once more, now that all of it is known.
    all.push(keep(await answers()({ inputs: again.map(withoutRead), decided: whole })));
  }
  if (storesAgree(all, whole)) return all;
  for (const each of all) takeBack(each);
  return null;
}

/** Each is made when it is asked for: those of a long run would fill the memory. */
function* requestsFor(units: readonly (readonly InputFile[])[]): Generator<UnitRequest> {
  for (const unit of units) yield { inputs: unit.map(withoutRead), decided: null };
}

async function* answered<R>(
  requests: Iterable<UnitRequest>,
  task: Task,
  answers: () => (request: UnitRequest) => Promise<R>,
  threads: number,
  threadProgram: string | undefined,
): AsyncGenerator<R> {
  if (threads < 2 || threadProgram === undefined) {
    const answer = answers();
    for (const request of requests) yield await answer(request);
    return;
  }
  const pool = new WorkerPool<UnitRequest, R>(threadProgram, threads, task);
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

/** What a trust store is called that is checked by itself depends on all others. */
function storesAgree(all: readonly UnitSaid[], { groups, orphans }: Verdict['whole']): boolean {
  const stores = new Map(
    all.flatMap(({ devices }) => devices.flatMap(({ id, store }) => (store === null ? [] : [[store, id] as const]))),
  );
  const ids = [...groups.map(({ id }) => id), ...stores.values()];
  return new Set(ids).size === ids.length && orphans.length >= stores.size;
}
