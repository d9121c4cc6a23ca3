import { compareText } from '../text/provenance.js';
import { sayNothingRecognized } from './check.js';
import type { Environment } from './environment.js';
import type { ExitCode } from './exit-code.js';
import type { Arguments } from './flags.js';
import { keptParts, pathsOf } from './fleet-parts.js';
import { refuseOutputOver } from './formats.js';
import type { PlannedOutcome, PlanRequest } from './plan-device.js';
import type { PlannedUnit } from './plan-unit.js';
import { endProgress, progressLine } from './progress.js';
import type { Prepared } from './run.js';
import { planUnits, whereFrom, type PatchTask } from './unit-task.js';

/** Takes what was planned of one device after the other, and keeps the least of it. */
export interface Taker {
  readonly take: (outcome: PlannedOutcome) => PlannedOutcome;
  /** A device that was planned turned out not to be one. */
  readonly takeBack: (id: string) => void;
}

/** What was planned for a run. */
export interface Planned {
  /** In the order of their ids. */
  readonly outcomes: readonly PlannedOutcome[];
  /** What the findings of no device end with. */
  readonly exits: readonly (0 | 1 | 3)[];
  /** Says that nothing at all was recognized, where it was not. */
  readonly nothingRecognized: (() => ExitCode) | null;
  /** Gives out what is asked for beside the plan. */
  readonly report: () => Promise<void>;
}

/** Plans the patches of a fleet part by part; `null` where it turns out that its parts cannot be told apart. */
export async function planFleet(
  prepared: Prepared,
  request: PlanRequest,
  { take, takeBack }: Taker,
  args: Arguments,
  environment: Environment,
): Promise<Planned | null> {
  const task: PatchTask = { command: 'patch', ...whereFrom(prepared, args, environment), request };
  const work = {
    task,
    answers: () => planUnits(task),
    keep: (unit: PlannedUnit): PlannedUnit => ({ ...unit, outcomes: unit.outcomes.map(take) }),
    takeBack: ({ outcomes }: PlannedUnit) => outcomes.forEach(({ id }) => takeBack(id)),
  };
  const units = await keptParts(prepared, work, args, environment, progressLine(environment, 'files'));
  endProgress(environment, prepared.inputs.length);
  if (!units) return null;
  refuseOutputOver(units.flatMap(pathsOf), args);
  return {
    outcomes: units.flatMap(({ outcomes }) => outcomes).sort((a, b) => compareText(a.id, b.id)),
    exits: units.map(({ othersExit }) => othersExit),
    nothingRecognized: units.some(({ recognized }) => recognized)
      ? null
      : () => sayNothingRecognized(args.on('noErrorOnUnmatched'), prepared.options.knowledge, environment),
    report: () => Promise.resolve(),
  };
}
