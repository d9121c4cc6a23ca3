import type { Finding } from '../model/finding.js';
import type { CheckResult } from '../model/run.js';
import { DAY, dayAt, type Moment } from '../model/time.js';
import type { Timeline, TimelineEvent, TimelineGap } from '../model/timeline.js';
import { compareText } from '../text/provenance.js';
import { optionsOf, type CheckOptions } from './input.js';
import { timeline } from './timeline.js';

/** How far ahead to look where nobody says. */
const YEARS = 5;

/** The day until which a time line looks ahead where nobody says. */
export function farEnough(asOf: Moment): string {
  return dayAt(asOf.first + YEARS * 365.25 * DAY);
}

/** What breaks on all devices of a run, in the order of the days. */
export function fleetTimeline({ devices, findings }: CheckResult, options: CheckOptions, until: string): Timeline {
  const each = devices.map((device) => timeline(device, optionsOf(device, options), until));
  const inOrder = (events: readonly TimelineEvent[]) => [...events].sort((a, b) => compareText(a.date, b.date));
  return {
    events: inOrder(each.flatMap(({ events }) => events)),
    announced: inOrder(each.flatMap(({ announced }) => announced)),
    gaps: [...each.flatMap(({ gaps }) => gaps), ...unreadGaps(findings)],
  };
}

/** What could not be read has a future too, and nobody knows which. */
function unreadGaps(findings: readonly Finding[]): readonly TimelineGap[] {
  return findings
    .filter(({ ruleId }) => ruleId === 'unreadable-input' || ruleId === 'unsupported-input')
    .map(({ device, at, message, because, hint }) => ({
      device: device ?? at?.file ?? '-',
      because: because === null ? message : `${message} (${because})`,
      hint,
    }));
}
