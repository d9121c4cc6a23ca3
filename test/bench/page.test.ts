import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchModule } from '../support/bench.js';
import { root } from '../support/knowledge.js';

interface Line {
  readonly name: string;
  readonly met: boolean | null;
}
interface Results {
  readonly quick: boolean;
  readonly lines: readonly Line[];
}
type Reasons = Readonly<Record<string, string>>;

const { performancePage, reasonFaults } = benchModule<{
  performancePage: (results: Results, reasons: Reasons) => string;
  reasonFaults: (results: Results, reasons: Reasons) => readonly string[];
}>('page.mjs');
const file = join(root, 'docs', 'performance.md');
const read = <T>(name: string) => JSON.parse(readFileSync(join(root, 'bench', name), 'utf8')) as T;
const results = read<Results>('results.json');
const reasons = read<Reasons>('reasons.json');

it('the page on performance is made of the results of the bench', () => {
  const page = performancePage(results, reasons);
  if (process.env['UPDATE'] === '1') writeFileSync(file, page);
  expect(readFileSync(file, 'utf8')).toBe(page);
});

it('it says why for every budget that is not met, and for no other', () => {
  expect(reasonFaults(results, reasons)).toEqual([]);
});

it('the results have the lines that the bench has, in their order', () => {
  const { kinds } = benchModule<{
    kinds: readonly ((context: object) => { readonly lines: readonly Line[] })[];
  }>('kinds/index.mjs');
  const trees = { of: () => ({ folder: '/fleet', write: () => undefined }) };
  const context = { folder: '/bench', devices: 10, seed: 1, quick: false, trees };
  const names = kinds.flatMap((kind) => kind(context).lines.map(({ name }) => name));
  expect(results.lines.map(({ name }) => name)).toEqual(names);
});

it('a budget without a reason, and a reason without a missed budget, are faults', () => {
  const lines = [
    { name: 'missed', met: false },
    { name: 'met', met: true },
    { name: 'free', met: null },
  ];
  expect(reasonFaults({ lines, quick: false }, { missed: 'the parser reads it twice' })).toEqual([]);
  expect(reasonFaults({ lines, quick: false }, { missed: ' ' })).toEqual([
    'missed is not met: say why in bench/reasons.json',
  ]);
  expect(reasonFaults({ lines, quick: false }, { missed: 'x', met: 'y' })).toEqual([
    'met is not among what is not met: take it out of bench/reasons.json',
  ]);
  expect(reasonFaults({ lines, quick: true }, {})).toEqual([]);
  expect(reasonFaults({ lines, quick: true }, { missed: 'x' })).toHaveLength(1);
});

describe('a page', () => {
  const line = { group: 'One export', work: 'a', beside: 'b', unit: 's', ours: 3, against: 1, ratio: 3, rounds: 5 };
  const profile = [{ part: 'rules', share: 60 }];
  const missed = { ...line, name: 'missed', budget: { atMost: 2 }, met: false, unavailable: null, profile };
  const met = { ...line, name: 'met', budget: { atLeast: 2 }, met: true, unavailable: null };
  const none = { ...line, name: 'none', budget: { atMost: 2 }, met: null, unavailable: 'this version has no --cache' };
  const run = {
    machine: { cores: 2, memoryGB: 8, node: 'v20.0.0', system: 'linux' },
    date: '2026-11-22T10:00:00.000Z',
    commit: null,
    devices: 10_000,
    seed: 1,
    quick: false,
    notes: [],
  };

  it('says of each line what came of it, and why a budget is not met', () => {
    const page = performancePage({ ...run, lines: [missed, met, none] } as Results, { missed: 'it is read twice' });
    expect(page).toContain('| a | b | 3.00 s | 1.00 s | 3.00 x | at most 2 x | **not met** |');
    expect(page).toContain('| a | b | 3.00 s | 1.00 s | 3.00 x | at least 2 x less | met |');
    expect(page).toContain('| a | b |  |  | *this version has no --cache* | at most 2 x | not available |');
    expect(page).toContain('1 of 2 budgets are not met.');
    expect(page).toContain('| `missed`: a | 3.00 x | at most 2 x | it is read twice |');
    expect(page).toContain('| `missed` | rules 60 % |');
    expect(performancePage({ ...run, lines: [met, none] } as Results, {})).toContain('All 1 budgets are met.');
  });

  it('says where the fleet was small, and that a smoke test judges nothing', () => {
    const small = performancePage({ ...run, devices: 50, lines: [missed] } as Results, { missed: 'x' });
    expect(small).toContain('This run had 50 devices, and the budgets are about 10,000');
    const smoke = performancePage({ ...run, quick: true, lines: [missed] } as Results, {});
    expect(smoke).toContain('no figure means anything');
    expect(smoke).toContain('A smoke test judges no budget');
    expect(smoke).not.toMatch(/not met\*\*|budgets are not met\./);
  });
});
