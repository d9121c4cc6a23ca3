import { moment } from '../../model/time.js';
import { count } from '../terminal.js';
import type { Cliff } from './cliffs.js';
import { markup, NOTHING, type Markup } from './markup.js';

export interface PictureSize {
  /** Tells the two pictures of a page apart. */
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** Every how many years the axis says the year. */
  readonly years: number;
}

export interface Picture {
  readonly asOf: string;
  readonly until: string;
  readonly cliffs: readonly Cliff[];
  /** Devices that are not hit as far as is known, and of which something cannot be foretold. */
  readonly untold: number;
}

const MARGIN = { left: 44, right: 14, top: 30 };
const LANE = 22;
const MARK = 9;

/**
 * How many devices are hit, day by day, if nothing is done: steps that go up and never down, one for each day on which something
 * breaks, with the numbers of the rows of the table below. What cannot be foretold is hatched on top of it.
 */
export function cliffPicture({ asOf, until, cliffs, untold }: Picture, size: PictureSize): Markup {
  const today = moment(asOf.slice(0, 10)).first;
  const end = moment(until).first;
  const start = Math.min(today - YEAR / 2, ...cliffs.map(({ date }) => moment(date).first - YEAR / 4));
  const lanes = lanesOf(cliffs, (date) => x(moment(date).first));
  const bottom = size.height - 24 - LANE * Math.max(1, ...lanes.map((lane) => lane + 1));
  const top = niceTop(Math.max(1, (cliffs.at(-1)?.hitByThen ?? 0) + untold));

  function x(at: number): number {
    return round(MARGIN.left + ((at - start) / (end - start)) * (size.width - MARGIN.left - MARGIN.right));
  }
  const y = (devices: number) => round(bottom - (devices / top) * (bottom - MARGIN.top));
  const steps = (of: (cliff: Cliff) => number) =>
    cliffs.map((cliff) => [x(moment(cliff.date).first), of(cliff)] as const);
  const area = (levels: readonly (readonly [number, number])[]) =>
    levels.reduce((path, [at, devices]) => `${path}H${at}V${y(devices)}`, `M${x(start)} ${bottom}`) +
    `H${x(end)}V${bottom}Z`;
  const hit = steps(({ hitByThen }) => hitByThen);
  const failing = steps(({ failingByThen }) => failingByThen);

  return markup`<svg
    class="cliff-picture ${size.id}"
    viewBox="0 0 ${size.width} ${size.height}"
    role="img"
    aria-labelledby="${size.id}-title ${size.id}-text"
  >
    <title id="${size.id}-title">How many devices are hit, day by day, if nothing is done</title>
    <desc id="${size.id}-text">${described(cliffs, asOf, untold)} The table below says the same day by day.</desc>
    <defs>
      <pattern id="${size.id}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="hatch" width="2" height="6" />
      </pattern>
    </defs>
    ${[0, top / 2, top].map((value) => gridLine(value, y(value), size))}
    ${untold > 0 ? markup`<path fill="url(#${size.id}-hatch)" d="${untoldArea(hit, untold, x(today), x(end), y)}" />` : NOTHING}
    <path class="hit" d="${area(hit)}" />
    <path class="failing" d="${area(failing)}" />
    <line class="axis" x1="${MARGIN.left}" x2="${size.width - MARGIN.right}" y1="${bottom}" y2="${bottom}" />
    ${yearsOf(start, end, size.years).map((year) => yearTick(year, x(Date.UTC(year, 0, 1)), bottom, size))}
    <line class="today" x1="${x(today)}" x2="${x(today)}" y1="${MARGIN.top - 10}" y2="${bottom}" />
    <text
      class="today-text"
      x="${x(today)}"
      y="${MARGIN.top - 15}"
      text-anchor="${x(today) > size.width - 90 ? 'end' : 'middle'}"
    >
      ${asOf.slice(0, 10)}
    </text>
    ${cliffs.map((cliff, i) => mark(cliff, i + 1, x(moment(cliff.date).first), bottom, lanes[i] ?? 0, y))}
  </svg>`;
}

