import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { AssembledDevice } from '../engine/assemble.js';
import { devicePackJson, madeOf, PACK_FILE, UNFINISHED_PACK_FILE } from '../engine/device-pack.js';
import { optionsFor } from '../engine/input.js';
import { packFiles, plannedDevice } from '../engine/pack.js';
import type { PlannedDevice } from '../model/planned-device.js';
import type { DevicePatch, PatchOptions } from '../engine/patch.js';
import { planText, totalsCounter } from '../engine/plan-text.js';
import { assignWaves, combinationsOf, type WaveSpec } from '../engine/waves.js';
import { entriesOf, statOf } from '../host/file-system.js';
import { sha256 } from '../host/knowledge.js';
import { isPack, PLAN_FILE } from '../host/pack-folder.js';
import { isWhole, PackStore, storedDevice } from '../host/pack-store.js';
import { isTemporary } from '../host/temporary.js';
import { writeParts, writeWhole } from '../host/write.js';
import { waveReadme } from '../reporters/wave-readme.js';
import type { Environment } from './environment.js';
import type { Run } from './run.js';
import { UsageError } from './usage-error.js';

/** Writes packs one by one, and what holds for all of them at the end. */
export interface PackWriter {
  /** Whether the pack of a device is whole and was made of the same; what a check of the patched device would end with. */
  readonly kept: (device: AssembledDevice) => 0 | 1 | 3 | null;
  readonly write: (patch: DevicePatch, checkAfter: 0 | 1 | 3) => void;
  /** Puts the packs at their places and writes the plans. Says which packs are of another run. */
  readonly finish: () => readonly string[];
  /** Where the pack of a device lies, `null` where it has none. */
  readonly folderOf: (id: string) => string | null;
  /** The devices of the plan, read one by one. */
  readonly devices: () => Iterable<PlannedDevice>;
}

/** Flags by which findings count, and so what a check of a patched device would end with. */
export interface Given {
  readonly failOn: string | undefined;
  readonly baseline: string | undefined;
}

interface Packed {
  readonly device: AssembledDevice['device'];
  readonly folder: string;
  readonly wave: number | null;
}

export function packWriter(
  out: string,
  waves: WaveSpec | null,
  started: Run,
  options: PatchOptions,
  given: Given,
  { version }: Environment,
): PackWriter {
  const store = new PackStore(out);
  const asOf = started.options.asOf.text;
  const common = commonPart(started, options, given, version);
  let packed = new Map<string, Packed>();
  const keep = (device: AssembledDevice['device'], folder: string) => {
    if (packed.size === 0) store.begin(version);
    packed.set(device.id, { device, folder, wave: null });
  };
  const stamp = (device: AssembledDevice) => madeOf(device, common(device), sha256);

  return {
    kept(device) {
      const { id } = device.device;
      const wanted = stamp(device);
      const found = store.packsOf(id).find((each) => each.pack.madeOf === wanted && isWhole(each));
      if (!found) return null;
      keep(device.device, found.folder);
      return found.pack.checkAfter;
    },
    write(patch, checkAfter) {
      const { before } = patch;
      const { id } = before.device;
      const own = optionsFor(before.configuration.input.path, started.options);
      const folder = store.folderFor(id, waves === null ? null : 'not known');
      const files = packFiles(patch, own);
      refuseSameNames([...files.map(({ path }) => path), `${id}/${PACK_FILE}`, `${id}/${UNFINISHED_PACK_FILE}`]);
      keep(before.device, folder);
      store.write(folder, files, { madeOf: stamp(before), checkAfter, device: plannedDevice(patch) }, (pack) =>
        devicePackJson(pack, { asOf, version }),
      );
    },
    finish() {
      if (packed.size === 0) return [];
      const candidates = [...packed].map(([id, { device }]) => ({ id, combinations: combinationsOf(device) }));
      const assigned = waves === null ? null : assignWaves(candidates, waves);
      packed = new Map(
        [...packed].map(([id, { device, folder }]) => {
          const wave = assigned?.get(id) ?? null;
          const place = store.folderFor(id, wave);
          store.move(folder, place);
          return [id, { device, folder: place, wave }];
        }),
      );
      const numbers = [...new Set(assigned?.values())].sort((a, b) => a - b);
      for (const number of numbers) writeWave(out, number, numbers.length, packed, asOf, version);
      writeParts(join(out, PLAN_FILE), planText(devicesIn(packed), asOf, version));
      store.end();
      return store.others(new Set([...packed.values()].map(({ folder }) => resolve(folder))));
    },
    folderOf: (id) => packed.get(id)?.folder ?? null,
    devices: () => devicesIn(packed),
  };
}

