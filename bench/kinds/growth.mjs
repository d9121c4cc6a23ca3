// The same with two and four times as many devices: time per device stays, and so does memory where findings are printed as they come.
import { sbclintWithPeak } from './sbclint.mjs';

/** Per device; more than that is not linear any more. */
const LINEAR = 1.15;
const SAME_MEMORY = 1.1;

export function growth({ devices, trees }) {
  const run = (times) => {
    const tree = trees.of(times);
    const argv = [tree.folder, '--jobs', '2', '--format', 'ndjson'];
    return sbclintWithPeak('check', argv, { inputs: () => tree.write(), prints: /"ruleId":/ });
  };
  const runs = { x1: run(1), x2: run(2), x4: run(4) };
  const count = (times) => (devices * times).toLocaleString('en');
  const lines = [2, 4].flatMap((times) => [
    {
      name: `growth-time-x${times}`,
      work: `\`check --jobs 2 --format ndjson\` of ${count(times)} exports, time per device`,
      beside: `of ${count(1)}`,
      unit: 's a device',
      ours: { run: `x${times}`, per: devices * times },
      against: { run: 'x1', per: devices },
      budget: { atMost: LINEAR },
    },
    {
      name: `growth-memory-x${times}`,
      work: `the same with ${count(times)} exports, peak memory`,
      beside: `with ${count(1)}`,
      unit: 'bytes',
      ours: { run: `x${times}`, of: 'peak' },
      against: { run: 'x1', of: 'peak' },
      budget: { atMost: SAME_MEMORY },
    },
  ]);
  return { name: 'growth', title: 'Two and four times the fleet', rounds: 3, runs, lines };
}
