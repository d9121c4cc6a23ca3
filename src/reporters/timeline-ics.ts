import { DAY, dayAt } from '../model/time.js';
import { compareText } from '../text/provenance.js';
import type { Cause } from '../model/timeline.js';
import { someOf } from '../text/lists.js';
import { component, contentLine, dateValue, instantValue, textValue } from './icalendar.js';
import { count } from './terminal.js';
import { confidenceOf, distinct, groupEvents, groupTitle, legsOf, type TimelineGroup } from './timeline-group.js';
import { todayOf, type TimelineReport } from './timeline-report.js';
import { timelineSummary } from './timeline-summary.js';

/** How many days before, the longest first. */
const REMINDERS = [30, 7] as const;

const MOST_DEVICES = 10;
const MOST_LEGS = 3;
const MOST_MESSAGES = 10;

/** What the title of a group does on its day; an expiry says it already. */
const WHAT_HAPPENS: Readonly<Record<Cause, string>> = {
  requirement: 'required',
  peer: 'not valid',
  'trust-anchor': '',
  'cross-sign': 'ends',
  'issuing-ca': '',
  'retired-too-early': 'still needed',
  'end-entity': '',
};

/** Days that a peer sets and may move. What ends with a certificate ends on its day: there the day is part of what it is. */
const MOVABLE: ReadonlySet<Cause> = new Set(['requirement', 'retired-too-early']);

/**
 * A calendar, RFC 5545: one entry on the day of `asOf` for how things stand, whatever that is, and one with reminders for each
 * day, cause and root that is to come. `hash` makes the same name for the same thing in every run.
 */
export function timelineIcs(report: TimelineReport, hash: (text: string) => string): string {
  const today = todayOf(report);
  const stamp = instantValue(Date.parse(report.asOf));
  const coming = groupEvents(
    report.events.filter(({ date }) => date > today),
    ({ date, cause, peer, trustAnchor }) => [date, cause, peer, trustAnchor?.sha256 ?? null],
  );
  const taken = new Set<string>();
  const entries = coming.map((group) => {
    const uid = uidOf(group, taken, hash);
    taken.add(uid);
    return comingEntry(group, report, uid, stamp);
  });
  return component(
    'VCALENDAR',
    contentLine('VERSION', '2.0'),
    contentLine('PRODID', '-//sbclint//sbclint//EN'),
    contentLine('CALSCALE', 'GREGORIAN'),
    contentLine('METHOD', 'PUBLISH'),
    contentLine('X-WR-CALNAME', 'sbclint'),
    standingEntry(report, stamp),
    ...[...entries, ...announcedEntries(report, stamp, hash)].sort((a, b) => compareText(dayOf(a), dayOf(b))),
  );
}

/** The day of an entry; the sort is stable, so what breaks comes before what is announced for the same day. */
function dayOf(entry: string): string {
  return /DTSTART;VALUE=DATE:(\d+)/.exec(entry)?.[1] ?? '';
}

/** By what it is, and by the day where that is part of it or where nothing else tells two of them apart. */
function uidOf(
  { date, cause, peer, events }: TimelineGroup,
  taken: ReadonlySet<string>,
  hash: (text: string) => string,
) {
  const what = [cause, peer, events[0]?.trustAnchor?.sha256 ?? null];
  const uid = (key: readonly unknown[]) => `${hash(JSON.stringify(key)).slice(0, 32)}@sbclint`;
  const plain = uid(what);
  return MOVABLE.has(cause) && !taken.has(plain) ? plain : uid([...what, date]);
}

/** What is broken now, what cannot be told, or that nothing known breaks: a calendar without it would look like all is well. */
function standingEntry(report: TimelineReport, stamp: string): string {
  const today = todayOf(report);
  const { events, gaps, until, devices } = report;
  const broken = groupEvents(
    events.filter(({ date }) => date <= today),
    ({ date, cause, peer, trustAnchor }) => [date, cause, peer, trustAnchor?.sha256 ?? null],
  );
  const blind = distinct(gaps.map(({ device }) => device));
  const lines = [
    `${count(devices.length, 'device')} looked at until ${until}.`,
    ...broken.map((group) => `Since ${group.date}: ${title(group)} on ${someOf(group.devices, MOST_LEGS)}`),
    ...(blind.length > 0
      ? [`Cannot tell: ${someOf(blind, MOST_DEVICES)}. What cannot be told may break on any day.`]
      : []),
    madeBy(report),
  ];
  const categories = [...(broken.length > 0 ? ['broken'] : []), ...(blind.length > 0 ? ['open'] : [])];
  return component(
    'VEVENT',
    contentLine('UID', 'standing@sbclint'),
    contentLine('DTSTAMP', stamp),
    ...dayLines(today),
    contentLine('SUMMARY', textValue(`sbclint: ${timelineSummary(report)}`)),
    contentLine('DESCRIPTION', textValue(...lines)),
    contentLine('CATEGORIES', ['sbclint', ...categories].join(',')),
    contentLine('TRANSP', 'TRANSPARENT'),
  );
}

