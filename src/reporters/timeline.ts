import type { TimelineEvent } from '../model/timeline.js';
import { visible } from './terminal.js';
import type { TimelineReport } from './timeline-report.js';

export function timelineJson(report: TimelineReport, version: string): string {
  const { asOf, readUntil, until, events, gaps, devices } = report;
  const object = {
    schemaVersion: 1,
    tool: { name: 'sbclint', version },
    asOf,
    until,
    knowledge: { readUntil },
    events: events.map(jsonEvent),
    gaps,
    devices,
  };
  return `${JSON.stringify(object, null, 2)}\n`;
}

/** One event a line. */
export function timelineNdjson({ events }: TimelineReport): string {
  return events.map((event) => `${JSON.stringify(jsonEvent(event))}\n`).join('');
}

function jsonEvent({ date, device, leg, peer, cause, trustAnchor, level, message }: TimelineEvent) {
  return { date, device, leg, peer, cause, trustAnchor, level, message };
}

/** One event a line for grep, and one for each thing that cannot be told. */
export function timelineConcise({ events, gaps }: TimelineReport): string {
  const lines = [
    ...events.map((each) => [each.date, each.level, each.cause, each.device, each.leg, each.message]),
    ...gaps.map(({ device, because }) => ['cannot-tell', 'open', 'gap', device, '', because]),
  ];
  return lines.map((fields) => `${visible(fields.filter((field) => field !== '').join('  '))}\n`).join('');
}
