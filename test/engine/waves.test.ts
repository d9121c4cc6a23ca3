import * as fc from 'fast-check';
import { assignWaves, combinationsOf, readWaves, type WaveCandidate, type WaveSpec } from '../../src/engine/waves.js';

const spec = (text: string): WaveSpec => {
  const read = readWaves(text);
  if ('refused' in read) throw new Error(read.refused);
  return read;
};

const fleet = (counts: Readonly<Record<string, number>>): readonly WaveCandidate[] =>
  Object.entries(counts).flatMap(([name, number]) =>
    Array.from({ length: number }, (_, i) => ({ id: `${name}-${String(i).padStart(3, '0')}`, combinations: [name] })),
  );

const membersOf = (waves: ReadonlyMap<string, number>, wave: number): readonly string[] =>
  [...waves]
    .filter(([, number]) => number === wave)
    .map(([id]) => id)
    .sort();

describe('--waves', () => {
  it('is read', () => {
    expect(readWaves('1,10%,rest')).toEqual({ canaries: 1, sizes: [{ of: 'percent', number: 10 }] });
    expect(readWaves('2, 50, 100%, rest')).toEqual({
      canaries: 2,
      sizes: [
        { of: 'devices', number: 50 },
        { of: 'percent', number: 100 },
      ],
    });
    expect(readWaves('1,rest')).toEqual({ canaries: 1, sizes: [] });
  });

  it.each([
    '',
    '1',
    'rest',
    '0,rest',
    '10%,rest',
    '1,101%,rest',
    '1,0,rest',
    '1,x,rest',
    '1,10%',
    '1,rest,5',
    '-1,rest',
  ])('refuses %p', (text) => {
    expect(readWaves(text)).toEqual({ refused: expect.any(String) as string });
  });
});

describe('waves', () => {
  it('begin with one device of each combination, the first by its id', () => {
    const waves = assignWaves(fleet({ a: 40, b: 9, c: 1 }), spec('1,10%,rest'));
    expect(membersOf(waves, 1)).toEqual(['a-000', 'b-000', 'c-000']);
    expect([2, 3, 4].map((wave) => membersOf(waves, wave).length)).toEqual([5, 42, 0]);
  });

  it('take as many of each as the first number says, or all there are', () => {
    const waves = assignWaves(fleet({ a: 4, b: 1 }), spec('3,rest'));
    expect(membersOf(waves, 1)).toEqual(['a-000', 'a-001', 'a-002', 'b-000']);
  });

  it('count a device that faces two peers for both', () => {
    const both = { id: 'z', combinations: ['a', 'b'] };
    const waves = assignWaves([...fleet({ a: 3, b: 3 }), both], spec('1,rest'));
    expect(membersOf(waves, 1)).toEqual(['z']);
  });

  it('hold the combinations in their shares', () => {
    const waves = assignWaves(fleet({ a: 81, b: 41, c: 11 }), spec('1,50%,rest'));
    const shares = [2, 3].map((wave) =>
      ['a', 'b', 'c'].map((name) => membersOf(waves, wave).filter((id) => id.startsWith(name)).length),
    );
    expect(shares).toEqual([
      [41, 21, 5],
      [39, 19, 5],
    ]);
  });

  it('have no gaps where there are fewer devices than asked for', () => {
    expect([...assignWaves(fleet({ a: 3 }), spec('1,5,5,rest')).values()].sort()).toEqual([1, 2, 2]);
    expect([...assignWaves([], spec('1,rest'))]).toEqual([]);
  });

  it('hold every device once, cover every combination first, and do not depend on the order', () => {
    const candidates = fc.uniqueArray(
      fc.record({
        id: fc.string({ minLength: 1, maxLength: 4 }),
        combinations: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 }),
      }),
      { selector: ({ id }) => id, maxLength: 30 },
    );
    fc.assert(
      fc.property(candidates, fc.constantFrom('1,rest', '2,10%,rest', '1,3,50%,rest'), (all, text) => {
        const waves = assignWaves(all, spec(text));
        expect([...waves.keys()].sort()).toEqual(all.map(({ id }) => id).sort());
        const first = new Set(all.filter(({ id }) => waves.get(id) === 1).flatMap(({ combinations }) => combinations));
        expect(first).toEqual(new Set(all.flatMap(({ combinations }) => combinations)));
        const numbers = [...new Set(waves.values())].sort((a, b) => a - b);
        expect(numbers).toEqual(numbers.map((_, i) => i + 1));
        expect(new Map(assignWaves([...all].reverse(), spec(text)))).toEqual(new Map(waves));
      }),
    );
  });

  it('know the combinations of a device', () => {
    const legs = [{ peer: 'zoom' }, { peer: null }, { peer: 'teams' }, { peer: 'zoom' }];
    expect(combinationsOf({ vendor: 'oracle', release: null, legs })).toEqual([
      'oracle, release not shown, teams',
      'oracle, release not shown, zoom',
    ]);
    expect(combinationsOf({ vendor: 'cisco', release: { value: '17.9' }, legs: [] })).toEqual([
      'cisco, 17.9, no known peer',
    ]);
  });
});
