import { moment } from '../../../src/model/time.js';
import { spanAround } from '../../../src/x509/path/span.js';

const at = (text: string) => Date.parse(text);
const BEGIN = at('2023-05-25T23:49:25Z');
const END = at('2028-05-25T23:49:26Z');
const LATER = at('2038-01-15T12:00:01Z');

/** Holds from BEGIN until just before END. */
const holds = (instant: number) => instant >= BEGIN && instant < END;
const span = (asOf: string, isSame = holds) => spanAround(moment(asOf), [BEGIN, END, LATER], isSame);

describe('the span around a date', () => {
  const whole = { validFrom: '2023-05-25T23:49:25.000Z', validUntil: '2028-05-25T23:49:25.999Z' };

  it.each(['2026-11-23', '2023-05-26', '2028-05-24', '2028-05-25T23:49:25Z', '2023-05-25T23:49:25Z'])('%s', (asOf) => {
    expect(span(asOf)).toEqual(whole);
  });

  it('ends on the very day asked for', () => {
    expect(span('2028-05-25')).toEqual(whole);
  });

  it('begins on the very day asked for', () => {
    expect(span('2023-05-25')).toEqual(whole);
  });

  it('lies on one side of an end', () => {
    expect(span('2028-05-26', (instant) => !holds(instant))).toEqual({
      validFrom: '2028-05-25T23:49:26.000Z',
      validUntil: null,
    });
    expect(span('2023-05-24', (instant) => !holds(instant))).toEqual({
      validFrom: null,
      validUntil: '2023-05-25T23:49:24.999Z',
    });
  });
});
