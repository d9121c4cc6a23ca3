import { benchModule } from '../support/bench.js';

interface Frame {
  readonly functionName: string;
  readonly url: string;
}
interface Profile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: Frame; readonly children?: readonly number[] }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

const { sharesOf } = benchModule<{
  sharesOf: (profiles: readonly Profile[]) => readonly { readonly part: string; readonly share: number }[];
}>('profile.mjs');

const node = (id: number, functionName: string, url: string, children: readonly number[] = []) => ({
  id,
  callFrame: { functionName, url },
  children,
});

const profile = (samples: readonly number[], timeDeltas: readonly number[]): Profile => ({
  nodes: [
    node(1, '(root)', '', [2, 7, 8, 9]),
    node(2, 'check', 'file:///x/dist/main.cjs', [3, 4, 6]),
    node(3, 'recognizeAll', 'file:///x/dist/main.cjs'),
    node(4, 'parsedExport', 'file:///x/dist/main.cjs', [5]),
    node(5, 'slice', 'node:buffer'),
    node(6, 'something', 'file:///x/dist/main.cjs'),
    node(7, '(garbage collector)', ''),
    node(8, '(idle)', ''),
    node(9, 'bootstrap', 'node:internal'),
  ],
  samples,
  timeDeltas,
});

it('each sample belongs to the nearest part that it was called from; waiting is no time', () => {
  expect(sharesOf([profile([3, 5, 6, 7, 8, 9], [20, 40, 10, 20, 900, 10])])).toEqual([
    { part: 'reading the export', share: 40 },
    { part: 'which format it is', share: 20 },
    { part: 'garbage collection', share: 20 },
    { part: 'the rest', share: 10 },
    { part: "Node's own code", share: 10 },
  ]);
});

it('threads are added up, and what is below half a hundredth is left out', () => {
  expect(sharesOf([profile([3, 6], [500, 4]), profile([4], [496])])).toEqual([
    { part: 'which format it is', share: 50 },
    { part: 'reading the export', share: 50 },
  ]);
});
