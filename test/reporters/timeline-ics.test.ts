import { createHash } from 'node:crypto';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { contentLine, textValue } from '../../src/reporters/icalendar.js';
import { timelineIcs } from '../../src/reporters/timeline-ics.js';
import type { TimelineReport } from '../../src/reporters/timeline-report.js';
import { sbclint } from '../support/cli.js';
import { event, report } from '../support/timeline-report.js';

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const ics = (given: TimelineReport) => timelineIcs(given, hash);

/** What ical.js reads of a calendar, and what RFC 5545 demands of its lines. */
function parsed(text: string) {
  expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line, 'utf8')).toBeLessThanOrEqual(75);
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  expect(calendar.getFirstPropertyValue('version')).toBe('2.0');
  const events = calendar.getAllSubcomponents('vevent').map((each) => {
    const entry = new ICAL.Event(each);
    expect(entry.startDate.isDate).toBe(true);
    expect(entry.endDate.subtractDateTz(entry.startDate).toSeconds()).toBe(86_400);
    expect(each.getFirstPropertyValue('transp')).toBe('TRANSPARENT');
    const alarms = each.getAllSubcomponents('valarm').map((alarm) => {
      expect(alarm.getFirstPropertyValue('action')).toBe('DISPLAY');
      expect(alarm.getFirstPropertyValue('description')).not.toBe('');
      return String(alarm.getFirstPropertyValue('trigger'));
    });
    return {
      uid: entry.uid,
      day: entry.startDate.toString(),
      summary: entry.summary,
      description: entry.description,
      stamp: String(each.getFirstPropertyValue('dtstamp')),
      categories: each.getFirstProperty('categories')?.getValues(),
      alarms,
    };
  });
  expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length);
  const [standing, ...coming] = events;
  if (!standing) throw new Error('a calendar needs a component');
  return { standing, coming };
}

describe('a calendar of the fleet', () => {
  it('is read by another parser, and has an entry for each day, cause and root', async () => {
    const argv = ['timeline', 'examples/fleet', '--as-of', '2025-10-01', '--format'];
    const { stdout } = await sbclint([...argv, 'ics']);
    const { standing, coming } = parsed(stdout);
    const { events } = JSON.parse((await sbclint([...argv, 'json'])).stdout) as TimelineReport;
    const ahead = events.filter(({ date }) => date > '2025-10-01');
    const keys = ahead.map(({ date, cause, peer, trustAnchor, level, message }) =>
      [date, cause, peer, trustAnchor?.sha256, level === 'note' ? message : ''].join(),
    );
    expect(coming.map(({ day }) => day)).toEqual([...coming.map(({ day }) => day)].sort());
    expect(coming).toHaveLength(new Set(keys).size);
    expect(standing.day).toBe('2025-10-01');
    expect(standing.categories).toEqual(['sbclint', 'broken', 'open']);
    expect(standing.description).toContain('riga');
  });

  it('gives the same thing the same name on another day and for other devices', async () => {
    const uids = async (...argv: string[]) => {
      const { coming } = parsed((await sbclint(['timeline', '--format', 'ics', ...argv])).stdout);
      return new Map(coming.map(({ uid, day, summary }) => [uid, `${day} ${summary.split(' on ')[0]}`]));
    };
    const whole = await uids('examples/fleet', '--as-of', '2025-10-01');
    const later = await uids('examples/fleet', '--as-of', '2026-02-27');
    const one = await uids('examples/fleet/oslo', '--as-of', '2025-10-01');
    const ahead = [...whole].filter(([, text]) => text > '2026-02-27').map(([uid]) => uid);
    expect([...later.keys()]).toEqual(ahead);
    expect(one.size).toBeGreaterThan(0);
    for (const uid of one.keys()) expect([...whole.keys()]).toContain(uid);
  });
});

