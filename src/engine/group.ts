import type { Parser } from '../parsers/parser.js';
import { compareText } from '../text/provenance.js';
import type { SourceText } from '../text/source-text.js';
import { boxesByFolder, type Box } from './box.js';
import { AFTER_STEM, folderOf, nameOf, withoutArchiveEnding, withoutEnding } from './file-name.js';
import type { DeviceSetting, InputFile } from './input.js';
import type { Recognized } from './recognize.js';

/** What grouping looks at: a file that was recognized, or what is left of one that was read elsewhere. */
export interface Groupable {
  readonly input: Omit<InputFile, 'read'>;
  readonly as: { readonly kind: Recognized['kind']; readonly parser?: Pick<Parser, 'vendor' | 'inPackage'> };
  /** The device's own name in an export that says it. Asked for only where several exports lie side by side. */
  readonly hostName: () => string | null;
}

export interface RecognizedFile extends Groupable {
  readonly input: InputFile;
  readonly source: SourceText;
  readonly as: Recognized;
}

export interface ConfigurationFile extends RecognizedFile {
  readonly as: { readonly kind: 'configuration'; readonly parser: Parser };
}

/** A configuration and the files of certificates that belong to it. */
export interface GroupOf<F> {
  readonly id: string;
  /** As {@link Device.key}. */
  readonly key: string;
  readonly configuration: F;
  /** Further exports of the same box. */
  readonly others: readonly F[];
  readonly evidence: readonly F[];
  readonly setting: DeviceSetting | null;
}

export interface Group extends GroupOf<RecognizedFile> {
  readonly configuration: ConfigurationFile;
  readonly others: readonly ConfigurationFile[];
}

export interface GroupingOf<F, G = GroupOf<F>> {
  readonly groups: readonly G[];
  /** Files of certificates that belong to no configuration, with the reason. */
  readonly orphans: readonly { readonly file: F; readonly because: string }[];
}

export type Grouping = GroupingOf<RecognizedFile, Group>;

/** Puts files together to devices by where they lie; `devices:` of the settings goes before. */
export function group<F extends Groupable>(files: readonly F[], settings: readonly DeviceSetting[]): GroupingOf<F> {
  const configurations = files.filter(({ as }) => as.kind === 'configuration');
  const evidence = files.filter(({ as }) => as.kind === 'certificates' || as.kind === 'listing');
  const byFolder = boxesByFolder(configurations);
  const boxes = [...new Set([...byFolder.values()].flat())];
  const archives = archivesByFolder(boxes);
  const taken = new Map<F, Box<F>>();
  const orphans: GroupingOf<F>['orphans'][number][] = [];
  const folders = configurationFolders(files);

  for (const setting of settings) {
    const owner = boxes.find((box) => settingOf(box, [setting]) !== null);
    const named = new Set([...setting.evidence, ...Object.values(setting.certificates)]);
    for (const file of evidence) if (owner && named.has(file.input.path)) taken.set(file, owner);
  }
  for (const file of files) {
    if (file.as.kind !== 'capture' || file.input.role !== 'named') continue;
    orphans.push({ file, because: 'it shows what a peer presents, and not what a device trusts' });
  }
  for (const file of files) {
    if (file.as.kind !== 'key-store' || file.input.role !== 'named') continue;
    const because = isBesideConfiguration(file.input, folders)
      ? OF_CONFIGURATION
      : 'it is checked by itself, with --peer';
    orphans.push({ file, because });
  }
  for (const file of evidence) {
    if (taken.has(file)) continue;
    const owner = ownerOf(file.input, byFolder, archives);
    if (typeof owner !== 'string') taken.set(file, owner);
    else if (file.input.role === 'named') orphans.push({ file, because: owner });
  }

  for (const [file, { first }] of taken) {
    if (file.input.role !== 'named' || first.input.role === 'named') continue;
    taken.delete(file);
    orphans.push({ file, because: `${nameOf(first.input.path)}, which it lies beside, is not among what is checked` });
  }

  const ids = deviceIds(boxes, byFolder, settings);
  const owned = new Map<Box<F>, F[]>();
  for (const [file, owner] of taken) {
    const before = owned.get(owner);
    if (before) before.push(file);
    else owned.set(owner, [file]);
  }
  const groups = boxes
    .filter(({ first }) => first.input.role === 'named')
    .map((box) => ({
      id: ids.get(box) ?? box.first.input.relative,
      key: keyOf(box.first, byFolder),
      configuration: box.first,
      others: box.others,
      evidence: owned.get(box) ?? [],
      setting: settingOf(box, settings),
    }))
    .sort((a, b) => compareText(a.id, b.id));
  return { groups, orphans };
}

/** What lies beside a configuration may be the device's own key, and is no trust store. */
export const OF_CONFIGURATION = 'a key store beside a configuration is no evidence of what it trusts';

/** The folders in which a configuration lies that is checked. */
export function configurationFolders(files: readonly Groupable[]): ReadonlySet<string> {
  return new Set(
    files
      .filter(({ as, input }) => as.kind === 'configuration' && (input.role === 'named' || input.byPath === true))
      .map((file) => folderOf(file.input.path)),
  );
}

/** Whether one of these folders is that of a file, or lies above it. */
export function isBesideConfiguration(input: Groupable['input'], folders: ReadonlySet<string>): boolean {
  for (let folder = folderOf(input.path); ; folder = folderOf(folder)) {
    if (folders.has(folder)) return true;
    if (folder === '' || folder === '/') return false;
  }
}

