// A tree of devices: one folder each, an export of 100 KB and a certificate beside it.
import { linkSync, mkdirSync, statfsSync, writeFileSync } from 'node:fs';
import { freemem } from 'node:os';
import { join } from 'node:path';
import { someRoot } from './certificates.mjs';
import { dice } from './dice.mjs';
import { certificateFile, exportOf, fileName, TEXT_FORMS } from './exports.mjs';

const BYTES = 100_000;
/** Of how many devices a folder holds: nobody keeps ten thousand in one. */
const REGION = 100;

/** Writes so many devices and returns the tree, with the paths of its certificates. */
export function writeFleet(folder, count, seed) {
  const roll = dice(seed);
  const devices = [];
  makeRoom(folder, count);
  for (let number = 0; number < count; number++) {
    const form = TEXT_FORMS[number % TEXT_FORMS.length];
    const home = homeOf(folder, number);
    const certificate = certificateFile(form, someRoot(roll, `Example Voice Root ${number}`));
    const files = [fileName(form), certificate.name];
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, files[0]), exportOf(form, { dice: roll, number, bytes: BYTES }), 'latin1');
    writeFileSync(join(home, files[1]), certificate.text);
    devices.push({ home, files });
  }
  return { folder, devices };
}

/** A tree of more devices, whose files are those of a smaller one again and again: hard links, so that they fit into memory. */
export function linkFleet(folder, count, { devices: from }) {
  const devices = [];
  for (let number = 0; number < count; number++) {
    const { home: original, files } = from[number % from.length];
    const home = homeOf(folder, number);
    mkdirSync(home, { recursive: true });
    for (const name of files) linkSync(join(original, name), join(home, name));
    devices.push({ home, files });
  }
  return { folder, devices };
}

export const certificatesOf = ({ devices }) => devices.map(({ home, files }) => join(home, files[1]));

function homeOf(folder, number) {
  const region = `region-${String(Math.floor(number / REGION)).padStart(4, '0')}`;
  return join(folder, region, `site-${String(number).padStart(6, '0')}`);
}

/** Files that do not fit into memory would measure the disk. */
function makeRoom(folder, count) {
  mkdirSync(folder, { recursive: true });
  const needed = count * (BYTES + 8_192) * 1.5;
  const { bavail, bsize } = statfsSync(folder);
  const says = (what) => `${count} exports need ${Math.ceil(needed / 1e9)} GB of ${what}; give fewer with --devices`;
  if (bavail * bsize < needed) throw new Error(says('disk'));
  if (freemem() < needed) throw new Error(says('memory'));
}
