import type { Shard } from '../model/shard.js';
import type { Sha256 } from '../x509/sha256.js';
import type { Group } from './group.js';
import type { CheckOptions } from './input.js';

/** What of a run one shard says: some devices, with all of their files, and some files of no device. */
export interface Share {
  readonly devices: readonly Group[];
  /** Whether what there is to say of a path is said here. */
  readonly holds: (path: string) => boolean;
}

/** All of a run, or the part that `--shard` asks for. Grouping goes before, so that no device is torn apart. */
export function shareOf(groups: readonly Group[], { shard, sha256 }: Pick<CheckOptions, 'shard' | 'sha256'>): Share {
  if (!shard) return { devices: groups, holds: () => true };
  const owners = new Map<string, string>();
  for (const { id, configuration, others, evidence } of groups) {
    for (const { input } of [configuration, ...others, ...evidence]) owners.set(input.path, id);
  }
  const isHere = (name: string) => shardOf(name, shard, sha256) === shard.index;
  return {
    devices: groups.filter(({ id }) => isHere(id)),
    holds: (path) => isHere(owners.get(path) ?? path),
  };
}

/** The first 48 bits of the SHA-256 of the UTF-8 of a device's id, or of a path, modulo the number of shards, counted from 1. */
function shardOf(name: string, { of }: Pick<Shard, 'of'>, sha256: Sha256): number {
  const hash = sha256(new TextEncoder().encode(name));
  return (Number.parseInt(hash.slice(0, 12), 16) % of) + 1;
}