function settingOf({ first, others }: Box<Groupable>, settings: readonly DeviceSetting[]): DeviceSetting | null {
  const paths = [first, ...others].map(({ input }) => input.path);
  return settings.find(({ configuration }) => paths.includes(configuration)) ?? null;
}

type Folders<F extends Groupable> = ReadonlyMap<string, readonly Box<F>[]>;

/** Archives that hold one device each, by the folder that they lie in. */
export function archivesByFolder<F extends Groupable>(boxes: readonly Box<F>[]): Folders<F> {
  const within = new Map<string, Box<F>[]>();
  for (const box of boxes) {
    const archives = new Set([box.first, ...box.others].flatMap(({ input }) => input.archive ?? []));
    for (const archive of archives) within.set(archive, [...(within.get(archive) ?? []), box]);
  }
  const folders = new Map<string, Box<F>[]>();
  for (const [archive, [only, ...more]] of within) {
    const folder = folderOf(archive);
    if (only && more.length === 0) folders.set(folder, [...(folders.get(folder) ?? []), only]);
  }
  return folders;
}

/** Where a file lies, or lay. */
export interface Placed {
  readonly path: string;
  readonly pack?: string | undefined;
}

/**
 * The nearest configuration at or above a file, else the archive of one that lies there; where several lie side by side,
 * the one whose stem starts its name.
 */
export function ownerOf<F extends Groupable>(
  { path, pack }: Placed,
  byFolder: Folders<F>,
  archives: Folders<F>,
): Box<F> | string {
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    if (folder === pack) return 'it is part of a roll-out pack, which says what a device will hold once it is applied';
    const here = byFolder.get(folder) ?? archives.get(folder) ?? [];
    const [only] = here;
    if (only && here.length === 1) return only;
    if (only)
      return stemOwner(path, here) ?? 'several configurations lie beside it, and its name starts with the name of none';
    if (folder === '' || folder === '/') return 'no configuration lies beside it or above it';
  }
}

/** The configurations of a folder by their stems: thousands may lie side by side. */
const stems = new WeakMap<readonly Box<Groupable>[], ReadonlyMap<string, Box<Groupable>>>();

function byStem<F extends Groupable>(boxes: readonly Box<F>[]): ReadonlyMap<string, Box<F>> {
  const known = stems.get(boxes) as ReadonlyMap<string, Box<F>> | undefined;
  if (known) return known;
  const made = new Map<string, Box<F>>();
  for (const box of boxes) {
    for (const { input } of [box.first, ...box.others]) {
      for (const stem of stemsOf(input)) if (!made.has(stem)) made.set(stem, box);
    }
  }
  stems.set(boxes, made);
  return made;
}

/** The longest stem goes before. */
function stemOwner<F extends Groupable>(path: string, boxes: readonly Box<F>[]): Box<F> | null {
  const known = byStem(boxes);
  for (let end = path.length - 1; end >= 0; end -= 1) {
    const owner = AFTER_STEM.has(path[end] ?? '') ? known.get(path.slice(0, end)) : undefined;
    if (owner) return owner;
  }
  return null;
}

function stemsOf({ path, archive }: Groupable['input']): readonly string[] {
  return [withoutEnding(path), ...(archive === undefined ? [] : [withoutArchiveEnding(archive)])];
}

/** The key of the only configuration in the folder in which a run starts. */
export const HERE = '.';

/** The folder of the only configuration there, else the configuration without its ending; as the path is shown. */
function keyOf({ input: { path, device } }: Groupable, byFolder: Folders<Groupable>): string {
  if (device !== undefined) return device;
  const folder = folderOf(path);
  return byFolder.get(folder)?.length === 1 ? folder || HERE : withoutEnding(path);
}

/** A device's id is its folder below the input, or its file's stem; clashes take the longer relative path. */
function deviceIds<F extends Groupable>(
  boxes: readonly Box<F>[],
  byFolder: Folders<F>,
  settings: readonly DeviceSetting[],
): ReadonlyMap<Box<F>, string> {
  const forms: ((file: Groupable) => string)[] = [
    (file) => {
      if (file.input.device !== undefined) return file.input.device;
      const folder = folderOf(file.input.relative);
      const alone = byFolder.get(folderOf(file.input.path))?.length === 1;
      if (folder !== '' && alone) return folder;
      return file.input.byPath ? withoutEnding(file.input.relative) : nameOf(withoutEnding(file.input.relative));
    },
    ({ input }) => withoutEnding(input.relative),
    ({ input }) => withoutEnding(input.path).replace(/^(\.\.?\/|\/)+/, ''),
    ({ input }) => input.path.replace(/^(\.\.?\/|\/)+/, ''),
  ];
  const ids = new Map<Box<F>, string>();
  for (const box of boxes) {
    const named = settingOf(box, settings);
    if (named) ids.set(box, named.id);
  }
  const taken = new Set(ids.values());
  for (const form of forms) {
    const wanted = boxes.filter((box) => !ids.has(box)).map((box) => ({ box, id: form(box.first) }));
    const counts = new Map<string, number>();
    for (const { id } of wanted) counts.set(id, (counts.get(id) ?? 0) + 1);
    for (const { box, id } of wanted) {
      const clash = taken.has(id) || (counts.get(id) ?? 0) > 1;
      if (!clash || form === forms.at(-1)) ids.set(box, id);
    }
    for (const { id } of wanted) taken.add(id);
  }
  return ids;
}
