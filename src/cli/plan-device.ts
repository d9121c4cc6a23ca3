import type { AssembledDevice } from '../engine/assemble.js';
import type { Checked } from '../engine/check.js';
import { isWritable, plannedDevice } from '../engine/pack.js';
import { planPatch, type DevicePatch, type PatchOptions, type ReviewFix } from '../engine/patch.js';
import { anchorLoader, sha256 } from '../host/knowledge.js';
import type { KnownCertificate } from '../model/certificate.js';
import type { PlannedDevice } from '../model/planned-device.js';
import { conciseFields } from '../reporters/terminal.js';
import type { Edit } from '../text/edit.js';
import { exitCode } from './exit-code.js';
import { packPlanner, type PackBasis, type PlannedPack } from './plan-pack.js';
import { concisePatch, describeKept, describePatch } from './patch-words.js';
import { PLAIN } from './report.js';
import type { Run } from './run.js';

/** What is asked of every device: plain data, which goes from one thread to another. */
export interface PlanRequest {
  readonly assumeMissing: boolean;
  readonly allowed: readonly ReviewFix[];
  /** The only root to add, `null` for all. */
  readonly only: KnownCertificate | null;
  /** The certificates that the user brought, by their SHA-256. */
  readonly brought: ReadonlyMap<string, Uint8Array>;
  readonly words: { readonly concise: boolean; readonly colored: boolean; readonly withDiffs: boolean };
  /** Whether the plan of a device is given out as data. */
  readonly asData: boolean;
  readonly inPlace: boolean;
  /** `null` where no packs are written. */
  readonly packs: PackBasis | null;
}

/** What is left of a device when its patch is planned, as plain data: those of thousands are never held together. */
export interface PlannedOutcome {
  readonly id: string;
  /** `pack only`: no text changes, so that nothing can be written in place. */
  readonly state: 'writable' | 'pack only' | 'kept' | 'nothing' | 'not proven';
  readonly failures: readonly string[];
  /** What a check of the patched device would end with. */
  readonly checkAfter: 0 | 1 | 3;
  readonly text: string;
  readonly planned: PlannedDevice | null;
  readonly pack: PlannedPack | null;
  readonly inPlace: readonly FileChange[] | null;
}

/** What is written into one file of a device. */
export interface FileChange {
  readonly path: string;
  /** Whether it lies in an archive, and whether it is the configuration itself. */
  readonly isArchived: boolean;
  readonly isConfiguration: boolean;
  /** SHA-256 of what it held when it was read, and of what it will hold. */
  readonly before: string;
  readonly after: string;
  readonly edits: readonly Edit[];
}

export type JudgedRun = Pick<Run, 'checked' | 'options' | 'settings' | 'failOn'>;

/** How a request is put to {@link planPatch}. */
function patchOptionsOf({ assumeMissing, allowed, only, brought }: PlanRequest, dataFolder: string): PatchOptions {
  const anchor = anchorLoader(dataFolder, brought);
  return { assumeMissing, allowed: new Set(allowed), onlyAnchor: only?.sha256 ?? null, anchor };
}

/** Makes what plans the devices of a run one by one; `onPatch` sees each patch that was planned. */
export async function devicePlanner(
  run: JudgedRun,
  request: PlanRequest,
  dataFolder: string,
  onPatch: ((patch: DevicePatch) => void) | null = null,
): Promise<(device: AssembledDevice) => Promise<PlannedOutcome>> {
  const { checked, failOn } = run;
  const { only, words, packs, inPlace, asData } = request;
  const options = patchOptionsOf(request, dataFolder);
  const palette = words.colored ? (await import('./colors.js')).colors : PLAIN;
  const packer = packs && packPlanner(run, packs);

  return async (device) => {
    const { id } = device.device;
    const none = { failures: [], planned: null, pack: null, inPlace: null };
    const kept = onPatch ? null : (packer?.kept(device) ?? null);
    if (kept !== null) {
      const text = words.concise ? conciseFields(id, 'kept') : describeKept(id, palette);
      return { ...none, id, state: 'kept', checkAfter: kept.checkAfter, text, pack: kept.pack };
    }
    const patch = await planPatch(device, checked.context, options);
    onPatch?.(patch);
    const { failures } = patch.proof;
    const state = failures.length > 0 ? 'not proven' : isWritable(patch) ? 'writable' : 'nothing';
    const text = words.concise ? concisePatch(patch) : describePatch(patch, !words.withDiffs, only, palette);
    const said = { ...none, id, state, failures, checkAfter: exitCode(patch.findingsAfter, failOn), text } as const;
    if (state !== 'writable') return said;
    if (inPlace && patch.files.length === 0) {
      return { ...said, state: 'pack only', checkAfter: checkNow(id, checked, failOn) };
    }
    return {
      ...said,
      planned: asData || packer ? plannedDevice(patch) : null,
      pack: packer?.planned(patch) ?? null,
      inPlace: inPlace ? changesOf(patch) : null,
    };
  };
}

/** What a check of a device ends with as it is. */
function checkNow(id: string, { result }: Checked, failOn: Run['failOn']): 0 | 1 | 3 {
  return exitCode(
    result.findings.filter(({ device }) => device === id),
    failOn,
  );
}

function changesOf({ before: { configuration }, files }: DevicePatch): readonly FileChange[] {
  const { path: own, archive } = configuration.input;
  return files.map(({ before, after, edits }) => ({
    path: before.path,
    isArchived: archive !== undefined,
    isConfiguration: before.path === own,
    before: sha256(before.bytes),
    after: sha256(after.bytes),
    edits: edits.map(({ edit }) => edit),
  }));
}