describe('an entry', () => {
  it('lasts a day, reminds thirty and seven days before, and is stamped with the day to judge by', () => {
    const { standing, coming } = parsed(ics(report([event()])));
    expect(coming).toHaveLength(1);
    expect(coming[0]).toMatchObject({
      day: '2026-03-01',
      stamp: '2026-01-15T00:00:00Z',
      alarms: ['-P30D', '-P7D'],
      categories: ['sbclint', 'requirement', 'error'],
    });
    expect([standing.alarms, standing.categories]).toEqual([[], ['sbclint']]);
  });

  it('is no entry of its own on the day it breaks', () => {
    const { standing, coming } = parsed(ics(report([event()], { asOf: '2026-03-01' })));
    expect(coming).toEqual([]);
    expect(standing.summary).toBe(
      'sbclint: 1 leg on 1 device is broken now, nothing more is known to break until 2031-01-15',
    );
    expect(standing.description).toContain('Since 2026-03-01: Example Root R1 required for example-trunk');
  });

  it('moves with a day that the peer moves, and is another one where a certificate ends on another day', () => {
    const uidOf = (given: Parameters<typeof event>[0]) => parsed(ics(report([event(given)]))).coming[0]?.uid;
    expect(uidOf({ date: '2026-04-01' })).toBe(uidOf({ date: '2026-03-01' }));
    expect(uidOf({ level: 'warning', device: 'edge9', leg: 'x', message: 'y' })).toBe(uidOf({}));
    expect(uidOf({ cause: 'peer', date: '2026-04-01' })).not.toBe(uidOf({ cause: 'peer' }));
    expect(uidOf({ peer: 'another' })).not.toBe(uidOf({}));
    expect(uidOf({ trustAnchor: { name: 'Example Root R1', sha256: 'bb' } })).not.toBe(uidOf({}));
  });

  it('keeps two days of one root apart', () => {
    const { coming } = parsed(ics(report([event(), event({ date: '2026-04-01', device: 'edge2' })])));
    expect(coming.map(({ day }) => day)).toEqual(['2026-03-01', '2026-04-01']);
  });

  it('names a bounded number of devices', () => {
    const many = Array.from({ length: 25 }, (_, index) =>
      event({ device: `edge${index}`, message: `message ${index}` }),
    );
    const text = parsed(ics(report(many))).coming[0]?.description ?? '';
    expect(text.match(/^- edge/gm)).toHaveLength(10);
    expect(text).toContain('\nand 15 more\n');
  });

  it('says what is inferred', () => {
    const inferred = event({ message: 'needs it (inferred, not verified)', device: 'edge2' });
    const summary = (...events: (typeof inferred)[]) => parsed(ics(report(events))).coming[0]?.summary;
    expect(summary(inferred)).toContain('(inferred, not verified)');
    expect(summary(inferred, event())).toContain('(partly inferred, not verified)');
    expect(summary(event())).not.toContain('inferred');
  });
});

describe('a calendar without anything to come', () => {
  it('says until when nothing known breaks', () => {
    const { standing, coming } = parsed(ics(report([], { devices: ['edge1'] })));
    expect(coming).toEqual([]);
    expect(standing.summary).toBe('sbclint: nothing known breaks until 2031-01-15');
  });

  it('does not look fine where things cannot be told', () => {
    const gaps = [{ device: 'edge1', because: 'a name', hint: null }];
    const { standing } = parsed(ics(report([], { devices: ['edge1'], gaps })));
    expect(standing.summary).toBe('sbclint: nothing known breaks until 2031-01-15; 1 device cannot be told');
    expect(standing.description).toContain('Cannot tell: edge1.');
    expect(standing.categories).toEqual(['sbclint', 'open']);
  });
});

describe('content lines', () => {
  const back = (text: string) => {
    const lines = contentLine('SUMMARY', textValue(...text.split('\n')));
    for (const line of lines.split('\r\n')) {
      expect(Buffer.byteLength(line, 'utf8')).toBeLessThanOrEqual(75);
      // A character that was split would be replaced on the way.
      expect(Buffer.from(line, 'utf8').toString('utf8')).toBe(line);
    }
    const read = new ICAL.Component(ICAL.parse(`BEGIN:VEVENT\r\n${lines}END:VEVENT\r\n`) as unknown[]);
    return read.getFirstPropertyValue('summary');
  };

  it.each([66, 67, 68, 69])('of %i letters and one of four octets come back', (length) => {
    const text = `${'a'.repeat(length)}\u{1f4de} and on`;
    expect(back(text)).toBe(text);
  });

  it('come back with every character that has a meaning', () => {
    expect(back('a;b,c\\d:e"f\ng\\n')).toBe('a;b,c\\d:e"f\ng\\n');
  });

  it('come back, whatever a device is called', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 200 }).filter((each) => !/[\p{C}\r]/u.test(each));
    fc.assert(fc.property(text, (each) => back(`x${each}x`) === `x${each}x`));
  });

  it('hold no control characters', () => {
    expect(contentLine('SUMMARY', textValue('a\r\nBEGIN:VEVENT\u001b[0m'))).toBe(
      'SUMMARY:a\\\\u{0d}\\\\u{0a}BEGIN:VEVENT\\\\u{1b}[0m\r\n',
    );
  });
});
