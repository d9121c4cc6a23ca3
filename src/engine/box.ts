import type { ParsedExport, RefusedExport } from '../parsers/parser.js';
import { compareText } from '../text/provenance.js';
import { folderOf, nameOf, withoutEnding } from './file-name.js';
import type { ConfigurationFile } from './group.js';

/** Every export of one SBC, as far as their places and names say that they are of one. */
export interface Box {
  readonly first: ConfigurationFile;
  readonly others: readonly ConfigurationFile[];
}

const memory = new WeakMap<ConfigurationFile['source'], ParsedExport | RefusedExport>();

/** What an export says, parsed once however often it is asked. */
export function parsedExport({ as, source }: ConfigurationFile): ParsedExport | RefusedExport {
  const before = memory.get(source);
  if (before) return before;
  const parsed = as.parser.parse(source);
  memory.set(source, parsed);
  return parsed;
}

/** The boxes of each folder: exports of one vendor side by side are of one box when their stems or host names agree. */
export function boxesByFolder(configurations: readonly ConfigurationFile[]): ReadonlyMap<string, readonly Box[]> {
  const folders = new Map<string, ConfigurationFile[]>();
  for (const file of configurations) {
    const folder = folderOf(file.input.path);
    const here = folders.get(folder);
    if (here) here.push(file);
    else folders.set(folder, [file]);
  }
  return new Map([...folders].map(([folder, files]) => [folder, boxesOf(files)]));
}

function boxesOf(files: readonly ConfigurationFile[]): readonly Box[] {
  const clusters: ConfigurationFile[][] = [];
  const byName = new Map<string, ConfigurationFile[]>();
  for (const file of files) {
    const names = files.length === 1 ? [] : namesOf(file);
    const known = names.flatMap((name) => byName.get(name) ?? []);
    const cluster = known.length > 0 ? (byName.get(names.find((name) => byName.has(name)) ?? '') ?? []) : [];
    if (cluster.length === 0) clusters.push(cluster);
    cluster.push(file);
    for (const name of names) if (!byName.has(name)) byName.set(name, cluster);
  }
  return clusters.flatMap((cluster) => {
    const [first, ...others] = [...cluster].sort(namedFirst);
    return first ? [{ first, others }] : [];
  });
}

/** What makes two exports one box's: the vendor with the stem, and the vendor with the device's own name. */
function namesOf(file: ConfigurationFile): readonly string[] {
  const { vendor } = file.as.parser;
  const parsed = parsedExport(file);
  const host = 'refused' in parsed ? null : parsed.hostName;
  const stem = `${vendor} file ${nameOf(withoutEnding(file.input.path))}`;
  return host === null ? [stem] : [stem, `${vendor} host ${host.toLowerCase()}`];
}

function namedFirst(a: ConfigurationFile, b: ConfigurationFile): number {
  const rank = ({ input }: ConfigurationFile) => (input.role === 'named' ? 0 : 1);
  return rank(a) - rank(b) || compareText(a.input.path, b.input.path);
}
