import { resolve } from 'node:path';
import { check, type Checked } from '../engine/check.js';
import type { CheckOptions, DeviceSetting, InputFile } from '../engine/input.js';
import { belowFolder } from '../host/below.js';
import { expandArchive } from '../host/archive.js';
import { changedInput } from '../host/changed.js';
import type { FileTree } from '../host/file-tree.js';
import { NoSuchPath, singleInput, type Ignored, type Listed } from '../host/inputs.js';
import { anchorLoader, loadKnowledge, sha256 } from '../host/knowledge.js';
import type { KnownCertificate } from '../model/certificate.js';
import type { Knowledge } from '../model/knowledge.js';
import type { Finding } from '../model/finding.js';
import type { Moment } from '../model/time.js';
import { rules } from '../rules/index.js';
import type { Environment } from './environment.js';
import type { FailOn } from './exit-code.js';
import { readAsOf, readJobs, readLevels, readPeer } from './flag-values.js';
import type { Arguments, FlagId } from './flags.js';
import { refuseOutputOver } from './formats.js';
import { givenInputs, type Given } from './inputs.js';
import { endProgress, progressLine } from './progress.js';
import { failOnOf, sayUnstaged, withSuppressionFindings, withoutIgnored } from './run-settings.js';
import { readShard } from './shard.js';
import { settingsFinder, type SettingsFinder, type SettingsMemory } from './settings.js';
import { TESTS_ENDING } from './test-files.js';
import { UsageError } from './usage-error.js';

/** The flags that say what is read and by what it is judged; every command that reads exports takes them. */
export const INPUT_FLAGS = [
  'format',
  'output',
  'asOf',
  'peer',
  'config',
  'baseline',
  'noIgnore',
  'rule',
  'failOn',
  'certificate',
  'filesFrom',
  'stdin',
  'stdinFilename',
  'jobs',
  'quiet',
  'color',
  'noErrorOnUnmatched',
  'help',
] as const satisfies readonly FlagId[];

export interface Run {
  readonly checked: Checked;
  readonly options: CheckOptions;
  /** What fails the run: `--fail-on`, or what the settings of the finding's file say. */
  readonly failOn: (finding: Finding) => FailOn;
  readonly settings: SettingsFinder;
  /** What the user named. */
  readonly paths: readonly string[];
  /** Files and folders that an ignore file, or the settings, leave out. */
  readonly ignored: readonly Ignored[];
  /** The certificates that the user brought, by their SHA-256. */
  readonly brought: ReadonlyMap<string, Uint8Array>;
  /** Nothing at all was recognized, and the caller has to say so. */
  readonly unmatched: boolean;
  /** That nothing was recognized is fine. */
  readonly unmatchedIsFine: boolean;
}

/** What is about to be checked, and by what it is judged. */
export interface Prepared {
  readonly inputs: readonly InputFile[];
  readonly options: CheckOptions;
  readonly settings: SettingsFinder;
  readonly paths: readonly string[];
  readonly ignored: readonly Ignored[];
}

/** Reads what the arguments name and checks it; what lies below `without` is output, and no input. `createsBaseline`: see FilesGiven. */
export async function run(
  args: Arguments,
  environment: Environment,
  without?: string,
  createsBaseline = false,
): Promise<Run> {
  return judge(await prepare(args, environment, without, createsBaseline), args, environment);
}

