import { compareTrust } from '../engine/compare-trust.js';
import type { Device } from '../model/device.js';
import { diffConcise, diffJson, diffNdjson, diffPretty } from '../reporters/diff.js';
import type { Environment } from './environment.js';
import type { ExitCode } from './exit-code.js';
import type { Arguments } from './flags.js';
import { emit, paletteOf, readFormat } from './report.js';
import { run } from './run.js';
import { UsageError } from './usage-error.js';

/** Exit 0 when both trust the same, 1 when not, 3 when a difference may hide in what is not shown. */
export async function diffCommand(args: Arguments, environment: Environment): Promise<ExitCode> {
  const format = readFormat(args);
  const [a, b, ...more] = args.positionals;
  if (a === undefined || b === undefined || more.length > 0)
    throw new UsageError('diff wants two exports: sbclint diff A B');
  const first = await only(a, args, environment);
  const second = await only(b, args, environment);
  const comparison = compareTrust(first.device, second.device, first.knowledge);
  const report = { first: a, second: b, ...comparison };
  const text =
    format === 'json'
      ? diffJson(report, environment.version)
      : format === 'ndjson'
        ? diffNdjson(report)
        : format === 'concise'
          ? diffConcise(report)
          : diffPretty(report, await paletteOf(args, environment));
  emit(text, args, environment);
  if (comparison.onlyInFirst.length + comparison.onlyInSecond.length > 0) return 1;
  return comparison.hiddenInFirst.length + comparison.hiddenInSecond.length > 0 ? 3 : 0;
}

async function only(path: string, args: Arguments, environment: Environment) {
  const { checked, options } = await run({ ...args, positionals: [path] }, environment);
  const { devices } = checked.result;
  const [device] = devices;
  if (!device || devices.length > 1) throw new UsageError(`diff: ${path} ${howMany(devices)}`);
  return { device, knowledge: options.knowledge };
}

function howMany(devices: readonly Device[]): string {
  return devices.length === 0
    ? 'holds no export that sbclint reads; a file of certificates needs --peer'
    : `holds ${devices.length} devices, and diff compares two: ${devices.map(({ id }) => id).join(', ')}`;
}
