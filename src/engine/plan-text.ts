import type { PlanTotals, WaveTotals } from '../model/plan-totals.js';
import { compareText } from '../text/provenance.js';
import type { PlannedDevice } from '../model/planned-device.js';

/**
 * A plan as JSON, one device after the other: those of thousands are never held together. The totals are counted on the
 * way, which is why they stand at the end.
 */
export function* planText(devices: Iterable<PlannedDevice>, asOf: string, version: string): Generator<string> {
  const counter = totalsCounter();
  const head = JSON.stringify({ schemaVersion: 1, tool: { name: 'sbclint', version }, asOf }, null, 2);
  yield `${head.slice(0, -2)},\n  "devices": [`;
  let first = true;
  for (const device of devices) {
    counter.add(device);
    yield `${first ? '' : ','}\n    ${indented(device, 4)}`;
    first = false;
  }
  yield `${first ? '' : '\n  '}],\n  "totals": ${indented(counter.totals(), 2)}\n}\n`;
}

function indented(value: object, by: number): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${' '.repeat(by)}`);
}

/** Counts planned devices one by one. */
export function totalsCounter(): {
  readonly add: (device: Pick<PlannedDevice, 'additions' | 'wave'>) => void;
  readonly totals: () => PlanTotals;
} {
  const roots = new Map<string, PlanTotals['roots'][number]>();
  const waves = new Map<number, WaveTotals>();
  let devices = 0;
  let sum = 0;
  return {
    add({ additions, wave }) {
      devices += 1;
      sum += additions.length;
      const seen = new Set<string>();
      for (const { trustAnchor } of additions) {
        const { name, sha256 } = trustAnchor;
        const before = roots.get(sha256) ?? { name, sha256, devices: 0, additions: 0 };
        const isNew = !seen.has(sha256);
        seen.add(sha256);
        roots.set(sha256, {
          ...before,
          devices: before.devices + (isNew ? 1 : 0),
          additions: before.additions + 1,
        });
      }
      if (wave === undefined) return;
      const before = waves.get(wave) ?? { wave, devices: 0, additions: 0 };
      waves.set(wave, { wave, devices: before.devices + 1, additions: before.additions + additions.length });
    },
    totals: () => ({
      devices,
      additions: sum,
      roots: [...roots.values()].sort((a, b) => compareText(a.name, b.name) || compareText(a.sha256, b.sha256)),
      waves: [...waves.values()].sort((a, b) => a.wave - b.wave),
    }),
  };
}
