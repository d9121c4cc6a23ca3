import type { Shard } from '../model/shard.js';
import { UsageError } from './usage-error.js';

/** `--shard 2/8`; absent where the run is whole. */
export function readShard(text: string | undefined): Shard | undefined {
  if (text === undefined) return undefined;
  const [, index, of] = /^([1-9]\d{0,5})\/([1-9]\d{0,5})$/.exec(text)?.map(Number) ?? [];
  if (index === undefined || of === undefined || index > of) {
    throw new UsageError(`--shard wants I/N with I from 1 to N, such as 2/8, not ${text}`);
  }
  return { index, of };
}
