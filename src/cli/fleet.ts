import { isKeyFile } from '../model/key-file.js';
import type { Prepared } from './run.js';

/** Below this it is not worth while to cut a run into parts. */
const FEWEST_FILES = 200;

/**
 * Whether a run can be cut into parts that are checked one by one: no statement about all of it is asked for that needs all of it at
 * once. What cannot be cut is checked at once, in one thread, with the same result.
 */
export function isFleet({ inputs, options, settings }: Prepared): boolean {
  if (inputs.length < FEWEST_FILES || options.changed || options.shard || options.certificates.length > 0) return false;
  if (options.devices.length > 0 || settings.all().some(({ scope }) => scope.suppressions.length > 0)) return false;
  const asksPeer = options.peer !== null || settings.all().some(({ peer }) => peer !== null);
  return inputs.every(({ path, role }) => role === 'named' && !(asksPeer && isKeyFile(path)));
}
