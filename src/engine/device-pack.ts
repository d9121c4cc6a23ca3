import { record } from '../model/json.js';
import type { PackFile, PlannedDevice } from '../model/planned-device.js';
import type { Sha256 } from '../x509/sha256.js';
import type { AssembledDevice } from './assemble.js';

/** The file of a pack that is written last: what the pack holds, and a hash of all that it was made of. */
export const PACK_FILE = 'pack.json';

/** The same while the files that it lists are written or taken away: some of them may be there. */
export const UNFINISHED_PACK_FILE = 'pack.unfinished.json';

export interface DevicePack {
  /** SHA-256 over the hashes of the device's files, the facts, the options, the day and the version. */
  readonly madeOf: string;
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
  /** What a check of the patched device would end with. */
  readonly checkAfter: 0 | 1 | 3;
  readonly device: PlannedDevice;
}

export function devicePackJson(
  pack: DevicePack,
  { asOf, version }: { readonly asOf: string; readonly version: string },
): string {
  const { madeOf, files, checkAfter, device } = pack;
  const tool = { name: 'sbclint', version };
  return `${JSON.stringify({ schemaVersion: 1, tool, asOf, madeOf, files, checkAfter, device }, null, 2)}\n`;
}

/** The files of a pack as `pack.json` lists them, by their path below the device's folder. */
export function listedFiles(files: readonly PackFile[], id: string, sha256: Sha256): DevicePack['files'] {
  const encoder = new TextEncoder();
  return files.map(({ path, content }) => ({
    path: path.slice(id.length + 1),
    sha256: sha256(typeof content === 'string' ? encoder.encode(content) : content),
  }));
}

/** Reads what an earlier run wrote; `null` for anything that is not whole, which is then made again. */
export function readDevicePack(text: string): DevicePack | null {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return null;
  }
  const { schemaVersion, madeOf, files, checkAfter, device } = record(read);
  const { id, additions } = record(device);
  if (schemaVersion !== 1 || typeof madeOf !== 'string' || typeof id !== 'string') return null;
  if (!Array.isArray(additions) || !Array.isArray(files) || !files.every(isListed)) return null;
  if (checkAfter !== 0 && checkAfter !== 1 && checkAfter !== 3) return null;
  return { madeOf, files, checkAfter, device: device as PlannedDevice };
}

function isListed(value: unknown): value is DevicePack['files'][number] {
  const { path, sha256 } = record(value);
  return typeof path === 'string' && typeof sha256 === 'string' && !path.split(/[\\/]/).includes('..');
}

/** A hash of all that decides the pack of a device: its own files, and `common`, what is the same for many. */
export function madeOf({ device, group }: AssembledDevice, common: readonly unknown[], sha256: Sha256): string {
  const files = device.files.map((file) => [file.path, file.format, file.status, file.sha256]);
  const own = [device.id, device.key, group.setting, files];
  return sha256(new TextEncoder().encode(JSON.stringify([own, common])));
}
