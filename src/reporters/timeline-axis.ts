import { DAY } from '../model/time.js';
/** Days laid out over the columns of a picture. */
export interface Axis {
  readonly width: number;
  /** The column of today: never the first nor the last, so that there is room before and after it. */
  readonly today: number;
  readonly column: (day: string) => number;
  /** Whether a day lies before the first column. */
  readonly isBefore: (day: string) => boolean;
  readonly ticks: readonly Tick[];
}

/** A column where a month begins that has a label. */
export interface Tick {
  readonly column: number;
  readonly label: string;
}

const YEAR = 365 * DAY;
const STEPS = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200];

/**
 * From the earliest day to `until`. The past takes at most as much room as what is still to come, and a year if that is
 * less: what broke long ago must not push the future off the picture.
 */
export function axisOf(earliest: string, today: string, until: string, width: number): Axis {
  const now = Date.parse(today);
  const end = Math.max(Date.parse(until), now) + DAY;
  const start = monthStart(Math.max(Math.min(Date.parse(earliest), now), now - Math.max(end - now, YEAR)));
  const raw = (at: number) => Math.floor(((at - start) / (end - start)) * width);
  const clamp = (column: number) => Math.min(Math.max(column, 0), width - 1);
  return {
    width,
    today: Math.min(Math.max(raw(now), 1), width - 2),
    column: (day) => clamp(raw(Date.parse(day))),
    isBefore: (day) => Date.parse(day) < start,
    ticks: ticksOf(start, end, width, (at) => clamp(raw(at))),
  };
}

function ticksOf(start: number, end: number, width: number, column: (at: number) => number): readonly Tick[] {
  const first = monthNumber(start);
  const last = monthNumber(end - DAY);
  const step = STEPS.find((months) => ((last - first + 1) / months) * (labelWidth(months) + 1) <= width) ?? 2400;
  const ticks: Tick[] = [];
  let free = 0;
  for (let month = Math.ceil(first / step) * step; month <= last; month += step) {
    const at = column(Date.UTC(Math.floor(month / 12), month % 12, 1));
    if (at < free || at + labelWidth(step) > width) continue;
    const label = new Date(Date.UTC(Math.floor(month / 12), month % 12, 1)).toISOString().slice(0, labelWidth(step));
    ticks.push({ column: at, label });
    free = at + labelWidth(step) + 1;
  }
  return ticks;
}

/** `2026-03` where months are told apart, else `2026`. */
function labelWidth(step: number): number {
  return step < 12 ? 7 : 4;
}

function monthNumber(at: number): number {
  const date = new Date(at);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

function monthStart(at: number): number {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
}
