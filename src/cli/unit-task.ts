import type { InputFile } from '../engine/input.js';
import { decided, type Verdict } from '../engine/survey.js';
import { readable } from '../host/inputs.js';
import { loadKnowledge } from '../host/knowledge.js';
import { moment } from '../model/time.js';
import { commands } from './commands.js';
import type { FailOn } from './exit-code.js';
import { readArguments } from './flags.js';
import { failOnOf } from './run-settings.js';
import { newMemory } from './settings.js';
import { judgedBy, settingsFor } from './run.js';
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
export async function answerUnits(task: UnitTask): Promise<(request: UnitRequest) => Promise<UnitResult>> {
  const { argv, asOf, first, dataFolder, form } = task;
  const flags = commands[0]?.flags ?? [];
  const args = readArguments(argv, flags);
  const knowledge = loadKnowledge(dataFolder);
  const memory = newMemory();
  return async ({ inputs, decided: whole }) => {
    const files = inputs.map(readable);
    const paths = [first, ...files.map(({ path }) => path)];
    const settings = await settingsFor(paths, args, { dataFolder }, knowledge, false, memory);
    const options = judgedBy(args, settings, first, moment(asOf));
    const failOn = args.text('failOn') as FailOn | undefined;
    return checkUnit(files, options, ({ result }) => failOnOf(failOn, result, settings), form, whole && decided(whole));
  };
}
