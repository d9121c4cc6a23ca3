import { timelineOpenMetrics } from '../../src/reporters/timeline-openmetrics.js';
import type { TimelineReport } from '../../src/reporters/timeline-report.js';
import { sbclint } from '../support/cli.js';
import { readGauges } from '../support/openmetrics.js';
import { event, report } from '../support/timeline-report.js';

const LEFT = 'sbclint_leg_breaks_in_days';

function gauges(given: TimelineReport) {
  const families = readGauges(timelineOpenMetrics(given));
  const only = (name: string) => families.get(name)?.samples[0]?.value;
  return { families, only, left: families.get(LEFT)?.samples ?? [] };
}

it('is read by a strict parser, for a whole fleet', async () => {
  const argv = ['timeline', 'examples/fleet', '--as-of', '2025-10-01', '--format'];
  const families = readGauges((await sbclint([...argv, 'openmetrics'])).stdout);
  const { events: all, devices } = JSON.parse((await sbclint([...argv, 'json'])).stdout) as TimelineReport;
  // What is only announced breaks nothing, and no gauge counts down to it.
  const events = all.filter(({ level }) => level !== 'note');
  const overdue = events.filter(({ date }) => date <= '2025-10-01');
  expect(families.get('sbclint_devices')?.samples).toEqual([{ labels: {}, value: 10 }]);
  expect(families.get('sbclint_events_overdue')?.samples[0]?.value).toBe(overdue.length);
  expect(families.get('sbclint_events_ahead')?.samples[0]?.value).toBe(events.length - overdue.length);
  expect(families.get('sbclint_device_gaps')?.samples.map(({ labels }) => labels['device'])).toEqual(devices);
  const blind = families.get('sbclint_device_gaps')?.samples.filter(({ value }) => value > 0);
  expect(blind?.map(({ labels }) => labels['device'])).toEqual(['riga']);
  expect(families.get('sbclint_devices_with_gaps')?.samples[0]?.value).toBe(1);
  expect(families.get(LEFT)?.unit).toBe('days');
});

it.each([
  ['2026-02-28', 1, 0],
  ['2026-03-01', 0, 1],
  ['2026-03-02', -1, 1],
])('on %s, %i days are left and %i event is overdue', (asOf, days, overdue) => {
  const { left, only } = gauges(report([event()], { asOf }));
  expect(left.map(({ value }) => value)).toEqual([days]);
  expect([only('sbclint_events_overdue'), only('sbclint_devices_broken')]).toEqual([overdue, overdue]);
});

it('counts the days of an instant from its day', () => {
  expect(gauges(report([event()], { asOf: '2026-02-28T23:59Z' })).left[0]?.value).toBe(1);
});

it('has one gauge for each device, leg, peer, cause and level: the first day', () => {
  const second = { name: 'Example Root R2', sha256: 'bb' };
  const { left } = gauges(
    report([
      event({ date: '2026-05-01', trustAnchor: second }),
      event(),
      event({ level: 'warning', date: '2026-04-01' }),
    ]),
  );
  expect(left.map(({ labels, value }) => [labels['level'], value])).toEqual([
    ['error', 45],
    ['warning', 76],
  ]);
});

it('has an order that does not depend on that of the events', () => {
  const events = ['c', 'a', 'b'].map((device) => event({ device }));
  const devices = ['a', 'b', 'c'];
  expect(timelineOpenMetrics(report(events, { devices }))).toBe(
    timelineOpenMetrics(report([...events].reverse(), { devices })),
  );
});

it('escapes labels', () => {
  const device = 'a"b\\c\nd}, x="1';
  const { left } = gauges(report([event({ device, leg: 'e\u001bf' })]));
  expect(left[0]?.labels).toMatchObject({ device, leg: 'e\\u{1b}f' });
});

it('says so where nothing breaks, and where nothing can be told', () => {
  const gaps = [{ device: 'edge1', because: 'a name', hint: null }];
  const { left, only } = gauges(report([], { devices: ['edge1', 'edge2'], gaps }));
  expect(left).toEqual([]);
  expect([only('sbclint_devices'), only('sbclint_devices_with_gaps'), only('sbclint_device_gaps')]).toEqual([2, 1, 1]);
});

it('tells which day it was judged by', () => {
  expect(gauges(report([])).only('sbclint_as_of_timestamp_seconds')).toBe(Date.parse('2026-01-15') / 1000);
});
