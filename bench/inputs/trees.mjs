import { join } from 'node:path';
import { linkFleet, writeFleet } from './fleet.mjs';

/** The trees that the kinds share, each written when it is first asked for: `of(4)` holds four times the devices. */
export function sharedTrees(folder, devices, seed) {
  const written = new Map();
  const write = (times) => {
    const at = join(folder, `fleet-${times}`);
    if (!written.has(times)) {
      written.set(times, times === 1 ? writeFleet(at, devices, seed) : linkFleet(at, devices * times, write(1)));
    }
    return written.get(times);
  };
  return { of: (times) => ({ folder: join(folder, `fleet-${times}`), write: () => write(times) }) };
}
