import type { InputFile } from '../engine/input.js';
import { decided, type Verdict } from '../engine/survey.js';
import { readable } from '../host/inputs.js';
import { loadKnowledge } from '../host/knowledge.js';
import { CACHE_FOLDER, ResultCache } from '../host/result-cache.js';
import { moment } from '../model/time.js';
import { commands } from './commands.js';
import type { FailOn } from './exit-code.js';
import { readArguments } from './flags.js';
import { failOnOf } from './run-settings.js';
import { judgedBy, settingsFor } from './run.js';
import { newMemory } from './settings.js';
import { keyMaker } from './unit-key.js';
import { checkUnit, type UnitForm, type UnitResult } from './unit.js';

/** What all parts of a fleet are checked by: plain data, from which a thread makes the options of the run anew. */
export interface UnitTask {
  /** The arguments behind the name of the command. */
  readonly argv: readonly string[];
  readonly asOf: string;
  /** The path whose settings say what holds for the run as a whole. */
  readonly first: string;
  readonly dataFolder: string;
  readonly form: UnitForm;
}

/** A part of a fleet. */
export interface UnitRequest {
  readonly inputs: readonly Omit<InputFile, 'read'>[];
  /** How its files belong together, where looking at them alone would not tell. */
  readonly decided: Verdict['whole'] | null;
}

/** Makes what checks the parts of a fleet, one at a time. */
export function answerUnits(task: UnitTask): (request: UnitRequest) => Promise<UnitResult> {
  const { argv, asOf, first, dataFolder, form } = task;
  const args = readArguments(argv, commands[0]?.flags ?? []);
  const knowledge = loadKnowledge(dataFolder);
  const memory = newMemory();
  const failOn = args.text('failOn') as FailOn | undefined;
  const cache = args.on('cache') ? new ResultCache(CACHE_FOLDER) : null;
  const keyOf = cache && keyMaker(task, args);

  return async ({ inputs, decided: whole }) => {
    const files = inputs.map(cache ? readOnce : readable);
    const paths = [first, ...files.map(({ path }) => path)];
    const settings = await settingsFor(paths, args, { dataFolder }, knowledge, false, memory);
    const options = judgedBy(args, settings, first, moment(asOf));
    const key = whole === null && keyOf ? keyOf(files, options, settings) : null;
    const kept = key === null ? null : cache?.get(key);
    if (kept) return { ...(kept.head as Omit<UnitResult, 'bytes'>), bytes: kept.bytes };
    const failOnOfRun = ({ result }: Parameters<Parameters<typeof checkUnit>[2]>[0]) =>
      failOnOf(failOn, result, settings);
    const { bytes, ...head } = await checkUnit(files, options, failOnOfRun, form, whole && decided(whole));
    if (key !== null) cache?.put(key, { head, bytes });
    return { ...head, bytes };
  };
}

/** A file that gives the same bytes each time, so that what is checked is what the key was made of. */
function readOnce(listed: UnitRequest['inputs'][number]): InputFile {
  const file = readable(listed);
  let bytes: Uint8Array | undefined;
  return { ...file, read: () => (bytes ??= file.read()) };
}
