import type { Timeline, TimelineEvent } from '../model/timeline.js';
import { count, visible, type Palette } from './terminal.js';

export interface TimelineReport extends Timeline {
  readonly asOf: string;
  readonly readUntil: string;
  readonly until: string;
  readonly devices: number;
}

export function timelineJson(report: TimelineReport, version: string): string {
  const { asOf, readUntil, until, gaps } = report;
  const said = {
    schemaVersion: 1,
    tool: { name: 'sbclint', version },
    asOf,
    until,
    knowledge: { readUntil },
    events: allEvents(report).map(jsonEvent),
    gaps,
  };
  return `${JSON.stringify(said, null, 2)}\n`;
}

/** One event a line. */
export function timelineNdjson(report: TimelineReport): string {
  return allEvents(report)
    .map((event) => `${JSON.stringify(jsonEvent(event))}\n`)
    .join('');
}

/** What breaks and what is announced, by day. */
function allEvents({ events, announced }: TimelineReport): readonly TimelineEvent[] {
  return [...events, ...announced].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

function jsonEvent({ date, device, leg, peer, cause, trustAnchor, level, message }: TimelineEvent) {
  return { date, device, leg, peer, cause, trustAnchor, level, message };
}

/** For people: what is broken, then day by day what will be, each with how many devices it hits. */
export function timelinePretty(report: TimelineReport, palette: Palette): string {
  const { asOf, until, events, announced, gaps, devices } = report;
  const today = asOf.slice(0, 10);
  const past = events.filter(({ date }) => date <= today);
  const coming = events.filter(({ date }) => date > today);
  const blocks = [
    past.length === 0 ? '' : [palette.bold('Broken already, since'), ...dayLines(past, devices, palette)].join('\n'),
    coming.length === 0 ? '' : [palette.bold('What breaks next'), ...dayLines(coming, devices, palette)].join('\n'),
    announced.length === 0
      ? ''
      : [palette.bold('Announced by peers'), ...announcedLines(announced, palette)].join('\n'),
    gaps.length === 0 ? '' : [palette.bold('Cannot tell'), ...gapLines(report, palette)].join('\n'),
    [
      palette.bold('Summary'),
      `  ${count(devices, 'device')} from ${asOf} until ${until}: ${summary(report)}`,
      ...(gaps.length > 0 ? ['  what cannot be told may break on any day: give the evidence, and look again'] : []),
    ].join('\n'),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function summary({ events, asOf }: TimelineReport): string {
  const today = asOf.slice(0, 10);
  const next = events.find(({ date }) => date > today)?.date;
  const broken = new Set(events.filter(({ date }) => date <= today).map(({ device, leg }) => `${device}\n${leg}`)).size;
  const now = broken === 0 ? 'nothing is broken now' : `${count(broken, 'leg')} broken now`;
  return next === undefined ? `${now}, and nothing more is known to break` : `${now}, the next date is ${next}`;
}

function dayLines(events: readonly TimelineEvent[], devices: number, palette: Palette): readonly string[] {
  const groups = new Map<string, TimelineEvent[]>();
  for (const event of events) {
    const what = devices === 1 ? event.message : (event.trustAnchor?.name ?? event.message);
    const key = JSON.stringify([event.date, event.level, event.cause, event.peer, what]);
    groups.set(key, [...(groups.get(key) ?? []), event]);
  }
  return [...groups.values()].flatMap((same) => {
    const [event] = same;
    if (!event) return [];
    const hit = new Set(same.map(({ device }) => device));
    const where = devices === 1 ? legsText(same) : `${hit.size} of ${count(devices, 'device')}: ${someOf([...hit])}`;
    const mark = event.level === 'error' ? palette.red('error  ') : palette.yellow('warning');
    return [
      `  ${palette.bold(event.date)}  ${mark}  ${visible(`${event.cause}: ${event.message}`)}`,
      palette.dim(visible(`                       ${where}`)),
    ];
  });
}

/** The same for every device and leg that faces the peer, so each is said once. */
function announcedLines(events: readonly TimelineEvent[], palette: Palette): readonly string[] {
  const lines = events.map(({ date, message }) => `  ${palette.bold(date)}  note     ${visible(message)}`);
  return [...new Set(lines)];
}

function legsText(events: readonly TimelineEvent[]): string {
  return `on ${someOf([...new Set(events.map(({ leg }) => leg))])}`;
}

function someOf(names: readonly string[]): string {
  const more = names.length - 5;
  return `${names.slice(0, 5).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function gapLines({ gaps }: TimelineReport, palette: Palette): readonly string[] {
  return gaps.flatMap(({ device, because, hint }) => [
    `  ${visible(device)}  ${visible(because)}`,
    ...(hint === null ? [] : [palette.dim(visible(`    do  ${hint}`))]),
  ]);
}
