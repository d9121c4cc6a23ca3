import { count } from './terminal.js';
import { distinct } from './timeline-group.js';
import { todayOf, type TimelineReport } from './timeline-report.js';

/** How things stand, in one line: what is broken, what is next, and how much cannot be told. */
export function timelineSummary(report: TimelineReport): string {
  const { events, until } = report;
  const today = todayOf(report);
  const next = events.find(({ date }) => date > today)?.date;
  const broken = events.filter(({ date }) => date <= today);
  const blind = blindText(report);
  if (events.length === 0) return `nothing known breaks until ${until}${blind}`;
  const legs = distinct(broken.map(({ device, leg }) => `${device}\n${leg}`)).length;
  const devices = distinct(broken.map(({ device }) => device)).length;
  const now =
    legs === 0
      ? 'nothing known is broken now'
      : `${count(legs, 'leg')} on ${count(devices, 'device')} ${legs === 1 ? 'is' : 'are'} broken now`;
  const then = next === undefined ? `nothing more is known to break until ${until}` : `the next date is ${next}`;
  return `${now}, ${then}${blind}`;
}

function blindText({ gaps, devices }: TimelineReport): string {
  const names = distinct(gaps.map(({ device }) => device));
  const known = names.filter((name) => devices.includes(name)).length;
  const parts = [
    ...(known > 0 ? [count(known, 'device')] : []),
    ...(names.length > known ? [count(names.length - known, 'file')] : []),
  ];
  return parts.length === 0 ? '' : `; ${parts.join(' and ')} cannot be told`;
}
