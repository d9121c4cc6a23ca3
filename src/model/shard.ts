/** One of the equal parts that a run is divided into. */
export interface Shard {
  /** Counts from 1. */
  readonly index: number;
  readonly of: number;
}

/** What a shard cannot say of the whole run by itself. All shards together can: `merge` does. */
export interface ShardPart<Said> extends Shard {
  /** Files that nobody named and that a device here reads; a device of another shard may read them too. */
  readonly beside: readonly string[];
  /** Labels of `--certificate` that no device here has. */
  readonly unusedLabels: readonly string[];
  readonly suppressions: readonly ShardSuppression<Said>[];
}

/** A suppression in force, as one shard sees it, and what the run says of it once all shards are known. */
export interface ShardSuppression<Said> {
  /** Where the settings say it. */
  readonly path: string;
  readonly line: number;
  /** How many findings it hides here. */
  readonly hides: number;
  /** Whether the one device that it is about is here. */
  readonly isHere: boolean;
  /** Whether all that it may be about is in the run, its other shards among it. */
  readonly isWhole: boolean;
  readonly says: {
    readonly used: ShardClaim<Said> | null;
    readonly unused: ShardClaim<Said> | null;
    readonly undecided: ShardClaim<Said> | null;
  };
}

export interface ShardClaim<Said> {
  readonly finding: Said;
  /** What its fingerprint is made of; a second finding about the same gets a number. */
  readonly about: string;
}
