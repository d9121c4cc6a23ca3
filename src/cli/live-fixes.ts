import type { Checked } from '../engine/check.js';
import { planPatch, type DevicePatch } from '../engine/patch.js';
import { proposedFixes } from '../engine/proposed-fixes.js';
import { anchorLoader } from '../host/knowledge.js';
import type { ProposedFix } from '../model/proposed-fix.js';

/** What `patch` without further flags would write, by the findings that it remedies. */
export async function liveFixes(
  { assembled, context, result }: Checked,
  dataFolder: string,
): Promise<ReadonlyMap<string, ProposedFix>> {
  const options = {
    assumeMissing: false,
    allowed: new Set<never>(),
    onlyAnchor: null,
    anchor: anchorLoader(dataFolder),
  };
  const patches: DevicePatch[] = [];
  for (const device of assembled) patches.push(await planPatch(device, context, options));
  return fixesOf(patches, result);
}

export function fixesOf(
  patches: readonly DevicePatch[],
  { findings }: Checked['result'],
): ReadonlyMap<string, ProposedFix> {
  return new Map(patches.flatMap((patch) => [...proposedFixes(patch, findings)]));
}
