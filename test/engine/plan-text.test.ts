import type { PlannedDevice } from '../../src/model/planned-device.js';
import { planText } from '../../src/engine/plan-text.js';
import { planSchema } from '../../src/config/report-schema.js';

const [a, b] = ['a', 'b'].map((name) => ({ name, sha256: name.repeat(64) })) as [
  PlannedDevice['additions'][number]['trustAnchor'],
  PlannedDevice['additions'][number]['trustAnchor'],
];

function device(id: string, roots: readonly (typeof a)[], wave?: number): PlannedDevice {
  return {
    id,
    additions: roots.map((trustAnchor) => ({ trustAnchor, label: 'two\nlines', tlsContext: null })),
    edits: [],
    proof: { facts: true, bytes: true, idempotent: true },
    steps: [],
    refused: [],
    ...(wave === undefined ? {} : { wave }),
  };
}

it.each([
  ['none', []],
  ['one', [device('x', [a])]],
  ['some', [device('x', [b, a, a], 2), device('y', [a], 1), device('z', [], 1)]],
])('%s: a plan that is written device by device is what JSON.stringify makes of the whole', (_, devices) => {
  const text = [...planText(devices, '2026-11-22', '1.2.3')].join('');
  const plan = JSON.parse(text) as object;
  expect(text).toBe(`${JSON.stringify(plan, null, 2)}\n`);
  expect(Object.keys(plan)).toEqual(['schemaVersion', 'tool', 'asOf', 'devices', 'totals']);
  expect(JSON.stringify(planSchema.parse(plan))).toBe(JSON.stringify(plan));
});

it('counts a root once for a device that gets it twice, and each wave', () => {
  const devices = [device('x', [b, a, a], 2), device('y', [a], 1), device('z', [], 1)];
  const { totals } = JSON.parse([...planText(devices, '2026-11-22', '1')].join('')) as { totals: object };
  expect(totals).toEqual({
    devices: 3,
    additions: 4,
    roots: [
      { ...a, devices: 2, additions: 3 },
      { ...b, devices: 1, additions: 1 },
    ],
    waves: [
      { wave: 1, devices: 2, additions: 1 },
      { wave: 2, devices: 1, additions: 3 },
    ],
  });
});