/** Lists what the arguments name and finds the settings that govern it. */
export async function prepare(
  args: Arguments,
  environment: Environment,
  without?: string,
  createsBaseline = false,
): Promise<Prepared> {
  const knowledge = loadKnowledge(environment.dataFolder);
  readJobs(args);
  const asOf = readAsOf(args, environment);
  const shard = readShard(args.text('shard'));
  const certificates = args.list('certificate').map(readBinding);
  const settingsOf = ({ paths, listed, changed = [] }: Given) =>
    settingsFor(
      [paths[0] ?? '.', ...listed.inputs.map(({ path }) => path), ...changed],
      args,
      environment,
      knowledge,
      createsBaseline,
    );
  let given = await givenInputs(args, environment);
  let settings = await settingsOf(given);
  const owed = configurationsOf(given, settings);
  if (owed.length > 0) {
    given = given.with(owed);
    settings = await settingsOf(given);
  }
  if (given.staged) await sayUnstaged(given.staged, settings, environment);
  const { paths, listed, tree, changed } = given;
  const { inputs: kept, ignored } = await withoutIgnored(withoutOutput(listed, without), settings, args, environment);
  const inputs = withoutFacts(kept, paths, settings);
  const entries = devicesOf(settings, [paths[0] ?? '.', ...inputs.map(({ path }) => path)]);
  const isListed = new Set(inputs.map(({ path }) => resolve(path)));
  const beside = entries
    .flatMap(({ configuration, evidence, certificates: bound }) => [
      configuration,
      ...evidence,
      ...Object.values(bound),
    ])
    .filter((path) => !isListed.has(resolve(path)))
    .map((path) => asSettingsFile(path, changed && tree));
  const extra = [...certificates.map(({ input }) => input), ...beside];
  const all = [...inputs, ...extra.filter(({ path }) => !isListed.has(resolve(path)))];
  const options: CheckOptions = {
    ...judgedBy(args, settings, paths[0] ?? '.', asOf),
    devices: entries.map((device) => samePaths(device, all)),
    ...(changed ? { changed } : {}),
    ...(shard ? { shard } : {}),
    certificates: certificates.map(({ label, input }) => ({ label, path: input.path })),
  };
  return { inputs: all, options, settings, paths, ignored };
}

/** The settings that govern some paths, with what the command line names beside them. */
export function settingsFor(
  paths: readonly string[],
  args: Arguments,
  { dataFolder }: Pick<Environment, 'dataFolder'>,
  knowledge: Knowledge,
  createsBaseline = false,
  memory?: SettingsMemory,
): Promise<SettingsFinder> {
  const shipped = anchorLoader(dataFolder);
  const bytesOf = (certificate: KnownCertificate) => shipped(certificate)?.der ?? null;
  const files = { config: args.text('config'), baseline: args.text('baseline'), createsBaseline };
  return settingsFinder(files, paths, { knowledge, sha256, bytesOf }, RULE_IDS, memory);
}

/** What every file of a run is judged by; `first` is the path whose settings say what holds for the run as a whole. */
export function judgedBy(args: Arguments, settings: SettingsFinder, first: string, asOf: Moment): CheckOptions {
  const { knowledge } = settings.governing(first);
  return {
    knowledge,
    asOf,
    peer: readPeer(args.text('peer'), knowledge),
    rules: readLevels(args.list('rule'), [...RULE_IDS, ...settings.checks.map(({ id }) => id)]),
    scopeOf: settings.governing,
    devices: [],
    certificates: [],
    sha256,
    expand: expandArchive,
  };
}

const RULE_IDS = rules.map(({ id }) => id);

/** Checks what was prepared. */
export async function judge(prepared: Prepared, args: Arguments, environment: Environment): Promise<Run> {
  const { inputs, options, settings, paths, ignored } = prepared;
  const found = await check(inputs, options, progressLine(environment));
  const checked = withSuppressionFindings(found, options, settings, paths);
  endProgress(environment, inputs.length);
  refuseOutputOver(filesOf(checked), args);
  const { unusedLabels, emptyCertificates } = checked.result;
  if (emptyCertificates.length > 0) {
    throw new UsageError(`--certificate: ${emptyCertificates.join(', ')} holds no certificate that can be read`);
  }
  // The device that has the label may be in another shard.
  if (unusedLabels.length > 0 && !options.shard) {
    throw new UsageError(`--certificate: no device has an entry or a trust store named ${unusedLabels.join(', ')}`);
  }

  return {
    checked,
    options,
    failOn: failOnOf(args.text('failOn') as FailOn | undefined, checked.result, settings),
    settings,
    paths,
    ignored,
    brought: new Map(
      settings.all().flatMap(({ brought }) => brought.map(({ certificate, der }) => [certificate.sha256, der])),
    ),
    unmatched: !checked.recognized,
    unmatchedIsFine: args.on('noErrorOnUnmatched') || options.changed !== undefined,
  };
}

