import type { InputFile } from '../engine/input.js';
import { exitCode } from './exit-code.js';
import type { UnitSaid } from './fleet-parts.js';
import { devicePlanner, type PlannedOutcome } from './plan-device.js';
import type { PatchTask, UnitJudged } from './unit-task.js';
import { storeOf, surveyed, type DecideUnit } from './unit.js';

/** What is planned for a part of a fleet: plain data, which goes from one thread to another. */
export interface PlannedUnit extends UnitSaid {
  readonly outcomes: readonly PlannedOutcome[];
  /** What the findings of no device end with. */
  readonly othersExit: 0 | 1 | 3;
  /** Whether it holds a device or a file that should have been one. */
  readonly recognized: boolean;
}

/** Plans the patches of a part of a fleet, by itself or as it was decided for it. */
export async function planUnit(
  inputs: readonly InputFile[],
  { options, settings, failOn: failOnOf }: UnitJudged,
  { request, dataFolder }: PatchTask,
  decide: DecideUnit,
): Promise<PlannedUnit> {
  const { checked, survey } = await surveyed(inputs, options, decide);
  const { assembled, result, recognized } = checked;
  const failOn = failOnOf(checked);
  const plan = await devicePlanner({ checked, options, settings, failOn }, request, dataFolder);
  const outcomes: PlannedOutcome[] = [];
  for (const device of assembled) outcomes.push(await plan(device));
  const others = result.findings.filter(({ device }) => device === null);
  return {
    survey,
    devices: assembled.map((each) => ({ id: each.device.id, store: storeOf(each) })),
    outcomes,
    othersExit: exitCode(others, failOn),
    recognized,
  };
}