function* devicesIn(packed: ReadonlyMap<string, Packed>, only: number | null = null): Generator<PlannedDevice> {
  for (const { folder, wave } of packed.values()) {
    if (only !== null && wave !== only) continue;
    yield { ...storedDevice(folder), ...(wave === null ? {} : { wave }) };
  }
}

function writeWave(
  out: string,
  wave: number,
  of: number,
  packed: ReadonlyMap<string, Packed>,
  asOf: string,
  version: string,
): void {
  const folder = join(out, `wave-${wave}`);
  const counter = totalsCounter();
  const rows = [];
  for (const planned of devicesIn(packed, wave)) {
    counter.add(planned);
    const device = packed.get(planned.id)?.device;
    rows.push({
      id: planned.id,
      combinations: device ? combinationsOf(device) : [],
      additions: planned.additions.length,
    });
  }
  const { devices, additions } = counter.totals();
  writeWhole(join(folder, 'README.md'), waveReadme({ wave, devices, additions }, of, rows, asOf));
  writeParts(join(folder, PLAN_FILE), planText(devicesIn(packed, wave), asOf, version));
}

/**
 * What decides a pack beside the device's own files. A path of a baseline counts by its content, and so does every settings file:
 * that one of them changed is reason enough to plan again.
 */
function commonPart(
  { options, settings, brought }: Run,
  asked: PatchOptions,
  { failOn, baseline }: Given,
  version: string,
): (device: AssembledDevice) => readonly unknown[] {
  const facts = new WeakMap<object, string>();
  const factsHash = (knowledge: object) => {
    const known = facts.get(knowledge) ?? sha256(new TextEncoder().encode(JSON.stringify(knowledge)));
    facts.set(knowledge, known);
    return known;
  };
  const named = settings.all().flatMap(({ files, settings: own }) => [...files, own?.baseline]);
  const all = new Set([...named, baseline].flatMap((path) => path ?? []));
  const { peer, rules, certificates, asOf } = options;
  const common = [
    version,
    asOf.text,
    { peer, rules, certificates },
    { ...asked, allowed: [...asked.allowed].sort(), anchor: null },
    [...brought.keys()].sort(),
    [...all].sort().map((path) => [path, hashOf(path)]),
  ];
  return ({ configuration }) => {
    const governing = settings.governing(configuration.input.path);
    const own = optionsFor(configuration.input.path, options);
    return [...common, factsHash(own.knowledge), own.peer, failOn ?? governing.failOn];
  };
}

/** An export that is called like a file of the pack would be lost in it. */
function refuseSameNames(paths: readonly string[]): void {
  const twice = paths.find((path, i) => paths.indexOf(path) < i);
  if (twice !== undefined) throw new UsageError(`--out: a pack has a file ${twice} of its own: rename the export`);
}

function hashOf(path: string): string | null {
  try {
    return sha256(readFileSync(path));
  } catch {
    return null;
  }
}

/** A pack is written into an empty folder, or over an earlier pack: never over somebody's files. */
export function checkDestination(out: string): void {
  const entries = statOf(out) ? entriesOf(out) : [];
  if ('failed' in entries) throw new UsageError(`--out: ${entries.failed}`);
  const isEmpty = entries.every(({ name }) => isTemporary(name));
  if (!isEmpty && !isPack(out)) {
    throw new UsageError(`--out wants an empty folder, or one that an earlier patch wrote; ${out} holds other files`);
  }
}