/** The files that a check read and that belong to devices. */
export function filesOf({ result }: Checked): readonly string[] {
  return result.devices.flatMap(({ files }) => files.map(({ path }) => path));
}

/** The configurations of devices that settings put together and of which a file changed. */
function configurationsOf({ changed, listed }: Given, settings: SettingsFinder): readonly string[] {
  if (!changed) return [];
  const touched = new Set(changed.map((path) => resolve(path)));
  const named = new Set(listed.inputs.filter(({ role }) => role === 'named').map(({ path }) => resolve(path)));
  return devicesOf(settings, changed)
    .filter(({ evidence, certificates }) =>
      [...evidence, ...Object.values(certificates)].some((path) => touched.has(resolve(path))),
    )
    .map(({ configuration }) => resolve(configuration))
    .filter((path) => !named.has(path));
}

/** The devices that settings put together, each file's settings once. */
function devicesOf({ governing }: SettingsFinder, paths: readonly string[]): readonly DeviceSetting[] {
  const all = new Set(paths.map((path) => governing(path).settings).filter((found) => found !== null));
  const devices = [...all].flatMap(({ devices: own }) => own);
  const unique = new Map(devices.map((device) => [JSON.stringify(device), device]));
  return [...unique.values()];
}

/**
 * The settings and tests of their checks are no exports, and what a user's peer asks for is no evidence of what a device has, wherever the files lie.
 * One that is named by itself is an input all the same.
 */
function withoutFacts(
  inputs: readonly InputFile[],
  paths: readonly string[],
  settings: SettingsFinder,
): readonly InputFile[] {
  const facts = new Set(settings.all().flatMap(({ files }) => files.map((path) => resolve(path))));
  const named = new Set(paths.map((path) => resolve(path)));
  return inputs.filter(
    ({ path }) => named.has(resolve(path)) || !(path.endsWith(TESTS_ENDING) || facts.has(resolve(path))),
  );
}

function withoutOutput({ inputs, ignored }: Listed, folder: string | undefined): Listed {
  return {
    inputs: folder === undefined ? inputs : inputs.filter(({ path }) => belowFolder(folder, path) === null),
    ignored,
  };
}

/** A file that the settings name and that does not lie among the inputs. */
function asSettingsFile(path: string, tree: FileTree | undefined): InputFile {
  try {
    if (tree?.kindOf(path)) return changedInput(path, 'beside', tree);
    if (tree) throw new NoSuchPath(`no such file: ${path}`);
    return singleInput(path);
  } catch (error) {
    if (error instanceof NoSuchPath) throw new UsageError(`the settings name what is not there: ${error.message}`);
    throw error;
  }
}

/** The settings' paths as the inputs spell them, from whichever folder the command runs. */
function samePaths(device: DeviceSetting, inputs: readonly InputFile[]): DeviceSetting {
  const spelled = (path: string) => inputs.find((input) => resolve(input.path) === resolve(path))?.path ?? path;
  return {
    ...device,
    configuration: spelled(device.configuration),
    evidence: device.evidence.map(spelled),
    certificates: Object.fromEntries(
      Object.entries(device.certificates).map(([label, file]) => [label, spelled(file)]),
    ),
  };
}

function readBinding(text: string): { label: string; input: InputFile } {
  const equals = text.indexOf('=');
  if (equals < 1) throw new UsageError(`--certificate wants LABEL=FILE, not ${text}`);
  try {
    return { label: text.slice(0, equals), input: singleInput(text.slice(equals + 1)) };
  } catch (error) {
    if (error instanceof NoSuchPath) throw new UsageError(`--certificate: ${error.message}`);
    throw error;
  }
}
