import { below, folderOf } from './file-name.js';
import type { DevicePatch } from './patch.js';

/** The path of one of the device's files below its folder of the pack. */
export function pathInPack({ before }: Pick<DevicePatch, 'before'>, path: string): string {
  return below(folderOf(before.configuration.input.path), path);
}
