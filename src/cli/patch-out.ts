import { join, resolve } from 'node:path';
import { devicePackJson, PACK_FILE, UNFINISHED_PACK_FILE } from '../engine/device-pack.js';
import { planText, totalsCounter } from '../engine/plan-text.js';
import { assignWaves, type WaveSpec } from '../engine/waves.js';
import { entriesOf, statOf } from '../host/file-system.js';
import { isPack, PLAN_FILE } from '../host/pack-folder.js';
import { PackStore, storedDevice } from '../host/pack-store.js';
import { isTemporary } from '../host/temporary.js';
import { writeParts, writeWhole } from '../host/write.js';
import type { PlannedDevice } from '../model/planned-device.js';
import { waveReadme } from '../reporters/wave-readme.js';
import { compareText } from '../text/provenance.js';
import type { PlannedOutcome } from './plan-device.js';
import { UsageError } from './usage-error.js';

/** Writes packs one by one, and what holds for all of them at the end. */
export interface PackWriter {
  /** Writes the pack of a device, or counts one that lies there. */
  readonly take: (outcome: PlannedOutcome) => void;
  /** Takes away the pack of a device that turned out not to be one. */
  readonly takeBack: (id: string) => void;
  /** Puts the packs at their places and writes the plans. Says which packs are of another run. */
  readonly finish: () => readonly string[];
  /** Where the pack of a device lies, `null` where it has none. */
  readonly folderOf: (id: string) => string | null;
  /** The devices of the plan, read one by one. */
  readonly devices: () => Iterable<PlannedDevice>;
}

interface Packed {
  readonly combinations: readonly string[];
  readonly folder: string;
  /** Whether this run wrote it. */
  readonly isNew: boolean;
  readonly wave: number | null;
}

export function packWriter(out: string, waves: WaveSpec | null, asOf: string, version: string): PackWriter {
  const store = new PackStore(out);
  let packed = new Map<string, Packed>();
  let begun = false;
  const begin = () => {
    if (!begun) store.begin(version);
    begun = true;
  };

  return {
    take({ id, pack, planned, checkAfter }) {
      if (!pack) return;
      const { combinations, made } = pack;
      const folder = pack.folder ?? store.folderFor(id, waves === null ? null : 'not known');
      if (made)
        refuseSameNames([...made.files.map(({ path }) => path), `${id}/${PACK_FILE}`, `${id}/${UNFINISHED_PACK_FILE}`]);
      begin();
      packed.set(id, { combinations, folder, isNew: made !== null, wave: null });
      if (!made || !planned) return;
      store.write(folder, made.files, { madeOf: made.of, checkAfter, device: planned }, (whole) =>
        devicePackJson(whole, { asOf, version }),
      );
    },
    takeBack(id) {
      const found = packed.get(id);
      if (found?.isNew) store.clear(found.folder, id);
      packed.delete(id);
    },
    finish() {
      if (!begun) return [];
      const all = [...packed].sort(([a], [b]) => compareText(a, b));
      const candidates = all.map(([id, { combinations }]) => ({ id, combinations }));
      const assigned = waves === null ? null : assignWaves(candidates, waves);
      packed = new Map(
        all.map(([id, { folder, ...pack }]) => {
          const wave = assigned?.get(id) ?? null;
          const place = store.folderFor(id, wave);
          store.move(folder, place);
          return [id, { ...pack, folder: place, wave }];
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
    const combinations = packed.get(planned.id)?.combinations ?? [];
    rows.push({ id: planned.id, combinations, additions: planned.additions.length });
  }
  const { devices, additions } = counter.totals();
  writeWhole(join(folder, 'README.md'), waveReadme({ wave, devices, additions }, of, rows, asOf));
  writeParts(join(folder, PLAN_FILE), planText(devicesIn(packed, wave), asOf, version));
}

/** An export that is called like a file of the pack would be lost in it. */
function refuseSameNames(paths: readonly string[]): void {
  const twice = paths.find((path, i) => paths.indexOf(path) < i);
  if (twice !== undefined) throw new UsageError(`--out: a pack has a file ${twice} of its own: rename the export`);
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
