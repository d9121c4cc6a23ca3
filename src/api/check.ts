import { check as checkFiles } from '../engine/check.js';
import { expandArchive } from '../host/archive.js';
import { sha256 } from '../host/knowledge.js';
import type { Knowledge, Level } from '../model/knowledge.js';
import { readMoment, type Moment } from '../model/time.js';
import { runReport } from '../reporters/json.js';
import { masked } from '../text/secrets.js';
import { loadKnowledge, rules, version } from './facts.js';
import { asEngineFile, type InputFile } from './input-file.js';
import { runOf, type Run } from './run.js';

export interface CheckOptions {
  /** The day, as in `2026-11-22`, or an instant such as `2026-11-22T10:00Z`, to judge by. There is no default: the library reads no clock. */
  readonly asOf: string;
  /** The id of a peer that every TLS leg faces whose names tell nothing. */
  readonly peer?: string;
  /** Rule id to level; a rule that is `off` does not run. */
  readonly rules?: Readonly<Record<string, Level | 'off'>>;
  /** Where paths do not say what belongs together. */
  readonly devices?: readonly DeviceGroup[];
  /** The certificate behind a label, or the bundle of a trust store. */
  readonly certificates?: readonly { readonly label: string; readonly file: InputFile }[];
  /** Other facts than the shipped ones. */
  readonly knowledge?: Knowledge;
}

/** One device, by the paths of its files among the inputs. */
export interface DeviceGroup {
  readonly id: string;
  readonly configuration: string;
  readonly evidence?: readonly string[];
  /** Label, or name of a trust store, to path. */
  readonly certificates?: Readonly<Record<string, string>>;
}

/**
 * Reads exports and says what fails on a day, what is fine and what cannot be told. What is wrong with a file is a finding;
 * what is wrong with the options throws a RangeError. `sbclint.yaml` is not read.
 */
export async function check(files: readonly InputFile[], options: CheckOptions): Promise<Run> {
  const { knowledge = loadKnowledge(), certificates = [], devices = [], peer, rules: levels = {} } = options;
  if (peer !== undefined && !knowledge.peers.some(({ id }) => id === peer))
    throw new RangeError(`unknown peer ${peer}`);
  for (const id of Object.keys(levels)) {
    if (!rules.some((rule) => rule.id === id)) throw new RangeError(`unknown rule ${id}`);
  }
  const checked = await checkFiles([...files, ...certificates.map(({ file }) => file)].map(asEngineFile), {
    knowledge,
    asOf: readAsOf(options.asOf),
    peer: peer ?? null,
    rules: levels,
    devices: devices.map((device) => ({ evidence: [], certificates: {}, ...device })),
    certificates: certificates.map(({ label, file: { path } }) => ({ label, path })),
    sha256,
    expand: expandArchive,
  });
  return runOf(checked, masked(runReport(checked.result, version)));
}

function readAsOf(text: string): Moment {
  const moment = readMoment(text);
  if (moment?.precision === 'day' || moment?.precision === 'instant') return moment;
  throw new RangeError(`asOf wants a day such as 2026-11-22, or an instant such as 2026-11-22T10:00Z, not ${text}`);
}
