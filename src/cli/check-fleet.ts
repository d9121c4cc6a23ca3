import { Spool } from '../host/spool.js';
import type { ReportedFinding } from '../model/run-report.js';
import { isKeyFile } from '../model/key-file.js';
import { countFindings, type FindingCounts, type JudgedCheck } from '../model/run.js';
import { inOrder, mergedChecks } from '../model/merge-runs.js';
import { compareText } from '../text/provenance.js';
import type { Environment } from './environment.js';
import { keptParts, pathsOf } from './fleet-parts.js';
import type { Prepared } from './run.js';
import type { Arguments } from './flags.js';
import { checkUnits, whereFrom, type CheckTask } from './unit-task.js';
import type { UnitDevice, UnitForm, UnitResult } from './unit.js';

/** All devices of a fleet, whose texts are put aside. */
export interface FleetResult {
  /** In the order of the report. */
  readonly devices: readonly StoredDevice[];
  readonly others: readonly ReportedFinding[];
  readonly checks: readonly JudgedCheck[];
  readonly files: UnitResult['files'];
  readonly unrecognized: readonly string[];
  /** The files that belong to devices. */
  readonly paths: readonly string[];
  readonly counts: FindingCounts;
  readonly exits: readonly (0 | 1 | 3)[];
  readonly spool: Spool;
}

export interface StoredDevice extends UnitDevice {
  /** Where the texts of its unit begin. */
  readonly offset: number;
}

/** Checks a fleet part by part; `null` where it turns out that its parts cannot be told apart. */
export async function checkFleet(
  prepared: Prepared,
  form: UnitForm,
  args: Arguments,
  environment: Environment,
  progress: (files: number, of: number) => void,
): Promise<FleetResult | null> {
  const task: CheckTask = { command: 'check', ...whereFrom(prepared, args, environment), form };
  const spool = new Spool();
  try {
    const work = { task, answers: () => checkUnits(task), keep: (said: UnitResult) => keep(said, spool) };
    const all = await keptParts(prepared, work, args, environment, progress);
    if (all) return merged(all, spool);
  } catch (error) {
    spool.close();
    throw error;
  }
  spool.close();
  return null;
}

interface Kept extends Omit<UnitResult, 'bytes'> {
  readonly offset: number;
}

function keep({ bytes, ...result }: UnitResult, spool: Spool): Kept {
  return { ...result, offset: spool.append(bytes) };
}

function merged(all: readonly Kept[], spool: Spool): FleetResult {
  const devices = all
    .flatMap(({ devices: own, offset }) => own.map((device): StoredDevice => ({ ...device, offset })))
    .sort((a, b) => compareText(a.id, b.id));
  const places = new Map(devices.map(({ id }, index) => [id, index]));
  // What is said of the run as a whole, such as that the facts are old, every part says.
  const others = [
    ...new Map(all.flatMap((each) => each.others).map((finding) => [finding.fingerprint, finding])).values(),
  ].sort(inOrder);
  const counts = { ...countFindings(others) };
  for (const device of devices) for (const key of COUNTED) counts[key] += device.counts[key];
  const sum = (of: (files: UnitResult['files']) => number) => all.reduce((total, { files }) => total + of(files), 0);
  return {
    devices,
    others,
    checks: mergedChecks(all.flatMap(({ checks }) => checks)).map((check) => ({
      ...check,
      devices: [...check.devices].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0)),
    })),
    files: { read: sum(({ read }) => read), parsed: sum(({ parsed }) => parsed), failed: sum(({ failed }) => failed) },
    // Key files are looked at last.
    unrecognized: all
      .flatMap(({ unrecognized }) => unrecognized)
      .sort((a, b) => Number(isKeyFile(a)) - Number(isKeyFile(b)) || compareText(a, b)),
    paths: all.flatMap(pathsOf),
    counts,
    exits: [...devices.map(({ exit }) => exit), ...all.map(({ othersExit }) => othersExit)],
    spool,
  };
}

const COUNTED = ['error', 'warning', 'note', 'open', 'suppressed'] as const;
