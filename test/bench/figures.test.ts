import { benchModule } from '../support/bench.js';

interface Quantity {
  readonly run?: string;
  readonly of?: 'seconds' | 'peak';
  readonly per?: number;
  readonly times?: number;
  readonly bytes?: number;
}
type Budget = { readonly atMost: number } | { readonly atLeast: number } | null;
type Samples = ReadonlyMap<string, readonly { readonly seconds: number; readonly peak: number | null }[]>;

const { median, valueOf, ratioOf, isMet, rounded } = benchModule<{
  median: (values: readonly number[]) => number;
  valueOf: (quantity: Quantity, samples: Samples) => number;
  ratioOf: (ours: number, against: number, budget: Budget) => number;
  isMet: (ratio: number, budget: Budget) => boolean | null;
  rounded: (value: number) => number;
}>('figures.mjs');

const samples = (runs: Record<string, readonly number[]>): Samples =>
  new Map(Object.entries(runs).map(([id, each]) => [id, each.map((seconds) => ({ seconds, peak: seconds * 1e6 }))]));

describe('the median', () => {
  it.each([
    [[3], 3],
    [[9, 1, 5], 5],
    [[10, 2, 9], 9],
    [[4, 1, 3, 2], 2.5],
  ])('of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  it('leaves the values as they were, and is not to be had of none', () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
    expect(() => median([])).toThrow('no values');
  });
});

it('a side is the median of its run: of seconds or memory, for one of many, scaled up from a sample; or a size', () => {
  const taken = samples({ a: [8, 4, 100] });
  expect(valueOf({ run: 'a' }, taken)).toBe(8);
  expect(valueOf({ run: 'a', of: 'peak' }, taken)).toBe(8e6);
  expect(valueOf({ run: 'a', per: 4 }, taken)).toBe(2);
  expect(valueOf({ run: 'a', times: 10_000 / 300 }, taken)).toBeCloseTo(266.67, 2);
  expect(valueOf({ bytes: 20 }, taken)).toBe(20);
});

it('a ratio says how many times more, and under atLeast how many times less', () => {
  expect(ratioOf(3, 2, { atMost: 2 })).toBe(1.5);
  expect(ratioOf(3, 2, null)).toBe(1.5);
  expect(ratioOf(2, 3, { atLeast: 2 })).toBe(1.5);
});

it('a budget is met up to its bound, and where there is none nothing is met or missed', () => {
  expect([1.59, 1.6, 1.61].map((ratio) => isMet(ratio, { atMost: 1.6 }))).toEqual([true, true, false]);
  expect([4.99, 5, 5.01].map((ratio) => isMet(ratio, { atLeast: 5 }))).toEqual([false, true, true]);
  expect(isMet(1, null)).toBeNull();
});

describe('growth, per device under a bound of 1.15', () => {
  const grown = (seconds: (devices: number) => number) =>
    [2, 4].map((times) => {
      const taken = samples({ small: [seconds(1000)], large: [seconds(1000 * times)] });
      const sides = [valueOf({ run: 'large', per: 1000 * times }, taken), valueOf({ run: 'small', per: 1000 }, taken)];
      return isMet(ratioOf(sides[0] ?? 0, sides[1] ?? 0, { atMost: 1.15 }), { atMost: 1.15 });
    });

  it.each([
    ['linear', (devices: number) => devices * 0.002, [true, true]],
    ['linear after a start', (devices: number) => 0.5 + devices * 0.002, [true, true]],
    ['n log n', (devices: number) => devices * Math.log2(devices), [true, false]],
    ['quadratic', (devices: number) => devices * devices, [false, false]],
  ])('%s', (_, seconds, expected) => {
    expect(grown(seconds)).toEqual(expected);
  });
});

it('figures have four digits', () => {
  expect([12345.6, 0.00123456].map(rounded)).toEqual([12350, 0.001235]);
});
