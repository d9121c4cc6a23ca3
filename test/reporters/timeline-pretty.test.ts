import fc from 'fast-check';
import { PLAIN_SCREEN, type Screen } from '../../src/reporters/screen.js';
import { axisOf } from '../../src/reporters/timeline-axis.js';
import { timelinePretty } from '../../src/reporters/timeline-pretty.js';
import type { TimelineReport } from '../../src/reporters/timeline-report.js';
import { event, NO_COLORS, report } from '../support/timeline-report.js';

function picture(given: TimelineReport, screen: Screen = PLAIN_SCREEN): readonly string[] {
  const [first = ''] = timelinePretty(given, NO_COLORS, screen).split('\n\n');
  return first.split('\n');
}

/** The row of a day, without what stands before the bar. */
function bar(given: TimelineReport, date: string): string {
  const lines = picture(given);
  const row = lines.find((line) => line.startsWith(`  ${date}`)) ?? '';
  const legend = lines.find((line) => line.endsWith('| today')) ?? '';
  return row.slice(legend.indexOf('|'));
}

describe('the picture', () => {
  it('draws what is broken until today and the time left until what comes', () => {
    const given = report([event({ date: '2025-03-01' }), event({ date: '2027-03-01', level: 'warning' })]);
    expect(bar(given, '2025-03-01').replaceAll('.', ' ')).toMatch(/^#+\| *$/);
    expect(bar(given, '2027-03-01').replaceAll('.', ' ')).toMatch(/^ +\|-+x *$/);
  });

  it('counts a thing as broken on its day, and as coming on the day before', () => {
    const on = (asOf: string) => bar(report([event()], { asOf }), '2026-03-01').replaceAll('.', ' ');
    expect(on('2026-02-28')).toMatch(/\|X/);
    expect(on('2026-03-01')).toMatch(/#\|/);
  });

  it('does not let the past push the future away', () => {
    const given = report([event({ date: '2006-11-10' }), event({ date: '2030-12-01' })]);
    expect(bar(given, '2006-11-10')).toMatch(/^<#+\|/);
    expect(bar(given, '2030-12-01').indexOf('X')).toBeGreaterThan(bar(given, '2006-11-10').indexOf('|') + 10);
  });

  it('counts devices, or the legs of the only one', () => {
    const two = [event({ device: 'edge1' }), event({ device: 'edge2' }), event({ device: 'edge2', leg: 'b' })];
    const devices = ['edge1', 'edge2', 'edge3'];
    expect(picture(report(two, { devices })).slice(1, 3).join('\n')).toMatch(/of 3 .*\n {2}2026-03-01 +2 /);
    expect(
      picture(report(two.slice(1)))
        .slice(1, 3)
        .join('\n'),
    ).toMatch(/legs .*\n {2}2026-03-01 +2 /);
  });

  it('has a row for all roots of one day, the gravest first', () => {
    const given = report([
      event({ level: 'warning' }),
      event(),
      event({ trustAnchor: { name: 'Example Root R2', sha256: 'bb' } }),
    ]);
    const rows = picture(given).filter((line) => line.startsWith('  2026'));
    expect(rows.map((row) => row.slice(20, 36).trim())).toEqual(['2 required roots', 'Example Root R1']);
  });

  it('is bounded, and says what it leaves out', () => {
    const events = Array.from({ length: 40 }, (_, index) =>
      event({ date: `20${index < 20 ? 25 : 27}-01-${String((index % 20) + 1).padStart(2, '0')}` }),
    );
    const lines = picture(report(events));
    expect(lines.filter((line) => /^ {2}20/.test(line))).toHaveLength(24);
    expect(lines).toContain('  and 16 more, which are listed below');
  });

  it('fits into its width, in ASCII and without', () => {
    const days = fc.integer({ min: -9000, max: 9000 }).map((days) => dayFrom('2026-01-15', days));
    const widths = fc.integer({ min: 60, max: 160 });
    fc.assert(
      fc.property(
        fc.array(days, { minLength: 1, maxLength: 5 }),
        days,
        widths,
        fc.boolean(),
        (dates, end, width, unicode) => {
          const events = [...dates]
            .sort()
            .map((date) => event({ date, trustAnchor: { name: 'R'.repeat(70), sha256: 'aa' } }));
          const until = [end, ...dates].sort().at(-1) ?? end;
          const lines = picture(
            report(
              events.filter(({ date }) => date <= until),
              { until },
            ),
            { width, unicode },
          );
          for (const line of lines) {
            expect([...line].length).toBeLessThanOrEqual(width);
            if (!unicode) expect(line).toMatch(/^[\x20-\x7e]*$/);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is painted through the palette only', () => {
    const marked = { ...NO_COLORS, red: (text: string) => `[${text}]` };
    expect(timelinePretty(report([event()]), marked, PLAIN_SCREEN)).toContain('[X]');
    expect(timelinePretty(report([event()]), NO_COLORS, PLAIN_SCREEN)).not.toContain('\u001b');
  });
});

describe('the axis', () => {
  it.each([
    ['2026-04-15', ['2025-01', '2025-07', '2026-01']],
    ['2029-01-15', ['2024', '2026', '2028']],
    ['2126-01-15', ['1950', '2000', '2050', '2100']],
  ])('until %s has labels that fit', (until, some) => {
    const { ticks, width } = axisOf('1900-01-01', '2026-01-15', until, 30);
    for (const [index, { column, label }] of ticks.entries())
      expect(column + label.length).toBeLessThanOrEqual((ticks[index + 1]?.column ?? width + 1) - 1);
    expect(ticks.length).toBeGreaterThan(1);
    expect(ticks.map(({ label }) => label)).toEqual(expect.arrayContaining(some));
  });

  it('keeps the order of days', () => {
    const { column, today } = axisOf('2025-01-01', '2026-01-15', '2031-01-15', 40);
    expect(column('2025-01-01')).toBe(0);
    expect(column('2026-01-14')).toBeLessThanOrEqual(today);
    expect(column('2031-01-15')).toBe(39);
  });
});

describe('device by device', () => {
  it('says the first day and the next ones, first what broke first', () => {
    const gaps = [
      { device: 'blind', because: 'a name', hint: null },
      { device: 'later', because: 'a name', hint: null },
    ];
    const events = [
      event({ device: 'old', date: '2025-01-01' }),
      event({ device: 'old', date: '2027-01-01' }),
      event({ device: 'later', date: '2028-01-01' }),
    ];
    const text = timelinePretty(
      report(events, { devices: ['blind', 'fine', 'later', 'old'], gaps }),
      NO_COLORS,
      PLAIN_SCREEN,
    );
    expect(text.split('\n\n')[1]?.split('\n')).toEqual([
      'Device by device',
      '  old',
      '    broken since 2025-01-01, next 2027-01-01',
      '  later',
      '    breaks on 2028-01-01, and there is what cannot be told',
      '  blind',
      '    cannot tell',
      '  fine',
      '    nothing known breaks until 2031-01-15',
    ]);
  });
});

describe('a report without events', () => {
  it('says until when nothing known breaks', () => {
    const text = timelinePretty(report([], { devices: ['edge1'] }), NO_COLORS, PLAIN_SCREEN);
    expect(text).toBe('Summary\n  1 device from 2026-01-15 until 2031-01-15: nothing known breaks until 2031-01-15\n');
  });

  it('does not call fine what it cannot tell', () => {
    const gaps = [
      { device: 'edge1', because: 'a name', hint: 'look' },
      { device: 'x/broken.cfg', because: 'cut', hint: null },
    ];
    const text = timelinePretty(report([], { devices: ['edge1'], gaps }), NO_COLORS, PLAIN_SCREEN);
    expect(text).toContain('nothing known breaks until 2031-01-15; 1 device and 1 file cannot be told\n');
    expect(text).toContain('Cannot tell\n  edge1  a name\n    do  look\n  x/broken.cfg  cut\n');
  });
});

function dayFrom(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
