import type { TimelineEvent } from '../model/timeline.js';
import { grouped } from '../text/grouped.js';
import { someOf } from '../text/lists.js';
import { compareText } from '../text/provenance.js';
import type { Screen } from './screen.js';
import { count, visible, type Palette } from './terminal.js';
import { distinct, groupEvents, legsOf, type TimelineGroup } from './timeline-group.js';
import { timelinePicture } from './timeline-picture.js';
import { todayOf, type TimelineReport } from './timeline-report.js';
import { timelineSummary } from './timeline-summary.js';

const MOST_NAMES = 5;
const MOST_MESSAGES = 8;

/** For people: the picture first, then device by device, then each thing in full, then what cannot be told. */
export function timelinePretty(report: TimelineReport, palette: Palette, screen: Screen): string {
  const { asOf, until, events, gaps, devices } = report;
  const today = todayOf(report);
  const groups = groupEvents(events, ({ date, level, cause, peer }) => [date, level, cause, peer]);
  const past = groups.filter(({ date }) => date <= today);
  const coming = groups.filter(({ date }) => date > today);
  const blocks = [
    block('What breaks when', timelinePicture(report, groups, palette, screen)),
    block('Device by device', deviceLines(report, palette)),
    block(
      'Broken already, since',
      past.flatMap((group) => groupLines(group, devices.length, palette)),
    ),
    block(
      'What breaks next',
      coming.flatMap((group) => groupLines(group, devices.length, palette)),
    ),
    block('Announced by peers', announcedLines(report, palette)),
    block('Cannot tell', gapLines(report, palette)),
    block('Summary', [
      `  ${count(devices.length, 'device')} from ${asOf} until ${until}: ${timelineSummary(report)}`,
      ...(gaps.length > 0 ? ['  what cannot be told may break on any day: give the evidence, and look again'] : []),
    ]),
  ];
  return `${blocks.filter((text) => text !== '').join('\n\n')}\n`;

  function block(title: string, lines: readonly string[]): string {
    return lines.length === 0 ? '' : [palette.bold(title), ...lines].join('\n');
  }
}

/** The same for every device and leg that faces the peer, so each is said once. */
function announcedLines({ announced }: TimelineReport, palette: Palette): readonly string[] {
  return distinct(announced.map(({ date, message }) => `  ${palette.bold(date)}  note     ${visible(message)}`));
}

/** Devices with the same days share a line; those that break first come first. */
function deviceLines(report: TimelineReport, palette: Palette): readonly string[] {
  const { events, gaps, devices, until } = report;
  if (devices.length < 2) return [];
  const today = todayOf(report);
  const blind = new Set(gaps.map(({ device }) => device));
  const days = grouped(events, ({ device }) => device);
  const order = (device: string) => days.get(device)?.[0]?.date ?? (blind.has(device) ? '~' : '~~');
  const sorted = [...devices].sort((a, b) => compareText(order(a), order(b)));
  const same = grouped(sorted, (device) =>
    historyText(days.get(device) ?? [], today, until, blind.has(device), palette),
  );
  return [...same].flatMap(([text, names]) => [`  ${visible(someOf(names, MOST_NAMES))}`, `    ${text}`]);
}

function historyText(
  events: readonly TimelineEvent[],
  today: string,
  until: string,
  blind: boolean,
  palette: Palette,
): string {
  const past = distinct(events.map(({ date }) => date).filter((date) => date <= today));
  const coming = distinct(events.map(({ date }) => date).filter((date) => date > today));
  const parts = [
    ...(past.length > 0 ? [palette.red(`broken since ${past[0]}`)] : []),
    ...(past.length > 1 ? [`more since ${someOf(past.slice(1), MOST_NAMES)}`] : []),
    ...(coming.length > 0 ? [`${past.length > 0 ? 'next' : 'breaks on'} ${someOf(coming, MOST_NAMES)}`] : []),
    ...(blind ? [palette.magenta(events.length > 0 ? 'and there is what cannot be told' : 'cannot tell')] : []),
  ];
  return parts.length === 0 ? palette.dim(`nothing known breaks until ${until}`) : parts.join(', ');
}

function groupLines(group: TimelineGroup, devices: number, palette: Palette): readonly string[] {
  const { date, level, cause, events, devices: hit } = group;
  const mark = (level === 'error' ? palette.red : palette.yellow)(level.padEnd(7));
  const legs = legsOf(group);
  const where =
    devices > 1
      ? `${hit.length} of ${count(devices, 'device')}: ${someOf(hit, MOST_NAMES)}`
      : legs.length > 0
        ? `on ${someOf(legs, MOST_NAMES)}`
        : '';
  const messages = distinct(events.map(({ message }) => message));
  const more = messages.length - MOST_MESSAGES;
  return [
    `  ${palette.bold(date)}  ${mark}  ${visible(cause)}${palette.dim(visible(where === '' ? '' : `  ${where}`))}`,
    ...messages.slice(0, MOST_MESSAGES).map((message) => `    ${visible(message)}`),
    ...(more > 0 ? [palette.dim(`    and ${more} more; --format concise has them all`)] : []),
  ];
}

function gapLines({ gaps }: TimelineReport, palette: Palette): readonly string[] {
  return gaps.flatMap(({ device, because, hint }) => [
    `  ${visible(device)}  ${visible(because)}`,
    ...(hint === null ? [] : [palette.dim(visible(`    do  ${hint}`))]),
  ]);
}
