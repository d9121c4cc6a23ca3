import type { Device, DeviceFile } from '../model/device.js';
import { contradiction, mergeModels } from '../model/merge.js';
import type { Problem, TrustModel, TrustStore } from '../model/trust.js';
import type { ParsedExport } from '../parsers/parser.js';
import type { SourceText } from '../text/source-text.js';
import type { CertificateReader } from '../x509/reader.js';
import { parsedExport } from './box.js';
import { bind, handTarget, type HandBinding } from './bind.js';
import { readEvidence, readListed, type Evidence } from './evidence.js';
import { exposureOf } from './exposure.js';
import { face } from './face.js';
import type { ConfigurationFile, Group, RecognizedFile } from './group.js';
import type { CheckOptions } from './input.js';

/** A device with what a patch needs beside the model: its texts. */
export interface AssembledDevice {
  readonly device: Device;
  readonly group: Group;
  readonly configuration: ConfigurationFile;
  /** PEM files that hold all of a trust store, by the store's id. */
  readonly bundles: ReadonlyMap<string, SourceText>;
  readonly evidence: readonly Evidence[];
  /** The certificates that the configuration itself holds or describes. */
  readonly listed: readonly Evidence[];
  readonly byHand: readonly HandBinding[];
  readonly outline: () => readonly string[];
}

export type Assembled = AssembledDevice | { readonly refused: Problem; readonly file: DeviceFile };

export interface AssembleContext {
  readonly options: CheckOptions;
  readonly certificates: CertificateReader;
  /** Files bound to labels for every device that has them. */
  readonly byHand: readonly HandBinding[];
}

/** Reads the texts of one device into its model. */
export async function assemble(group: Group, context: AssembleContext): Promise<Assembled> {
  const { options, certificates } = context;
  const { configuration } = group;
  const read = parsedExport(configuration);
  if ('refused' in read) {
    return {
      refused: read.refused,
      file: deviceFile(configuration, configuration.as.parser.format, 'failed', options),
    };
  }
  const parsed = withOthers(read, group.others);

  const evidence: Evidence[] = [];
  for (const file of group.evidence) evidence.push(await readEvidence(file, certificates, options.knowledge));
  const byPath = new Map(evidence.map((each) => [each.file.input.path, each]));
  const bySetting = Object.entries(group.setting?.certificates ?? {}).flatMap(([label, path]) => {
    const file = byPath.get(path);
    return file ? [{ label, evidence: file }] : [];
  });
  const byHand = [...bySetting, ...context.byHand.filter(({ label }) => handTarget(label, parsed) !== null)];
  const bound = new Set(byHand.map(({ evidence: file }) => file));
  const listed: Evidence[] = [];
  for (const file of [configuration, ...group.others]) {
    const own = parsedExport(file);
    if ('refused' in own || !own.listed) continue;
    listed.push(await readListed(file, file.as.parser.format, own.listed, certificates, options.knowledge));
  }
  return build(group, parsed, { evidence: evidence.filter((file) => !bound.has(file)), byHand, listed }, options);
}

/** One export with what further exports of the same box say beside it. */
export function withOthers(parsed: ParsedExport, others: readonly ConfigurationFile[]): ParsedExport {
  return others.reduce((merged, file) => {
    const other = parsedExport(file);
    if ('refused' in other) return { ...merged, problems: [...merged.problems, other.refused] };
    const { release } = merged;
    const both = mergeModels(merged, other);
    const released =
      release && other.release && release.value !== other.release.value
        ? [contradiction('the release', release, other.release)]
        : [];
    return { ...merged, ...both, release: release ?? other.release, problems: [...both.problems, ...released] };
  }, parsed);
}

export function build(
  group: Group,
  parsed: ParsedExport,
  { evidence, byHand, listed }: Pick<AssembledDevice, 'evidence' | 'byHand' | 'listed'>,
  options: CheckOptions,
): AssembledDevice {
  const { configuration } = group;
  const { parser } = configuration.as;
  const shown = evidence.reduce(
    (model: TrustModel, { store, file }) => (store && isOf(parser.vendor, file) ? withStore(model, store) : model),
    parsed,
  );
  const { model: bound, bundles } = bind(parser, shown, configuration.input.path, evidence, byHand, listed);
  const model = options.peer === null ? bound : withContext(bound);
  const all = [...evidence, ...byHand.map(({ evidence: file }) => file)];
  const own = all.find(({ file }) => file.source === configuration.source);
  const files = [
    deviceFile(configuration, parser.format, own && isUnread(own) ? 'failed' : 'parsed', options),
    ...group.others.map((file) =>
      deviceFile(file, file.as.parser.format, 'refused' in parsedExport(file) ? 'failed' : 'parsed', options),
    ),
    ...[...new Set(all)]
      .filter(({ file }) => file.source !== configuration.source)
      .map((each) => deviceFile(each.file, each.format, isUnread(each) ? 'failed' : 'parsed', options)),
  ];
  const legs = face(model, options.knowledge.peers, options.peer, parser.vendor === 'trust-store');
  return {
    device: {
      ...model,
      id: group.id,
      key: group.key,
      vendor: parser.vendor,
      format: parser.format,
      product: parsed.product,
      release: parsed.release,
      files,
      legs,
      exposure: exposureOf(model.exposure, legs),
    },
    group,
    configuration,
    bundles: new Map(
      [...bundles]
        // A file that also holds a private key is read, and neither shown nor copied.
        .filter(([, { format, file }]) => format === 'pem' && !file.source.text.includes('PRIVATE KEY-----'))
        .map(([store, { file }]) => [store, file.source]),
    ),
    evidence,
    listed,
    byHand,
    outline: parsed.outline,
  };
}

/** Whether a listing is what a device of this vendor prints; that of another says nothing of its store. */
function isOf(vendor: string, { as }: RecognizedFile): boolean {
  return as.kind !== 'listing' || as.parser.vendor === vendor;
}

function isUnread({ items, problems }: Evidence): boolean {
  return items.length === 0 && problems.length > 0;
}

/** What a listing shows of a trust store beside what the configuration says of it. */
function withStore(model: TrustModel, store: TrustStore): TrustModel {
  const { exposure } = model;
  return mergeModels(model, {
    held: null,
    trustStores: [store],
    tlsContexts: [],
    legs: [],
    endEntityCertificates: [],
    exposure,
    problems: [],
  });
}

/** An export of a trust store alone: with a peer assumed, the store itself is what faces it. */
function withContext(model: TrustModel): TrustModel {
  const [store] = model.trustStores;
  if (!store || model.tlsContexts.length > 0) return model;
  const name = { value: store.name, at: store.at };
  return {
    ...model,
    tlsContexts: [{ name, key: store.id, trustStores: model.trustStores.map(({ id }) => id), at: store.at }],
  };
}

function deviceFile(
  { source }: RecognizedFile,
  format: string,
  status: DeviceFile['status'],
  { sha256 }: CheckOptions,
): DeviceFile {
  let hash: string | undefined;
  return {
    path: source.path,
    format,
    status,
    // Made for those reports only that show it.
    get sha256() {
      return (hash ??= sha256(source.bytes));
    },
  };
}
