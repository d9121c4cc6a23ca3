import { timelineIcs } from '../../src/reporters/timeline-ics.js';
import { event, report } from '../support/timeline-report.js';

it('what a peer announced is an entry of the calendar with reminders, once for all devices', () => {
  const announced = ['edge1', 'edge2'].map((device) =>
    event({
      device,
      date: '2028-09-30',
      cause: 'peer',
      level: 'note',
      trustAnchor: null,
      message: 'Example Trunk: it ends (inferred, not verified)',
    }),
  );
  const text = timelineIcs(report([], { announced, devices: ['edge1', 'edge2'] }), (key) => key.padEnd(32, '0'));
  expect(text.match(/DTSTART;VALUE=DATE:20280930/g)).toHaveLength(1);
  expect(text.match(/BEGIN:VALARM/g)).toHaveLength(2);
  expect(text.replace(/\r\n /g, '')).toContain('SUMMARY:sbclint: Example Trunk: it ends (inferred\\, not verified)');
});
