import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchModule } from '../support/bench.js';
import { inTemporaryFolder } from '../support/cli.js';
import { root } from '../support/knowledge.js';

interface Run {
  readonly argv: readonly string[];
  readonly ends?: readonly number[];
  readonly prints?: RegExp;
  readonly tools?: readonly string[];
  readonly peak?: boolean;
  readonly primed?: boolean;
  readonly before?: () => void;
}
interface Side {
  readonly run?: string;
  readonly bytes?: number;
}
interface Line {
  readonly name: string;
  readonly work: string;
  readonly beside: string;
  readonly ours: Side;
  readonly against: Side;
  readonly budget: { readonly atMost: number } | null;
}
interface Found {
  readonly samples: Map<string, { readonly seconds: number; readonly peak: number | null }[]>;
  readonly unavailable: Map<string, string>;
}
interface Result {
  readonly name: string;
  readonly ours: number | null;
  readonly against: number | null;
  readonly ratio: number | null;
  readonly rounds: number;
  readonly met: boolean | null;
  readonly unavailable: string | null;
}

const { measure, resultOf } = benchModule<{
  measure: (
    group: { readonly runs: Record<string, Run> },
    lines: readonly Line[],
    options: { readonly rounds: number; readonly folder: string },
  ) => Found;
  resultOf: (line: Line, group: string, found: Found) => Result;
}>('measure.mjs');
const { faultsOf } = benchModule<{
  faultsOf: (results: Record<string, unknown>, names: readonly string[]) => readonly string[];
}>('results.mjs');

const node = (script: string, rest: Omit<Run, 'argv'> = {}): Run => ({
  argv: [process.execPath, '-e', script],
  ...rest,
});
const line = (ours: Side, against: Side, budget: Line['budget'] = { atMost: 2 }): Line => ({
  name: 'it',
  work: 'a',
  beside: 'b',
  ours,
  against,
  budget,
});
const AB = line({ run: 'a' }, { run: 'b' });

const measured = (runs: Record<string, Run>, lines: readonly Line[] = [AB], rounds = 1) =>
  inTemporaryFolder(async (folder) => measure({ runs }, lines, { rounds, folder }));

it('runs both once to warm up, then in turns; the first run is not counted', async () => {
  await inTemporaryFolder(async (folder) => {
    const log = join(folder, 'log');
    const says = (letter: string) => node(`require('fs').appendFileSync(${JSON.stringify(log)}, '${letter}')`);
    const { samples } = measure({ runs: { a: says('a'), b: says('b'), c: says('c') } }, [AB], { rounds: 3, folder });
    expect(readFileSync(log, 'utf8')).toBe('ab' + 'ababab');
    expect([...samples].map(([id, taken]) => [id, taken.length])).toEqual([
      ['a', 3],
      ['b', 3],
    ]);
  });
});

it('with no rounds the first run is the one that counts', async () => {
  const { samples } = await measured({ a: node('0'), b: node('0') }, [AB], 0);
  expect([...samples.values()].map(({ length }) => length)).toEqual([1, 1]);
});

it('what is about a second run is run twice before it counts', async () => {
  await inTemporaryFolder(async (folder) => {
    const log = join(folder, 'log');
    const says = (letter: string) => node(`require('fs').appendFileSync(${JSON.stringify(log)}, '${letter}')`);
    const runs = { a: says('a'), b: { ...says('b'), primed: true } };
    const { samples } = measure({ runs }, [AB], { rounds: 0, folder });
    expect(readFileSync(log, 'utf8')).toBe('abb');
    expect(samples.get('b')).toHaveLength(1);
  });
});

it('no child sees NODE_EXTRA_CA_CERTS or NODE_OPTIONS, nor the home of the user', async () => {
  const before = { ...process.env };
  Object.assign(process.env, { NODE_EXTRA_CA_CERTS: '/none', NODE_OPTIONS: '--title=x' });
  try {
    const says = node(
      "const { NODE_EXTRA_CA_CERTS: a, NODE_OPTIONS: b, HOME: c } = process.env; console.log('said', a, b, c)",
      { prints: /^said undefined undefined .*sbclint-test-/ },
    );
    expect((await measured({ a: says, b: says })).samples.size).toBe(2);
  } finally {
    process.env = before;
  }
});

