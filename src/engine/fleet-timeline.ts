import type { Finding } from '../model/finding.js';
import type { CheckResult } from '../model/run.js';
import type { Timeline, TimelineEvent, TimelineGap } from '../model/timeline.js';
import { compareText } from '../text/provenance.js';
import { optionsOf, type CheckOptions } from './input.js';
import { timeline } from './timeline.js';

/** What breaks on which day, over all devices of a run, and what nobody can foretell. */
export function fleetTimeline({ devices, findings }: CheckResult, options: CheckOptions, until: string): Timeline {
  const each = devices.map((device) => timeline(device, optionsOf(device, options), until));
  return {
    events: byDate(each.flatMap(({ events }) => events)),
    announced: byDate(each.flatMap(({ announced }) => announced)),
    gaps: [...each.flatMap(({ gaps }) => gaps), ...unreadGaps(findings)],
  };
}

/** Within a day in the order of the devices. */
function byDate(events: readonly TimelineEvent[]): readonly TimelineEvent[] {
  return [...events].sort((a, b) => compareText(a.date, b.date));
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
