import { aheadWords, dayAt, daysUntil, hasBegun, hasEnded, moment, readMoment } from '../../src/model/time.js';

describe('dates', () => {
  it.each(['2026-13-01', '2026-02-30', 'tomorrow', '2026', '2026-03-01T10:00', '2026-06/2026-03', 'a/b/c', ''])(
    'refuses %j',
    (text) => {
      expect(readMoment(text)).toBeNull();
    },
  );

  it.each([
    ['2026-03-01', 'day', '2026-03-01T00:00:00.000Z', '2026-03-01T23:59:59.999Z'],
    ['2026-02', 'month', '2026-02-01T00:00:00.000Z', '2026-02-28T23:59:59.999Z'],
    ['2023-10-03T10:00Z', 'instant', '2023-10-03T10:00:00.000Z', '2023-10-03T10:00:00.000Z'],
    ['2026-03/2026-06', 'range', '2026-03-01T00:00:00.000Z', '2026-06-30T23:59:59.999Z'],
  ])('reads %s as %s', (text, precision, first, last) => {
    const read = moment(text);
    expect([read.precision, new Date(read.first).toISOString(), new Date(read.last).toISOString()]).toEqual([
      precision,
      first,
      last,
    ]);
  });
});

describe('a day is all of it', () => {
  const end = moment('2025-05-12T23:59:00.000Z');
  it.each([
    ['2025-05-12', false],
    ['2025-05-13', true],
    ['2025-05-12T23:59Z', false],
    ['2025-05-12T23:59:01Z', true],
  ])('what ends on 2025-05-12 at 23:59 is over as of %s: %s', (asOf, over) =>
    expect(hasEnded(end, moment(asOf))).toBe(over),
  );

  const begin = moment('2023-10-03T10:00Z');
  it.each([
    ['2023-10-02', false],
    ['2023-10-03', true],
    ['2023-10-03T09:59Z', false],
    ['2023-10-03T10:00Z', true],
  ])('what begins on 2023-10-03 at 10:00 has begun as of %s: %s', (asOf, begun) =>
    expect(hasBegun(begin, moment(asOf))).toBe(begun),
  );

  it('the first day of a range counts', () => {
    expect(hasBegun(moment('2026-03/2026-06'), moment('2026-02-28'))).toBe(false);
    expect(hasBegun(moment('2026-03/2026-06'), moment('2026-03-01'))).toBe(true);
  });

  it('days are counted by the calendar', () => {
    expect(daysUntil(moment('2026-03-01'), moment('2026-02-28'))).toBe(1);
    expect(daysUntil(moment('2026-02-28T23:00Z'), moment('2026-02-28T01:00Z'))).toBe(0);
  });

  it('a day ahead is said as a person says it', () => {
    expect([0, 1, 2].map(aheadWords)).toEqual(['today', 'in 1 day', 'in 2 days']);
  });
});

it.each([
  ['2026-03-01T00:00:00.000Z', '2026-03-01'],
  ['2026-03-01T23:59:59.999Z', '2026-03-01'],
  ['9999-12-31T23:59:59.000Z', '9999-12-31'],
  ['+010000-01-01T00:00:00.000Z', '9999-12-31'],
])('the day at %s is %s, which can be read again', (at, day) => {
  expect(dayAt(Date.parse(at))).toBe(day);
  expect(moment(day).text).toBe(day);
});
