import { DAY } from '../model/time.js';
import { compareText } from '../text/provenance.js';
import { visible } from './terminal.js';
import { distinct } from './timeline-group.js';
import { todayOf, type TimelineReport } from './timeline-report.js';

interface Family {
  /** Ends in its unit, as OpenMetrics wants it. */
  readonly name: string;
  readonly unit?: string;
  /** Without quotes and backslashes, which the two formats escape differently. */
  readonly help: string;
  readonly samples: readonly Sample[];
}

interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/**
 * Gauges that are OpenMetrics 1.0 and, since all that is not HELP or TYPE is a comment there, the text format 0.0.4 that node
 * exporter's textfile collector reads. No sample has a timestamp: the collector refuses files that hold one.
 */
export function timelineOpenMetrics(report: TimelineReport): string {
  return `${familiesOf(report).map(familyText).join('')}# EOF\n`;
}

function familiesOf(report: TimelineReport): readonly Family[] {
  const { devices, events, gaps, asOf } = report;
  const today = todayOf(report);
  const overdue = events.filter(({ date }) => date <= today);
  const gapsOf = new Map<string, number>(devices.map((device) => [device, 0]));
  for (const { device } of gaps) gapsOf.set(device, (gapsOf.get(device) ?? 0) + 1);
  return [
    {
      name: 'sbclint_leg_breaks_in_days',
      unit: 'days',
      help: 'Days until a leg breaks for a cause, the first of them; 0 or less: it is broken since.',
      samples: daysLeft(report),
    },
    {
      name: 'sbclint_device_gaps',
      help: 'Things about a device or a file that cannot be told; each may break on any day.',
      samples: [...gapsOf].map(([device, value]) => ({ labels: { device }, value })),
    },
    { name: 'sbclint_devices', help: 'Devices looked at.', samples: [whole(devices.length)] },
    {
      name: 'sbclint_devices_broken',
      help: 'Devices with a leg that is broken.',
      samples: [whole(distinct(overdue.map(({ device }) => device)).length)],
    },
    {
      name: 'sbclint_devices_with_gaps',
      help: 'Devices and unread files about which something cannot be told.',
      samples: [whole([...gapsOf.values()].filter((number) => number > 0).length)],
    },
    { name: 'sbclint_events_overdue', help: 'Events whose day has come.', samples: [whole(overdue.length)] },
    {
      name: 'sbclint_events_ahead',
      help: 'Events whose day is still to come.',
      samples: [whole(events.length - overdue.length)],
    },
    {
      name: 'sbclint_as_of_timestamp_seconds',
      unit: 'seconds',
      help: 'The day that all of this was judged by, in seconds since 1970.',
      samples: [whole(Date.parse(asOf) / 1000)],
    },
  ];
}

function whole(value: number): Sample {
  return { labels: {}, value };
}

/** The first day of each device, leg, peer, cause and level: two samples with the same labels would make the file invalid. */
function daysLeft(report: TimelineReport): readonly Sample[] {
  const today = Date.parse(todayOf(report));
  const first = new Map<string, Sample>();
  for (const { date, device, leg, peer, cause, level } of report.events) {
    const labels = { device, leg, peer, cause, level };
    const key = JSON.stringify(labels);
    const value = Math.round((Date.parse(date) - today) / DAY);
    if (value < (first.get(key)?.value ?? Infinity)) first.set(key, { labels, value });
  }
  return [...first].sort(([a], [b]) => compareText(a, b)).map(([, sample]) => sample);
}

function familyText({ name, unit, help, samples }: Family): string {
  return [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} gauge`,
    ...(unit === undefined ? [] : [`# UNIT ${name} ${unit}`]),
    ...samples.map(({ labels, value }) => `${name}${labelsText(labels)} ${value}`),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function labelsText(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escaped(value: string): string {
  const harmless = value.split('\n').map(visible).join('\n');
  return harmless.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