it('measures how long a run takes, and the peak of its memory where that is asked for', async () => {
  await inTemporaryFolder(async (folder) => {
    const preload = join(root, 'bench', 'peak-memory.cjs');
    const big = join(folder, 'big.js');
    writeFileSync(big, 'Buffer.alloc(150e6, 1); setTimeout(() => {}, 300)');
    const runs = { a: { argv: [process.execPath, '--require', preload, big], peak: true }, b: node('0') };
    const { samples } = measure({ runs }, [AB], { rounds: 1, folder });
    expect(samples.get('a')?.[0]?.peak).toBeGreaterThan(150e6);
    expect(samples.get('a')?.[0]?.peak).toBeLessThan(400e6);
    expect(samples.get('a')?.[0]?.seconds).toBeGreaterThan(0.3);
    expect(samples.get('b')?.[0]?.peak).toBeNull();
  });
});

it.each([
  ['ends in another way than it should', node('process.exitCode = 4'), /ended with 4/],
  ['prints something else than it should', node("console.log('1 device')", { prints: /9 devices/ }), /does not print/],
])('stops where a run %s', async (_, a, message) => {
  await expect(measured({ a, b: node('0') }, [AB], 0)).rejects.toThrow(message);
});

it('a run that ends wrongly only later is not taken for a fast one', async () => {
  await inTemporaryFolder(async (folder) => {
    const there = join(folder, 'there');
    writeFileSync(there, '');
    const a = node(`process.exitCode = require('fs').existsSync(${JSON.stringify(there)}) ? 0 : 2`);
    const b = node('0', { before: () => rmSync(there, { force: true }) });
    expect(() => measure({ runs: { a, b } }, [AB], { rounds: 1, folder })).toThrow(/ended with 2/);
  });
});

it.each([
  ['a flag that the program refuses', node("console.error('unknown flag --cache'); process.exitCode = 2"), '--cache'],
  ['a tool that is not there', node('0', { tools: ['no-such-tool-here'] }), 'no-such-tool-here'],
])('%s is not available, and neither met nor missed', async (_, a, because) => {
  const result = resultOf(AB, 'group', await measured({ a, b: node('0') }));
  expect(result).toMatchObject({ ours: null, against: null, ratio: null, met: null, rounds: 0 });
  expect(result.unavailable).toContain(because);
});

it('a line is judged by the ratio of its medians', () => {
  const taken = (...seconds: number[]) => seconds.map((each) => ({ seconds: each, peak: null }));
  const found = {
    samples: new Map([
      ['a', taken(3, 9, 4)],
      ['b', taken(2, 2, 5)],
    ]),
    unavailable: new Map(),
  };
  expect(resultOf(AB, 'group', found)).toMatchObject({ ours: 4, against: 2, ratio: 2, met: true, rounds: 3 });
  expect(resultOf(line({ run: 'a' }, { bytes: 1 }), 'group', found)).toMatchObject({ ratio: 4, met: false });
  expect(resultOf(line({ run: 'a' }, { bytes: 1 }, null), 'group', found)).toMatchObject({ ratio: 4, met: null });
});

describe('results are complete', () => {
  const whole = { name: 'it', ours: 2, against: 1, ratio: 2, rounds: 3, budget: null, met: null, unavailable: null };
  const machine = { cores: 2, memoryGB: 8, node: 'v20.0.0', system: 'linux' };
  const faults = (given: object, names = ['it']) =>
    faultsOf({ machine, date: '2026-11-22T00:00:00.000Z', lines: [{ ...whole, ...given }] }, names);

  it('with every line, its figures and what they were measured on', () => {
    expect(faults({})).toEqual([]);
    expect(faults({ ours: null, ratio: null, unavailable: 'no --cache' })).toEqual([]);
  });

  it.each([
    ['without a line', faults({}, ['it', 'other']), 'other is missing'],
    ['without a figure', faults({ ours: NaN }), 'it has NaN where a number should be'],
    ['without a ratio', faults({ ratio: null }), 'it has null where a number should be'],
    ['without rounds', faults({ rounds: 0 }), 'it has no rounds'],
    ['without a verdict', faults({ budget: { atMost: 1 } }), 'it does not say whether its budget is met'],
    [
      'with a verdict on what was not run',
      faults({ unavailable: 'no tool', met: true }),
      'it cannot be run, and yet its budget is met',
    ],
    [
      'with one name twice',
      faultsOf({ machine, date: '2026', lines: [whole, whole] }, ['it']),
      'two lines have one name',
    ],
    [
      'without the machine',
      faultsOf({ machine: { ...machine, node: '' }, date: '2026', lines: [whole] }, ['it']),
      'the results do not say node',
    ],
  ])('not %s', (_, found, expected) => {
    expect(found).toEqual([expected]);
  });
});
