import { fingerprintOf } from './fingerprint.js';
import type { ReportedFinding, RunReport } from './run-report.js';
import type { ShardClaim, ShardPart, ShardSuppression } from './shard.js';

type Part = ShardPart<ReportedFinding>;

export interface MergedShards {
  /** How many times a file was counted that another shard had counted. */
  readonly countedAgain: number;
  readonly suppressions: readonly ShardSuppression<ReportedFinding>[];
}

/** What the shards of one run say together, `null` where the runs are no shards. */
export function mergedShards(runs: readonly RunReport[]): MergedShards | { readonly refused: string } | null {
  const parts = runs.flatMap(({ shard }) => shard ?? []);
  const [first] = parts;
  if (!first) return null;
  if (parts.length < runs.length) return { refused: 'some runs are shards, and some are not' };
  const other = parts.find(({ of }) => of !== first.of);
  if (other) return { refused: `one run is a shard of ${first.of} and another of ${other.of}` };
  const indexes = new Set(parts.map(({ index }) => index));
  const twice = parts.find(({ index }, i) => parts.findIndex((part) => part.index === index) < i);
  if (twice) return { refused: `shard ${twice.index} of ${first.of} is there twice` };
  const missing = Array.from({ length: first.of }, (_, i) => i + 1).filter((index) => !indexes.has(index));
  if (missing.length > 0) return { refused: missingText(missing, first.of) };
  if (parts.some((part) => placesOf(part) !== placesOf(first))) {
    return { refused: 'the shards were made with different settings' };
  }
  const [label] = first.unusedLabels.filter((each) => parts.every((part) => part.unusedLabels.includes(each)));
  if (label !== undefined) {
    return { refused: `--certificate: no device has an entry or a trust store named ${label}` };
  }
  const beside = parts.flatMap((part) => part.beside);
  return {
    countedAgain: beside.length - new Set(beside).size,
    suppressions: first.suppressions.map((each, i) => {
      const seen = parts.flatMap(({ suppressions }) => suppressions[i] ?? []);
      const hides = seen.reduce((total, part) => total + part.hides, 0);
      return { ...each, hides, isHere: seen.some(({ isHere }) => isHere) };
    }),
  };
}

const SAID_MISSING = 10;

function missingText(missing: readonly number[], of: number): string {
  const more = missing.length - SAID_MISSING;
  const list = `${missing.slice(0, SAID_MISSING).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return missing.length === 1 ? `shard ${list} of ${of} is missing` : `shards ${list} of ${of} are missing`;
}

function placesOf({ suppressions }: Part): string {
  return JSON.stringify(suppressions.map(({ path, line, isWhole }) => [path, line, isWhole]));
}

/** What the run as a whole says of its suppressions. */
export function shardFindings(
  shards: MergedShards | null,
  unread: boolean,
  inOrder: (a: ReportedFinding, b: ReportedFinding) => number,
  sha256: (bytes: Uint8Array) => string,
): readonly ReportedFinding[] {
  const claims = (shards?.suppressions ?? [])
    .flatMap((each) => claimOf(each, unread) ?? [])
    .sort((a, b) => inOrder(a.finding, b.finding));
  const seen = new Map<string, number>();
  return claims.map(({ finding, about }) => {
    const before = seen.get(about) ?? 0;
    seen.set(about, before + 1);
    return { ...finding, fingerprint: fingerprintOf(about, before, sha256) };
  });
}

function claimOf(
  { hides, isHere, isWhole, says }: ShardSuppression<ReportedFinding>,
  unread: boolean,
): ShardClaim<ReportedFinding> | null {
  if (hides > 0 || (!isHere && !isWhole)) return says.used;
  return unread ? says.undecided : says.unused;
}
