import type { Timeline } from '../model/timeline.js';

/** The time lines of a fleet, as every format of `timeline` gets them. */
export interface TimelineReport extends Timeline {
  /** The day or the instant to judge by. */
  readonly asOf: string;
  readonly readUntil: string;
  /** The last day that was looked at. */
  readonly until: string;
  /** The id of every device that was looked at, also of those on which nothing happens. */
  readonly devices: readonly string[];
}

/** The day of `asOf`. */
export function todayOf({ asOf }: TimelineReport): string {
  return asOf.slice(0, 10);
}
