import type { Checked } from '../engine/check.js';
import type { RunReport } from '../model/run-report.js';

/** A check that has run; what `patch`, `simulate`, `timeline` and `render` go on from. */
export interface Run {
  /** As `sbclint check --format json` prints it: plain data, with a JSON Schema in schema/v1/report.schema.json. */
  readonly report: RunReport;
  /** Files that nothing recognized, and that need not have been. */
  readonly unrecognized: readonly string[];
  /** Labels of `certificates` that no device has. */
  readonly unusedLabels: readonly string[];
}

/** What a run holds beside what is shown of it: parsed texts, which may change from one version to the next. */
const inner = new WeakMap<Run, Checked>();

/** @internal */
export function runOf(checked: Checked, report: RunReport): Run {
  const { unrecognized, unusedLabels } = checked.result;
  const run = { report, unrecognized, unusedLabels };
  inner.set(run, checked);
  return run;
}

/** @internal */
export function checkedOf(run: Run): Checked {
  const checked = inner.get(run);
  if (!checked) throw new TypeError('give the object that check() returned, and no copy of it');
  return checked;
}