function comingEntry(group: TimelineGroup, report: TimelineReport, uid: string, stamp: string): string {
  const { date, cause, level, events, devices } = group;
  const what = `sbclint: ${title(group)} on ${devices.length} of ${count(report.devices.length, 'device')}`;
  const messages = distinct(events.map(({ message }) => message));
  const lines = [
    ...messages.slice(0, MOST_MESSAGES),
    ...(messages.length > MOST_MESSAGES ? [`and ${messages.length - MOST_MESSAGES} more`] : []),
    '',
    `Breaks on ${devices.length} of ${count(report.devices.length, 'device')}:`,
    ...devices.slice(0, MOST_DEVICES).map((device) => {
      const legs = legsOf({ ...group, events: events.filter((event) => event.device === device) });
      return legs.length === 0 ? `- ${device}` : `- ${device}: ${someOf(legs, MOST_LEGS)}`;
    }),
    ...(devices.length > MOST_DEVICES ? [`and ${devices.length - MOST_DEVICES} more`] : []),
    madeBy(report),
  ];
  return component(
    'VEVENT',
    contentLine('UID', uid),
    contentLine('DTSTAMP', stamp),
    ...dayLines(date),
    contentLine('SUMMARY', textValue(what)),
    contentLine('DESCRIPTION', textValue(...lines)),
    contentLine('CATEGORIES', ['sbclint', cause, level].map((word) => textValue(word)).join(',')),
    contentLine('TRANSP', 'TRANSPARENT'),
    ...reminders(what),
  );
}

/** What peers have announced: each once, for whichever device faces the peer. A peer may move its day, so it is no part of the name. */
function announcedEntries(report: TimelineReport, stamp: string, hash: (text: string) => string): readonly string[] {
  return groupEvents(report.announced, ({ date, peer, message }) => [date, peer, message]).map((group) => {
    const { date, peer, devices, events } = group;
    const message = events[0]?.message ?? '';
    const what = `sbclint: ${message}`;
    const lines = [
      `Announced; nothing is known to break by it. ${devices.length} of ${count(report.devices.length, 'device')} face the peer:`,
      someOf(devices, MOST_DEVICES),
      madeBy(report),
    ];
    return component(
      'VEVENT',
      contentLine('UID', `${hash(JSON.stringify(['announced', peer, message])).slice(0, 32)}@sbclint`),
      contentLine('DTSTAMP', stamp),
      ...dayLines(date),
      contentLine('SUMMARY', textValue(what)),
      contentLine('DESCRIPTION', textValue(...lines)),
      contentLine('CATEGORIES', 'sbclint,announced'),
      contentLine('TRANSP', 'TRANSPARENT'),
      ...reminders(what),
    );
  });
}

function reminders(what: string): readonly string[] {
  return REMINDERS.map((days) =>
    component(
      'VALARM',
      contentLine('ACTION', 'DISPLAY'),
      contentLine('TRIGGER', `-P${days}D`),
      contentLine('DESCRIPTION', textValue(`In ${days} days: ${what}`)),
    ),
  );
}

function title(group: TimelineGroup): string {
  const peer = group.peer === '' ? '' : ` for ${group.peer}`;
  const verb = WHAT_HAPPENS[group.cause];
  return `${groupTitle(group)}${verb === '' ? '' : ` ${verb}`}${peer}${confidenceOf(group)}`;
}

/** The whole of a day: the end is the first day after it. */
function dayLines(day: string): readonly string[] {
  const next = dayAt(Date.parse(day) + DAY);
  return [contentLine('DTSTART;VALUE=DATE', dateValue(day)), contentLine('DTEND;VALUE=DATE', dateValue(next))];
}

function madeBy({ asOf, readUntil }: TimelineReport): string {
  return `As of ${asOf}, from facts read until ${readUntil}. Days are UTC.`;
}
