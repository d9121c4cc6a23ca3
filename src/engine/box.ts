import type { ParsedExport, RefusedExport } from '../parsers/parser.js';
import { grouped } from '../text/grouped.js';
import { compareText } from '../text/provenance.js';
import { folderOf, nameOf, withoutArchiveEnding, withoutEnding } from './file-name.js';
import type { ConfigurationFile, Groupable, RecognizedFile } from './group.js';

/** Every export of one SBC, as far as their places and names say that they are of one. */
export interface Box<F extends Groupable> {
  readonly first: F;
  readonly others: readonly F[];
}

const memory = new WeakMap<ConfigurationFile['source'], ParsedExport | RefusedExport>();

/** What an export says, parsed once however often it is asked. */
export function parsedExport({ as, source }: Pick<ConfigurationFile, 'as' | 'source'>): ParsedExport | RefusedExport {
  const before = memory.get(source);
  if (before) return before;
  const parsed = as.parser.parse(source);
  memory.set(source, parsed);
  return parsed;
}

/** A file with what it was recognized as. */
export function recognizedFile({ input, source, as }: Omit<RecognizedFile, 'hostName'>): RecognizedFile {
  const hostName = () => {
    if (as.kind !== 'configuration') return null;
    const parsed = parsedExport({ as, source });
    return 'refused' in parsed ? null : parsed.hostName;
  };
  return { input, source, as, hostName };
}

/**
 * The boxes of each folder: exports of one vendor side by side are of one box when their stems or host names agree. So
 * are the one box of a folder or archive and the export beside it that has its name: `edge1/ini.ini`, `edge1.tar.gz`
 * and `edge1.txt`.
 */
export function boxesByFolder<F extends Groupable>(
  configurations: readonly F[],
): ReadonlyMap<string, readonly Box<F>[]> {
  const folders = grouped(configurations, ({ input }) => folderOf(input.path));
  const boxes = new Map([...folders].map(([folder, files]) => [folder, boxesOf(files)]));
  const containers = grouped([...boxes.keys()], (folder) => boxes.get(folder)?.[0]?.first.input.archive ?? folder);
  for (const [container, [inside, ...more]] of containers) {
    const [only, ...others] = boxes.get(inside ?? '') ?? [];
    if (inside === undefined || !only || more.length + others.length > 0) continue;
    const stem = only.first.input.archive === undefined ? container : withoutArchiveEnding(container);
    const parent = folderOf(stem);
    const beside = boxes.get(parent)?.find((box) => isNamed(box, stem, only.first.as.parser?.vendor));
    if (!beside || parent === inside) continue;
    const both = boxOf([beside.first, ...beside.others, only.first, ...only.others]);
    boxes.set(inside, [both]);
    boxes.set(
      parent,
      (boxes.get(parent) ?? []).map((box) => (box === beside ? both : box)),
    );
  }
  return boxes;
}

function isNamed({ first, others }: Box<Groupable>, stem: string, vendor: string | undefined): boolean {
  return [first, ...others].some(({ input, as }) => as.parser?.vendor === vendor && withoutEnding(input.path) === stem);
}

function boxesOf<F extends Groupable>(files: readonly F[]): readonly Box<F>[] {
  const clusters: F[][] = [];
  const byName = new Map<string, F[]>();
  const packages = new Set(
    files.filter(({ input, as }) => as.parser?.inPackage === nameOf(input.path)).map(({ as }) => as.parser?.vendor),
  );
  for (const file of files) {
    const names = files.length === 1 ? [] : namesOf(file, packages);
    const known = names.flatMap((name) => byName.get(name) ?? []);
    const cluster = known.length > 0 ? (byName.get(names.find((name) => byName.has(name)) ?? '') ?? []) : [];
    if (cluster.length === 0) clusters.push(cluster);
    cluster.push(file);
    for (const name of names) if (!byName.has(name)) byName.set(name, cluster);
  }
  return clusters.map(boxOf);
}

function boxOf<F extends Groupable>(files: readonly F[]): Box<F> {
  const [first, ...others] = [...files].sort(namedFirst);
  if (!first) throw new Error('a box without a file');
  return { first, others };
}

/** What makes two exports one box's: the vendor with the stem, with the device's own name, or with its unpacked package. */
function namesOf(file: Groupable, packages: ReadonlySet<string | undefined>): readonly string[] {
  const vendor = file.as.parser?.vendor;
  if (packages.has(vendor)) return [`${vendor} package`];
  const host = file.hostName();
  const stem = `${vendor} file ${nameOf(withoutEnding(file.input.path))}`;
  return host === null ? [stem] : [stem, `${vendor} host ${host.toLowerCase()}`];
}

function namedFirst(a: Groupable, b: Groupable): number {
  const rank = ({ input }: Groupable) => (input.role === 'named' ? 0 : 1);
  return rank(a) - rank(b) || compareText(a.input.path, b.input.path);
}
