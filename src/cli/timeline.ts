import { farEnough, fleetTimeline } from '../engine/fleet-timeline.js';
import { readMoment, type Moment } from '../model/time.js';
import { timelineJson, timelineNdjson, timelinePretty } from '../reporters/timeline.js';
import { sayUnmatched } from './check.js';
import type { Environment } from './environment.js';
import type { ExitCode } from './exit-code.js';
import type { Arguments } from './flags.js';
import { emit, paletteOf, readFormat } from './report.js';
import { run } from './run.js';
import { UsageError } from './usage-error.js';

const DAY = 86_400_000;

export async function timelineCommand(args: Arguments, environment: Environment): Promise<ExitCode> {
  const format = readFormat(args);
  const within = readWithin(args.text('failWithin'));
  const { checked, options, unmatched, unmatchedIsFine } = await run(args, environment);
  const { result } = checked;
  const until = readUntil(args.text('until'), options.asOf);
  const report = {
    asOf: result.asOf,
    readUntil: result.readUntil,
    until,
    devices: result.devices.length,
    ...fleetTimeline(result.devices, options, until),
  };
  const text =
    format === 'json'
      ? timelineJson(report, environment.version)
      : format === 'ndjson'
        ? timelineNdjson(report)
        : timelinePretty(report, paletteOf(args, environment));
  emit(text, args, environment);
  if (unmatched) return sayUnmatched(unmatchedIsFine, checked, environment);
  if (within === null) return 0;
  const limit = dayText(options.asOf.first + within * DAY);
  return report.events.some(({ date }) => date <= limit) ? 1 : 0;
}

function readUntil(text: string | undefined, asOf: Moment): string {
  if (text === undefined) return farEnough(asOf);
  const until = readMoment(text);
  if (until?.precision !== 'day') throw new UsageError(`--until wants a day such as 2030-12-31, not ${text}`);
  return text;
}

function readWithin(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^\d{1,5}$/.test(text)) throw new UsageError(`--fail-within wants a number of days, not ${text}`);
  return Number(text);
}

function dayText(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
