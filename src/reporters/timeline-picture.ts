import { cut, type Screen } from './screen.js';
import { visible, type Palette } from './terminal.js';
import { axisOf, type Axis } from './timeline-axis.js';
import { groupTitle, legsOf, type TimelineGroup } from './timeline-group.js';
import { todayOf, type TimelineReport } from './timeline-report.js';

/** More rows than this on either side of today are no picture any more. */
const MOST_ROWS = 12;
const WHAT = 'what breaks';

interface Signs {
  readonly error: string;
  readonly warning: string;
  readonly left: string;
  readonly today: string;
  readonly tick: string;
  readonly earlier: string;
}

const ASCII: Signs = { error: '#', warning: '=', left: '-', today: '|', tick: '.', earlier: '<' };
const UNICODE: Signs = {
  error: '\u2588',
  warning: '\u2592',
  left: '\u2500',
  today: '\u2502',
  tick: '\u00b7',
  earlier: '\u25c2',
};
const STRIKES = { error: 'X', warning: 'x' } as const;

interface Cell {
  readonly sign: string;
  readonly paint: (text: string) => string;
}

/**
 * A row for each thing that breaks: since when until today, or how much time is left and the day it strikes. Nothing is drawn
 * behind that, since nobody knows what is done about it.
 */
export function timelinePicture(
  report: TimelineReport,
  groups: readonly TimelineGroup[],
  palette: Palette,
  screen: Screen,
): readonly string[] {
  const today = todayOf(report);
  const shown = chosen(groups, today);
  const [first] = shown;
  if (!first) return [];
  const single = report.devices.length === 1;
  const hits = shown.map((group) => (single ? legsOf(group).length : group.devices.length));
  const counted = single ? 'legs' : `of ${report.devices.length}`;
  const countWidth = Math.max(...hits.map((hit) => String(hit).length), counted.length);
  const titles = shown.map((group) => visible(groupTitle(group)).replace('Certificate Authority', 'CA'));
  const room = screen.width - 2 - 10 - 2 - countWidth - 2 - 2;
  const longest = Math.max(WHAT.length, ...titles.map((title) => [...title].length));
  const titleWidth = Math.min(longest, Math.floor(room * 0.52));
  const axis = axisOf(first.date, today, report.until, room - titleWidth);
  const signs = screen.unicode ? UNICODE : ASCII;
  const lead = 2 + 10 + 2 + countWidth + 2 + titleWidth + 2;
  const meaning = legend(shown, today, signs);
  // Under the bars, unless that would stick out.
  const under = ' '.repeat(
    Math.max(2, Math.min(lead, screen.width - Math.max(...meaning.map(({ length }) => length)))),
  );
  const head = `  ${'day'.padEnd(10)}  ${counted.padStart(countWidth)}  ${WHAT.padEnd(titleWidth)}  `;
  const hidden = groups.length - shown.length;
  return [
    palette.dim(`${head}${scale(axis)}`.trimEnd()),
    ...shown.map((group, index) => {
      const title = cut(titles[index] ?? '', titleWidth, screen);
      const padded = `${title}${' '.repeat(titleWidth - [...title].length)}`;
      const paint = group.date <= today ? painter(group, palette) : (text: string) => text;
      const hit = String(hits[index]).padStart(countWidth);
      return `  ${palette.bold(group.date)}  ${hit}  ${paint(padded)}  ${bar(group, axis, today, signs, palette)}`.trimEnd();
    }),
    ...(hidden > 0 ? [palette.dim(`  and ${hidden} more, which are listed below`)] : []),
    ...meaning.map((line) => palette.dim(`${under}${line}`)),
  ];
}

/** What is broken now on most devices, and what comes next; both in the order of the days. */
function chosen(groups: readonly TimelineGroup[], today: string): readonly TimelineGroup[] {
  const past = groups.filter(({ date }) => date <= today);
  const widest = new Set([...past].sort((a, b) => b.devices.length - a.devices.length).slice(0, MOST_ROWS));
  const coming = groups.filter(({ date }) => date > today).slice(0, MOST_ROWS);
  return [...past.filter((group) => widest.has(group)), ...coming];
}

function scale({ width, ticks }: Axis): string {
  let line = '';
  for (const { column, label } of ticks) line = `${line.padEnd(column)}${label}`;
  return line.padEnd(width);
}

function bar(group: TimelineGroup, axis: Axis, today: string, signs: Signs, palette: Palette): string {
  const plain = (text: string) => text;
  const paint = painter(group, palette);
  const cells: Cell[] = Array.from({ length: axis.width }, () => ({ sign: ' ', paint: plain }));
  const put = (from: number, to: number, sign: string, how: (text: string) => string) => {
    for (let column = from; column <= to; column += 1) cells[column] = { sign, paint: how };
  };
  for (const { column } of axis.ticks) put(column, column, signs.tick, palette.dim);
  put(axis.today, axis.today, signs.today, plain);
  if (group.date <= today) {
    put(
      Math.min(axis.column(group.date), axis.today - 1),
      axis.today - 1,
      isError(group) ? signs.error : signs.warning,
      paint,
    );
    if (axis.isBefore(group.date)) put(0, 0, signs.earlier, paint);
  } else {
    const strikes = Math.max(axis.column(group.date), axis.today + 1);
    put(axis.today + 1, strikes - 1, signs.left, palette.dim);
    put(strikes, strikes, isError(group) ? STRIKES.error : STRIKES.warning, paint);
  }
  return joined(cells);
}

/** Neighbours that are painted alike are painted together. */
function joined(cells: readonly Cell[]): string {
  let text = '';
  for (let at = 0; at < cells.length;) {
    const first = cells[at];
    if (!first) break;
    let run = '';
    for (; cells[at]?.paint === first.paint; at += 1) run += cells[at]?.sign ?? '';
    text += first.paint(run);
  }
  return text;
}

function legend(groups: readonly TimelineGroup[], today: string, signs: Signs): readonly string[] {
  const past = groups.filter(({ date }) => date <= today);
  const coming = groups.filter(({ date }) => date > today);
  const have = (some: readonly TimelineGroup[], error: string, warning: string) => [
    ...(some.some(isError) ? [`${error} error`] : []),
    ...(some.some((group) => !isError(group)) ? [`${warning} warning`] : []),
  ];
  return [
    `${signs.today} today`,
    ...(past.length > 0 ? [`broken: ${have(past, signs.error, signs.warning).join(', ')}`] : []),
    ...(coming.length > 0
      ? [`${signs.left} left, then ${have(coming, STRIKES.error, STRIKES.warning).join(', ')}`]
      : []),
  ];
}

function painter(group: TimelineGroup, { red, yellow }: Palette): (text: string) => string {
  return isError(group) ? red : yellow;
}

function isError({ level }: TimelineGroup): boolean {
  return level === 'error';
}
