import { readFileSync, rmdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import {
  listedFiles,
  PACK_FILE,
  readDevicePack,
  UNFINISHED_PACK_FILE,
  type DevicePack,
} from '../engine/device-pack.js';
import type { PackFile } from '../model/planned-device.js';
import { belowFolder } from './below.js';
import { CannotWrite, orCannotWrite } from './cannot-write.js';
import { entriesOf } from './file-system.js';
import { sha256 } from './knowledge.js';
import { isPack, PLAN_FILE, UNFINISHED_FILE } from './pack-folder.js';
import { settleFolder } from './settle.js';
import { discard, isTemporary } from './temporary.js';
import { moveFile, removeFile, writeWhole } from './write.js';

/** Where packs lie whose wave is not known yet: how many devices there are decides it. */
const UNFINISHED_FOLDER = 'unfinished';

/** A pack that lies in the output folder. */
export interface StoredPack {
  /** The folder of the device. */
  readonly folder: string;
  readonly pack: DevicePack;
}

/** The device folders below an output folder, as earlier runs and this one leave them. */
export class PackStore {
  /** The folders in which packs of devices may lie. */
  private readonly places: readonly string[];

  constructor(private readonly out: string) {
    const entries = entriesOf(out);
    const waves = 'failed' in entries ? [] : entries.filter((entry) => entry.isDirectory() && isWave(entry.name));
    this.places = [out, join(out, UNFINISHED_FOLDER), ...waves.map(({ name }) => join(out, name))];
  }

  /** Says that a run writes here. No plan stands for what is half done. */
  begin(version: string): void {
    const header = { schemaVersion: 1, tool: { name: 'sbclint', version }, unfinished: true };
    writeWhole(join(this.out, UNFINISHED_FILE), `${JSON.stringify(header, null, 2)}\n`);
    for (const place of this.places) {
      if (!isPack(place)) continue;
      removeFile(join(place, PLAN_FILE));
      if (place !== this.out) removeFile(join(place, 'README.md'));
    }
  }

  /** Says that all is there; the plan was written. */
  end(): void {
    removeFile(join(this.out, UNFINISHED_FILE));
  }

  /** Every pack of a device, whole or not. */
  packsOf(id: string): readonly StoredPack[] {
    return this.places.flatMap((place) => {
      const folder = insideOf(this.out, join(place, id));
      const pack = readPack(folder);
      return pack?.device.id === id ? [{ folder, pack }] : [];
    });
  }

  /** Where a pack is written: at its place, or aside until the waves are known. */
  folderFor(id: string, wave: number | 'not known' | null): string {
    if (wave === null) return insideOf(this.out, join(this.out, id));
    return insideOf(this.out, join(this.out, wave === 'not known' ? UNFINISHED_FOLDER : `wave-${wave}`, id));
  }

  /**
   * Writes the pack of a device, and takes away earlier ones of the same device. Until all of it is there its list of files has another
   * name, by which the next run takes away what a killed one left.
   */
  write(folder: string, files: readonly PackFile[], pack: Omit<DevicePack, 'files'>, json: PackJson): void {
    const { id } = pack.device;
    const whole = { ...pack, files: listedFiles(files, id, sha256) };
    for (const place of this.places) this.clear(insideOf(this.out, join(place, id)), id);
    const list = join(folder, UNFINISHED_PACK_FILE);
    writeWhole(list, json(whole), { settled: false });
    const paths = files.map(({ path }) => insideOf(folder, join(folder, path.slice(id.length + 1))));
    for (const [i, { content }] of files.entries()) writeWhole(paths[i] ?? '', content, { settled: false });
    this.settle(paths);
    moveFile(list, join(folder, PACK_FILE));
    this.settle([join(folder, PACK_FILE)]);
  }

  /** Moves a pack file by file, for the folder of one device may hold that of another. */
  move(from: string, to: string): void {
    const pack = resolve(from) === resolve(to) ? null : readPack(from);
    if (!pack) return;
    this.clear(to, pack.device.id);
    for (const path of [...pack.files.map((file) => file.path), PACK_FILE]) {
      const target = insideOf(to, join(to, path));
      moveFile(join(from, path), target);
      this.prune(dirname(join(from, path)));
    }
    this.settle(pack.files.map(({ path }) => join(to, path)));
  }

  /** Folders of packs that are none of these, and what a killed run left of files goes. */
  others(kept: ReadonlySet<string>): readonly string[] {
    const found: string[] = [];
    const walk = (folder: string): void => {
      const entries = entriesOf(folder);
      if ('failed' in entries) return;
      for (const entry of entries) {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) walk(path);
        else if (entry.isFile() && isTemporary(entry.name)) discard(path);
        else if (entry.isFile() && entry.name === UNFINISHED_PACK_FILE) this.finishClearing(folder);
        else if (entry.isFile() && entry.name === PACK_FILE && readPack(folder) && !kept.has(resolve(folder))) {
          found.push(folder);
        }
      }
      this.prune(folder);
    };
    walk(this.out);
    return found;
  }

  /** Takes away the pack of a device in a folder, whole or not. */
  clear(folder: string, id: string): void {
    this.finishClearing(folder);
    if (readPack(folder)?.device.id !== id) return;
    moveFile(join(folder, PACK_FILE), join(folder, UNFINISHED_PACK_FILE));
    this.finishClearing(folder);
  }

  /** Takes away what a list of files names and nobody changed since; the list last, so that the next run can go on. */
  private finishClearing(folder: string): void {
    const list = join(folder, UNFINISHED_PACK_FILE);
    const pack = readPack(folder, UNFINISHED_PACK_FILE);
    if (!pack) return;
    for (const file of pack.files) {
      if (!isIntact(folder, file)) continue;
      const path = insideOf(folder, join(folder, file.path));
      removeFile(path);
      this.prune(dirname(path));
    }
    removeFile(list);
    this.prune(folder);
  }

  /** Waits until the names of files are on the disk, and those of the folders that they lie in. */
  private settle(paths: readonly string[]): void {
    const top = resolve(this.out);
    const folders = new Set<string>();
    for (const path of paths) {
      for (let at = dirname(resolve(path)); !folders.has(at); at = dirname(at)) {
        folders.add(at);
        if (at === top) break;
      }
    }
    for (const folder of folders) orCannotWrite(folder, () => settleFolder(folder));
  }

  /** Removes a folder that is empty, and those above it that are empty then. */
  private prune(folder: string): void {
    for (let at = folder; resolve(at) !== resolve(this.out); at = dirname(at)) {
      try {
        rmdirSync(at);
      } catch {
        return;
      }
    }
  }
}

type PackJson = (pack: DevicePack) => string;

/** Whether all that a pack lists is there, byte for byte. */
export function isWhole({ folder, pack }: StoredPack): boolean {
  return pack.files.every((file) => isIntact(folder, file));
}

/** Reads a pack again, which was there a moment ago: plans of thousands are not held. */
export function storedDevice(folder: string): DevicePack['device'] {
  const pack = readPack(folder);
  if (!pack) throw new Error(`${folder} no longer holds the pack that was written into it`);
  return pack.device;
}

function isWave(name: string): boolean {
  return /^wave-[1-9]\d*$/.test(name);
}

function readPack(folder: string, name = PACK_FILE): DevicePack | null {
  const bytes = readBytes(join(folder, name));
  return bytes && readDevicePack(bytes.toString('utf8'));
}

function isIntact(folder: string, { path, sha256: wanted }: DevicePack['files'][number]): boolean {
  const bytes = readBytes(join(folder, path));
  return bytes !== null && sha256(bytes) === wanted;
}

function readBytes(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}

/** A path below a folder, and never beside it, whatever a device is called. */
function insideOf(folder: string, path: string): string {
  if (belowFolder(folder, path) === null) throw new CannotWrite(`${path} would be written outside ${folder}`);
  return path;
}
