import type { Checked } from '../engine/check.js';
import { isWritable, packFiles, planJson, plannedDevice } from '../engine/pack.js';
import { planPatch, REVIEW_FIXES, type DevicePatch, type ReviewFix } from '../engine/patch.js';
import { anchorLoader, sha256 } from '../host/knowledge.js';
import type { PackFile, PlannedDevice } from '../model/planned-device.js';
import type { ReportedFinding } from '../model/run-report.js';
import { jsonFinding } from '../reporters/json.js';
import { DATA_FOLDER, version } from './facts.js';
import { checkedOf, type Run } from './run.js';

export interface PatchOptions {
  /** Also add what is open. */
  readonly assumeMissing?: boolean;
  /** Changes of existing values that were reviewed: `use-default-ca-bundle`, `enable-entry`. */
  readonly allow?: readonly string[];
  /** The SHA-256 of the only root to add, also where it is advice. */
  readonly onlyAnchor?: string;
  /** Certificates in DER of roots that the package knows by their facts only. Each counts for the root whose SHA-256 it has. */
  readonly anchors?: readonly Uint8Array[];
}

/** The additions for a whole run. Nothing is written. */
export interface Patch {
  /** Every device of the run, those without an addition too. */
  readonly devices: readonly DevicePlan[];
  /** The text of plan.json, with a JSON Schema in schema/v1/plan.schema.json. */
  readonly planJson: string;
}

export interface DevicePlan {
  /** As in plan.json. */
  readonly plan: PlannedDevice;
  /** Why it is not proven that the patch adds and does nothing else; empty where it is. */
  readonly failures: readonly string[];
  /** The roll-out pack, by paths below its folder: patched files, roots, scripts, README. Empty where there is nothing to add or no proof. */
  readonly pack: readonly PackFile[];
  /** What a check of the patched device finds. */
  readonly findingsAfter: readonly ReportedFinding[];
  /** Roots that cannot be told to be missing; `assumeMissing` plans them too. */
  readonly openRoots: number;
}

/** Plans what the findings of a run ask for, and proves it. Write only a `pack` that is there, with `planJson` beside it. */
export async function patch(run: Run, options: PatchOptions = {}): Promise<Patch> {
  const checked = checkedOf(run);
  const all = await planAll(checked, options);
  return {
    devices: all.map((each) => devicePlan(each, checked)),
    planJson: planJson(all, checked.result.asOf, version),
  };
}

/** As the engine has them. @internal */
export async function planAll({ assembled, context }: Checked, options: PatchOptions): Promise<readonly DevicePatch[]> {
  const { assumeMissing = false, allow = [], onlyAnchor = null, anchors = [] } = options;
  const unknown = allow.find((fix) => !(fix in REVIEW_FIXES));
  if (unknown !== undefined) throw new RangeError(`unknown fix ${unknown}`);
  if (onlyAnchor !== null && !context.options.knowledge.certificates.some((known) => known.sha256 === onlyAnchor)) {
    throw new RangeError(`onlyAnchor wants the SHA-256 of a known root, in lower-case hexadecimal, not ${onlyAnchor}`);
  }
  const brought = new Map(anchors.map((der) => [sha256(der), der]));
  const patches: DevicePatch[] = [];
  for (const device of assembled) {
    patches.push(
      await planPatch(device, context, {
        assumeMissing,
        allowed: new Set(allow as readonly ReviewFix[]),
        onlyAnchor,
        anchor: anchorLoader(DATA_FOLDER, brought),
      }),
    );
  }
  return patches;
}

function devicePlan(each: DevicePatch, { context }: Checked): DevicePlan {
  return {
    plan: plannedDevice(each),
    failures: each.proof.failures,
    pack: isWritable(each) ? packFiles(each, context.options) : [],
    findingsAfter: each.findingsAfter.map(jsonFinding),
    openRoots: each.openWants,
  };
}
