import type { Device } from '../model/device.js';
import type { Moment } from '../model/time.js';
import type { Timeline } from '../model/timeline.js';
import { compareText } from '../text/provenance.js';
import type { CheckOptions } from './input.js';
import { timeline } from './timeline.js';

/** How far ahead to look where nobody says. */
const YEARS = 5;
const DAY = 86_400_000;

/** The day until which a time line looks ahead where nobody says. */
export function farEnough(asOf: Moment): string {
  return new Date(asOf.first + YEARS * 365.25 * DAY).toISOString().slice(0, 10);
}

/** What breaks on many devices, in the order of the days. */
export function fleetTimeline(devices: readonly Device[], options: CheckOptions, until: string): Timeline {
  const each = devices.map((device) => timeline(device, options, until));
  return {
    events: each.flatMap(({ events }) => events).sort((a, b) => compareText(a.date, b.date)),
    gaps: each.flatMap(({ gaps }) => gaps),
  };
}
