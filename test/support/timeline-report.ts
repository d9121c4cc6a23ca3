import type { TimelineEvent } from '../../src/model/timeline.js';
import type { TimelineReport } from '../../src/reporters/timeline-report.js';

export const NO_COLORS = {
  bold: String,
  dim: String,
  red: String,
  yellow: String,
  blue: String,
  magenta: String,
  green: String,
};

export function event(given: Partial<TimelineEvent> = {}): TimelineEvent {
  return {
    date: '2026-03-01',
    device: 'edge1',
    leg: 'Trunk (out, tls)',
    peer: 'example-trunk',
    cause: 'requirement',
    trustAnchor: { name: 'Example Root R1', sha256: 'aa' },
    level: 'error',
    message: 'TLS context Trunk does not trust Example Root R1',
    ...given,
  };
}

export function report(events: readonly TimelineEvent[], given: Partial<TimelineReport> = {}): TimelineReport {
  const devices = [...new Set(events.map(({ device }) => device))];
  return {
    asOf: '2026-01-15',
    readUntil: '2026-01-10',
    until: '2031-01-15',
    devices,
    events,
    announced: [],
    gaps: [],
    ...given,
  };
}
