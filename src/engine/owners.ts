import { boxesByFolder, type Box } from './box.js';
import { mayBeArchive, mayBeEvidence, mayBeExport, nameOf } from './file-name.js';
import { archivesByFolder, ownerOf, type RecognizedFile } from './group.js';
import type { DeviceSetting, InputFile } from './input.js';

/**
 * The files, with the exports of each device that a change touches as if the user had named them: a device is what its evidence makes
 * of it, also where only that changed or went. `changed` are paths, also of files that are gone or that nothing recognizes any more.
 */
export function withOwners(
  files: readonly RecognizedFile[],
  inputs: readonly InputFile[],
  changed: readonly string[],
  settings: readonly DeviceSetting[],
): readonly RecognizedFile[] {
  const configurations = files.filter(({ as }) => as.kind === 'configuration');
  const byFolder = boxesByFolder(configurations);
  const boxes = [...new Set([...byFolder.values()].flat())];
  const archives = archivesByFolder(boxes);
  const byPath = new Map(files.map((file) => [file.input.path, file]));
  const packs = new Map(inputs.map(({ path, pack }) => [path, pack]));
  const handed = new Map(
    settings.flatMap(({ configuration, evidence, certificates }) =>
      [...evidence, ...Object.values(certificates)].map((path) => [path, configuration] as const),
    ),
  );
  const touched = new Set<Box<RecognizedFile>>();
  for (const box of boxes) if (exportsOf(box).some(({ input }) => input.role === 'named')) touched.add(box);
  for (const path of changed) {
    const file = byPath.get(path);
    if (file ? !isEvidence(file) : !mayMatter(nameOf(path))) continue;
    const configuration = handed.get(path);
    const owner =
      configuration === undefined
        ? ownerOf({ path, pack: packs.get(path) }, byFolder, archives)
        : boxes.find((box) => exportsOf(box).some(({ input }) => input.path === configuration));
    if (owner && typeof owner !== 'string') touched.add(owner);
  }
  const named = new Set<RecognizedFile>([...touched].flatMap(exportsOf));
  return files.map((file) => (named.has(file) ? { ...file, input: { ...file.input, role: 'named' } } : file));
}

function exportsOf({ first, others }: Box<RecognizedFile>): readonly RecognizedFile[] {
  return [first, ...others];
}

function isEvidence({ as }: RecognizedFile): boolean {
  return as.kind === 'certificates' || as.kind === 'listing';
}

/** Of a file that cannot be asked for its content only the name says whether it may have been evidence. */
function mayMatter(name: string): boolean {
  return mayBeEvidence(name) || mayBeExport(name) || mayBeArchive(name);
}