const YEAR = 365.25 * 86_400_000;

function described(cliffs: readonly Cliff[], asOf: string, untold: number): string {
  const today = asOf.slice(0, 10);
  const now = cliffs.filter(({ date }) => date <= today).at(-1)?.hitByThen ?? 0;
  const coming = cliffs.filter(({ date }) => date > today);
  const next = coming.map(({ date, hitByThen }) => `${hitByThen} by ${date}`).join(', ');
  return [
    `${count(now, 'device')} hit on ${today}`,
    next === '' ? 'nothing more is known to break' : next,
    ...(untold > 0 ? [`of ${untold} more it cannot be told`] : []),
  ]
    .join('; ')
    .concat('.');
}

/** Marks that would lie on each other go one lane lower. */
function lanesOf(cliffs: readonly Cliff[], x: (date: string) => number): readonly number[] {
  const ends: number[] = [];
  return cliffs.map(({ date }) => {
    const at = x(date);
    const free = ends.findIndex((end) => end <= at - MARK);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = at + MARK + 2;
    return lane;
  });
}

function untoldArea(
  hit: readonly (readonly [number, number])[],
  untold: number,
  from: number,
  to: number,
  y: (devices: number) => number,
): string {
  const now = hit.filter(([at]) => at <= from).at(-1)?.[1] ?? 0;
  const later = hit.filter(([at]) => at > from);
  const upper = later.reduce(
    (path, [at, devices]) => `${path}H${at}V${y(devices + untold)}`,
    `M${from} ${y(now + untold)}`,
  );
  const last = later.at(-1)?.[1] ?? now;
  const lower = [...later].reverse().reduce(
    (path, [at], i, all) => {
      const before = all[i + 1]?.[1] ?? now;
      return `${path}H${at}V${y(before)}`;
    },
    `H${to}V${y(last)}`,
  );
  return `${upper}${lower}H${from}Z`;
}

function gridLine(value: number, at: number, { width }: PictureSize): Markup {
  return markup`<line class="grid" x1="${MARGIN.left}" x2="${width - MARGIN.right}" y1="${at}" y2="${at}" /><text
      class="scale"
      x="${MARGIN.left - 6}"
      y="${at + 4}"
      text-anchor="end"
      >${Number.isInteger(value) ? value : ''}</text
    >`;
}

function yearTick(year: number, at: number, bottom: number, { height }: PictureSize): Markup {
  return markup`<line class="axis" x1="${at}" x2="${at}" y1="${bottom}" y2="${bottom + 5}" /><text
      class="scale"
      x="${at}"
      y="${height - 6}"
      text-anchor="middle"
      >${year}</text
    >`;
}

function mark(
  cliff: Cliff,
  number: number,
  at: number,
  bottom: number,
  lane: number,
  y: (n: number) => number,
): Markup {
  const center = bottom + 12 + lane * LANE;
  const kind = cliff.grave ? 'grave' : 'slight';
  return markup`<line class="drop" x1="${at}" x2="${at}" y1="${y(cliff.hitByThen)}" y2="${center}" /><circle
      class="mark ${kind}"
      cx="${at}"
      cy="${center}"
      r="${MARK}"
    /><text class="mark-text" x="${at}" y="${center + 4}" text-anchor="middle">${number}</text>`;
}

function yearsOf(start: number, end: number, every: number): readonly number[] {
  const first = new Date(start).getUTCFullYear() + 1;
  const last = new Date(end).getUTCFullYear();
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i).filter(
    (year) => year % every === 0,
  );
}

/** The next of 1, 2, 4, 5, 10, 20 ... that is not less. */
function niceTop(value: number): number {
  const unit = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 4, 5, 10].find((factor) => factor * unit >= value) ?? 10) * unit;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
