import type { Checked } from '../engine/check.js';
import type { CheckOptions, InputFile } from '../engine/input.js';
import { decided, type Verdict } from '../engine/survey.js';
import { readable } from '../host/inputs.js';
import { loadKnowledge } from '../host/knowledge.js';
import { CACHE_FOLDER, ResultCache } from '../host/result-cache.js';
import { moment } from '../model/time.js';
import { commands } from './commands.js';
import type { Environment } from './environment.js';
import type { FailOn } from './exit-code.js';
import { readArguments, type Arguments } from './flags.js';
import type { PlanRequest } from './plan-device.js';
import type { PlannedUnit } from './plan-unit.js';
import { failOnOf } from './run-settings.js';
import { judgedBy, settingsFor, type Prepared, type Run } from './run.js';
import { newMemory, type SettingsFinder } from './settings.js';
import { keyMaker } from './unit-key.js';
import { checkUnit, type UnitForm, type UnitResult } from './unit.js';

/** From which a thread makes the options of the run anew: plain data. */
export interface WhereFrom {
  /** The arguments behind the name of the command. */
  readonly argv: readonly string[];
  readonly asOf: string;
  /** The path whose settings say what holds for the run as a whole. */
  readonly first: string;
  readonly dataFolder: string;
}

export interface CheckTask extends WhereFrom {
  readonly command: 'check';
  readonly form: UnitForm;
}

export interface PatchTask extends WhereFrom {
  readonly command: 'patch';
  readonly request: PlanRequest;
}

/** What is asked of all parts of a fleet. */
export type Task = CheckTask | PatchTask;

/** A part of a fleet. */
export interface UnitRequest {
  readonly inputs: readonly Omit<InputFile, 'read'>[];
  /** How its files belong together, where looking at them alone would not tell. */
  readonly decided: Verdict['whole'] | null;
}

export function whereFrom({ options, paths }: Prepared, { argv }: Arguments, { dataFolder }: Environment): WhereFrom {
  return { argv, asOf: options.asOf.text, first: paths[0] ?? '.', dataFolder };
}

/** Makes what checks the parts of a fleet, one at a time. */
export function checkUnits(task: CheckTask): (request: UnitRequest) => Promise<UnitResult> {
  const { args, judgedFor } = taskReader(task);
  const cache = args.on('cache') ? new ResultCache(CACHE_FOLDER) : null;
  const keyOf = cache && keyMaker(task, args);

  return async ({ inputs, decided: whole }) => {
    const files = inputs.map(cache ? readOnce : readable);
    const { options, settings, failOn } = await judgedFor(files);
    const key = whole === null && keyOf ? keyOf(files, options, settings) : null;
    const kept = key === null ? null : cache?.get(key);
    if (kept) return { ...(kept.head as Omit<UnitResult, 'bytes'>), bytes: kept.bytes };
    const { bytes, ...head } = await checkUnit(files, options, failOn, task.form, whole && decided(whole));
    if (key !== null) cache?.put(key, { head, bytes });
    return { ...head, bytes };
  };
}

/** Makes what plans the patches of the parts of a fleet, one at a time. */
export function planUnits(task: PatchTask): (request: UnitRequest) => Promise<PlannedUnit> {
  const { judgedFor } = taskReader(task);
  return async ({ inputs, decided: whole }) => {
    const files = inputs.map(readable);
    const { planUnit } = await import('./plan-unit.js');
    return planUnit(files, await judgedFor(files), task, whole && decided(whole));
  };
}

/** By what a part of a fleet is judged. */
export interface UnitJudged {
  readonly options: CheckOptions;
  readonly settings: SettingsFinder;
  readonly failOn: (checked: Checked) => Run['failOn'];
}

/** Reads a task, and for each part the settings that govern it. */
function taskReader({ command, argv, asOf, first, dataFolder }: Task) {
  const args = readArguments(argv, commands.find(({ name }) => name === command)?.flags ?? []);
  const knowledge = loadKnowledge(dataFolder);
  const memory = newMemory();
  const given = args.text('failOn') as FailOn | undefined;
  const judgedFor = async (files: readonly InputFile[]): Promise<UnitJudged> => {
    const paths = [first, ...files.map(({ path }) => path)];
    const settings = await settingsFor(paths, args, { dataFolder }, knowledge, false, memory);
    const options = judgedBy(args, settings, first, moment(asOf));
    return { options, settings, failOn: ({ result }) => failOnOf(given, result, settings) };
  };
  return { args, judgedFor };
}

/** A file that gives the same bytes each time, so that what is checked is what the key was made of. */
function readOnce(listed: UnitRequest['inputs'][number]): InputFile {
  const file = readable(listed);
  let bytes: Uint8Array | undefined;
  return { ...file, read: () => (bytes ??= file.read()) };
}
