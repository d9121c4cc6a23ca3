import type { TimelineEvent } from '../model/timeline.js';
import { compareText } from '../text/provenance.js';
import { jsonText } from './json-text.js';
import { visible } from './terminal.js';
import type { TimelineReport } from './timeline-report.js';

export function timelineJson(report: TimelineReport, version: string): string {
  const { asOf, readUntil, until, gaps, devices } = report;
  const object = {
    schemaVersion: 1,
    tool: { name: 'sbclint', version },
    asOf,
    until,
    knowledge: { readUntil },
    events: allEvents(report).map(jsonEvent),
    gaps,
    devices,
  };
  return `${jsonText(object, 2)}\n`;
}

/** One event a line. */
export function timelineNdjson(report: TimelineReport): string {
  return allEvents(report)
    .map((event) => `${jsonText(jsonEvent(event), 0)}\n`)
    .join('');
}

/** What breaks and what is announced, by day. */
function allEvents({ events, announced }: TimelineReport): readonly TimelineEvent[] {
  return [...events, ...announced].sort((a, b) => compareText(a.date, b.date));
}

function jsonEvent({ date, device, leg, peer, cause, trustAnchor, level, message }: TimelineEvent) {
  return { date, device, leg, peer, cause, trustAnchor, level, message };
}

/** One event a line for grep, and one for each thing that cannot be told. */
export function timelineConcise(report: TimelineReport): string {
  const lines = [
    ...allEvents(report).map((each) => [each.date, each.level, each.cause, each.device, each.leg, each.message]),
    ...report.gaps.map(({ device, because }) => ['cannot-tell', 'open', 'gap', device, '', because]),
  ];
  return lines.map((fields) => `${visible(fields.filter((field) => field !== '').join('  '))}\n`).join('');
}
