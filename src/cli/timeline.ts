import { farEnough, fleetTimeline } from '../engine/fleet-timeline.js';
import { sha256 } from '../host/knowledge.js';
import { DAY, dayAt, readMoment, type Moment } from '../model/time.js';
import { timelineConcise, timelineJson, timelineNdjson } from '../reporters/timeline.js';
import { timelineIcs } from '../reporters/timeline-ics.js';
import { timelineOpenMetrics } from '../reporters/timeline-openmetrics.js';
import { timelinePretty } from '../reporters/timeline-pretty.js';
import type { TimelineReport } from '../reporters/timeline-report.js';
import { sayUnmatched } from './check.js';
import type { Environment } from './environment.js';
import type { ExitCode } from './exit-code.js';
import type { Arguments } from './flags.js';
import { emit, paletteOf, readFormat, screenOf } from './report.js';
import { run } from './run.js';
import { UsageError } from './usage-error.js';

export async function timelineCommand(args: Arguments, environment: Environment): Promise<ExitCode> {
  const within = readWithin(args.text('failWithin'));
  const asked = readDay(args.text('until'));
  const { checked, options, unmatched, unmatchedIsFine } = await run(args, environment);
  const { result } = checked;
  const today = options.asOf.first;
  const limit = within === null ? null : dayAt(today + within * DAY);
  const until = untilOf(asked, options.asOf, limit);
  const report: TimelineReport = {
    asOf: result.asOf,
    readUntil: result.readUntil,
    until,
    devices: result.devices.map(({ id }) => id),
    ...fleetTimeline(result, options, until),
  };
  emit(await render(report, args, environment), args, environment);
  if (unmatched) return sayUnmatched(unmatchedIsFine, checked, environment);
  if (args.text('failOn') === 'never') return 0;
  return limit !== null && report.events.some(({ date }) => date <= limit) ? 1 : 0;
}

async function render(report: TimelineReport, args: Arguments, environment: Environment): Promise<string> {
  switch (readFormat(args)) {
    case 'json':
      return timelineJson(report, environment.version);
    case 'ndjson':
      return timelineNdjson(report);
    case 'concise':
      return timelineConcise(report);
    case 'ics':
      return timelineIcs(report, (text) => sha256(Buffer.from(text, 'utf8')));
    case 'openmetrics':
      return timelineOpenMetrics(report);
    default:
      return timelinePretty(report, await paletteOf(args, environment), screenOf(args, environment));
  }
}

/** An alarm must look as far as it is asked to. */
function untilOf(asked: string | null, asOf: Moment, limit: string | null): string {
  const first = dayAt(asOf.first);
  if (asked === null) {
    const usual = farEnough(asOf);
    return limit !== null && limit > usual ? limit : usual;
  }
  if (asked < first) throw new UsageError(`--until ${asked} lies before the day to judge by, ${first} (--as-of)`);
  if (limit !== null && asked < limit)
    throw new UsageError(`--fail-within asks for what breaks until ${limit}, and --until ${asked} ends before`);
  return asked;
}

function readDay(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (readMoment(text)?.precision !== 'day')
    throw new UsageError(`--until wants a day such as 2030-12-31, not ${text}`);
  return text;
}

function readWithin(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^\d{1,5}$/.test(text)) throw new UsageError(`--fail-within wants a number of days, not ${text}`);
  return Number(text);
}
