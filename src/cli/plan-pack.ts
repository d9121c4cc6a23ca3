import { readFileSync } from 'node:fs';
import type { AssembledDevice } from '../engine/assemble.js';
import { madeOf } from '../engine/device-pack.js';
import { optionsFor, type CheckOptions } from '../engine/input.js';
import { packFiles } from '../engine/pack.js';
import type { DevicePatch } from '../engine/patch.js';
import { combinationsOf } from '../engine/waves.js';
import { sha256 } from '../host/knowledge.js';
import { isWhole, PackStore } from '../host/pack-store.js';
import type { PackFile } from '../model/planned-device.js';
import type { JudgedRun, PlanRequest } from './plan-device.js';
import type { SettingsFinder } from './settings.js';

/** What decides packs beside the devices themselves: plain data, which goes from one thread to another. */
export interface PackBasis {
  readonly out: string;
  readonly failOn: string | undefined;
  /** What is the same for all devices, for {@link madeOf}. */
  readonly common: readonly unknown[];
}

/** The pack of a device before it is written, or of which it is known that it lies there. */
export interface PlannedPack {
  /** The combinations of vendor, release and peer that the device stands for in a roll-out. */
  readonly combinations: readonly string[];
  /** What it is made of, `null` where the folder of an earlier run has it whole. */
  readonly made: { readonly of: string; readonly files: readonly PackFile[] } | null;
  readonly folder: string | null;
}

export interface PackPlanner {
  /** Whether the pack of a device is whole and was made of the same, and what a check of the patched device would end with. */
  readonly kept: (device: AssembledDevice) => { readonly checkAfter: 0 | 1 | 3; readonly pack: PlannedPack } | null;
  readonly planned: (patch: DevicePatch) => PlannedPack;
}

export function packPlanner({ options, settings }: JudgedRun, { out, failOn, common }: PackBasis): PackPlanner {
  const store = new PackStore(out);
  const facts = new WeakMap<object, string>();
  const factsHash = (knowledge: object) => {
    const known = facts.get(knowledge) ?? sha256(new TextEncoder().encode(JSON.stringify(knowledge)));
    facts.set(knowledge, known);
    return known;
  };
  const stamp = (device: AssembledDevice) => {
    const { path } = device.configuration.input;
    const { knowledge, peer } = optionsFor(path, options);
    return madeOf(device, [...common, factsHash(knowledge), peer, failOn ?? settings.governing(path).failOn], sha256);
  };

  return {
    kept(device) {
      const wanted = stamp(device);
      const found = store.packsOf(device.device.id).find((each) => each.pack.madeOf === wanted && isWhole(each));
      if (!found) return null;
      const pack = { combinations: combinationsOf(device.device), made: null, folder: found.folder };
      return { checkAfter: found.pack.checkAfter, pack };
    },
    planned(patch) {
      const { before } = patch;
      const files = packFiles(patch, optionsFor(before.configuration.input.path, options));
      return { combinations: combinationsOf(before.device), made: { of: stamp(before), files }, folder: null };
    },
  };
}

/**
 * What decides every pack of a run. A path of a baseline counts by its content, and so does every settings file: that one of them
 * changed is reason enough to plan again.
 */
export function packCommon(
  { peer, rules, certificates, asOf }: CheckOptions,
  settings: SettingsFinder,
  { assumeMissing, allowed, only, brought }: Pick<PlanRequest, 'assumeMissing' | 'allowed' | 'only' | 'brought'>,
  baseline: string | undefined,
  version: string,
): readonly unknown[] {
  const named = settings.all().flatMap(({ files, settings: own }) => [...files, own?.baseline]);
  const all = new Set([...named, baseline].flatMap((path) => path ?? []));
  return [
    version,
    asOf.text,
    { peer, rules, certificates },
    { assumeMissing, allowed: [...allowed].sort(), onlyAnchor: only?.sha256 ?? null },
    [...brought.keys()].sort(),
    [...all].sort().map((path) => [path, hashOf(path)]),
  ];
}

function hashOf(path: string): string | null {
  try {
    return sha256(readFileSync(path));
  } catch {
    return null;
  }
}
