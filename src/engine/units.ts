import { compareText } from '../text/provenance.js';
import { folderOf, nameOf } from './file-name.js';
import type { InputFile } from './input.js';

/** Enough that handing over costs nothing beside it, and few enough that those of all threads fit into memory. */
const FILES = 16;

/**
 * Cuts a fleet into parts that are likely to be whole devices: files that lie near each other, and never between files of one
 * stem. Where a cut falls depends on the files near it only, so that a new file changes the part that it falls into.
 */
export function unitsOf(inputs: readonly InputFile[]): readonly (readonly InputFile[])[] {
  const sorted = [...inputs].sort((a, b) => compareText(a.path, b.path));
  const crowded = crowdedFolders(sorted);
  const units: InputFile[][] = [];
  let unit: InputFile[] = [];
  let before: string | null = null;
  for (const input of sorted) {
    const place = placeOf(input.path, crowded);
    const isFull = unit.length >= FILES / 2 && (unit.length >= FILES || isCut(place));
    if (isFull && place !== before) {
      units.push(unit);
      unit = [];
    }
    unit.push(input);
    before = place;
  }
  if (unit.length > 0) units.push(unit);
  return units;
}

/** Folders with more below them than one part takes: what lies in them is told apart by its stem. */
function crowdedFolders(inputs: readonly InputFile[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { path } of inputs) {
    for (let folder = folderOf(path); ; folder = folderOf(folder)) {
      counts.set(folder, (counts.get(folder) ?? 0) + 1);
      if (folder === '') break;
    }
  }
  return new Set([...counts].filter(([, count]) => count > FILES).map(([folder]) => folder));
}

/** The smallest folder that is not crowded and all above it are, or the stem of a file in a crowded one. */
function placeOf(path: string, crowded: ReadonlySet<string>): string {
  const stem = withoutEndings(path);
  let place = stem;
  for (let folder = folderOf(path); folder !== '' && !crowded.has(folder); folder = folderOf(folder)) place = folder;
  return place;
}

function withoutEndings(path: string): string {
  const name = nameOf(path);
  const dot = name.indexOf('.', 1);
  return dot < 0 ? path : path.slice(0, path.length - name.length + dot);
}

/** One place in four, whichever others there are: among so many as half a part holds there is one more often than not. */
function isCut(place: string): boolean {
  let hash = 0;
  for (let at = 0; at < place.length; at += 1) hash = (Math.imul(hash, 31) + place.charCodeAt(at)) | 0;
  return ((hash ^ (hash >>> 15)) & 3) === 0;
}
