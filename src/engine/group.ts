import type { Parser } from '../parsers/parser.js';
import { compareText } from '../text/provenance.js';
import type { SourceText } from '../text/source-text.js';
import { afterStem, folderOf, nameOf, withoutEnding } from './file-name.js';
import type { DeviceSetting, InputFile } from './input.js';
import type { Recognized } from './recognize.js';

export interface RecognizedFile {
  readonly input: InputFile;
  readonly source: SourceText;
  readonly as: Recognized;
}

export interface ConfigurationFile extends RecognizedFile {
  readonly as: { readonly kind: 'configuration'; readonly parser: Parser };
}

/** A configuration and the files of certificates that belong to it. */
export interface Group {
  readonly id: string;
  readonly configuration: ConfigurationFile;
  readonly evidence: readonly RecognizedFile[];
  readonly setting: DeviceSetting | null;
}

export interface Grouping {
  readonly groups: readonly Group[];
  /** Files of certificates that belong to no configuration, with the reason. */
  readonly orphans: readonly { readonly file: RecognizedFile; readonly because: string }[];
}

/** Puts files together to devices by where they lie; `devices:` of the settings goes before. */
export function group(files: readonly RecognizedFile[], settings: readonly DeviceSetting[]): Grouping {
  const configurations = files.filter((file): file is ConfigurationFile => file.as.kind === 'configuration');
  const evidence = files.filter(({ as }) => as.kind === 'certificates' || as.kind === 'listing');
  const byFolder = inFolders(configurations);
  const taken = new Map<RecognizedFile, ConfigurationFile>();
  const orphans: Grouping['orphans'][number][] = [];

  for (const setting of settings) {
    const owner = configurations.find(({ input }) => input.path === setting.configuration);
    const named = new Set([...setting.evidence, ...Object.values(setting.certificates)]);
    for (const file of evidence) if (owner && named.has(file.input.path)) taken.set(file, owner);
  }
  for (const file of evidence) {
    if (taken.has(file)) continue;
    const owner = ownerOf(file, byFolder);
    if (typeof owner !== 'string') taken.set(file, owner);
    else if (file.input.role === 'named') orphans.push({ file, because: owner });
  }

  const ids = deviceIds(configurations, byFolder, settings);
  const owned = new Map<ConfigurationFile, RecognizedFile[]>();
  for (const [file, owner] of taken) owned.set(owner, [...(owned.get(owner) ?? []), file]);
  const groups = configurations
    .filter(({ input }) => input.role === 'named')
    .map((configuration) => ({
      id: ids.get(configuration) ?? configuration.input.relative,
      configuration,
      evidence: owned.get(configuration) ?? [],
      setting: settings.find((setting) => setting.configuration === configuration.input.path) ?? null,
    }))
    .sort((a, b) => compareText(a.id, b.id));
  return { groups, orphans };
}

type Folders = ReadonlyMap<string, readonly ConfigurationFile[]>;

function inFolders(configurations: readonly ConfigurationFile[]): Folders {
  const folders = new Map<string, ConfigurationFile[]>();
  for (const file of configurations) {
    const folder = folderOf(file.input.path);
    const here = folders.get(folder);
    if (here) here.push(file);
    else folders.set(folder, [file]);
  }
  return folders;
}

/** The nearest configuration at or above a file; where several lie side by side, the one whose stem starts its name. */
function ownerOf(file: RecognizedFile, byFolder: Folders): ConfigurationFile | string {
  const { pack } = file.input;
  for (let folder = folderOf(file.input.path); ; folder = folderOf(folder)) {
    if (folder === pack) return 'it is part of a roll-out pack, which says what a device will hold once it is applied';
    const here = byFolder.get(folder) ?? [];
    const [only] = here;
    if (only && here.length === 1) return only;
    if (only)
      return stemOwner(file, here) ?? 'several configurations lie beside it, and its name starts with the name of none';
    if (folder === '' || folder === '/') return 'no configuration lies beside it or above it';
  }
}

function stemOwner(file: RecognizedFile, configurations: readonly ConfigurationFile[]): ConfigurationFile | null {
  const matching = configurations
    .filter(({ input }) => afterStem(withoutEnding(input.path), file.input.path) !== null)
    .sort((a, b) => withoutEnding(b.input.path).length - withoutEnding(a.input.path).length);
  return matching[0] ?? null;
}

/** A device's id is its folder below the input, or its file's stem; clashes take the longer relative path. */
function deviceIds(
  configurations: readonly ConfigurationFile[],
  byFolder: Folders,
  settings: readonly DeviceSetting[],
): ReadonlyMap<ConfigurationFile, string> {
  const forms: ((file: ConfigurationFile) => string)[] = [
    (file) => {
      const folder = folderOf(file.input.relative);
      const alone = byFolder.get(folderOf(file.input.path))?.length === 1;
      return folder !== '' && alone ? folder : nameOf(withoutEnding(file.input.relative));
    },
    ({ input }) => withoutEnding(input.relative),
    ({ input }) => withoutEnding(input.path).replace(/^(\.\.?\/|\/)+/, ''),
    ({ input }) => input.path.replace(/^(\.\.?\/|\/)+/, ''),
  ];
  const ids = new Map<ConfigurationFile, string>();
  for (const file of configurations) {
    const named = settings.find(({ configuration }) => configuration === file.input.path);
    if (named) ids.set(file, named.id);
  }
  const taken = new Set(ids.values());
  for (const form of forms) {
    const wanted = configurations.filter((file) => !ids.has(file)).map((file) => ({ file, id: form(file) }));
    const counts = new Map<string, number>();
    for (const { id } of wanted) counts.set(id, (counts.get(id) ?? 0) + 1);
    for (const { file, id } of wanted) {
      const clash = taken.has(id) || (counts.get(id) ?? 0) > 1;
      if (!clash || form === forms.at(-1)) ids.set(file, id);
    }
    for (const { id } of wanted) taken.add(id);
  }
  return ids;
}
