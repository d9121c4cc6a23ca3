import type { Device } from './device.js';
import type { Finding } from './finding.js';
import type { Level } from './knowledge.js';
import type { ShardPart } from './shard.js';

/** A rule of the user's own, and the devices that it judged. */
export interface JudgedCheck {
  readonly id: string;
  readonly level: Level;
  readonly what: string;
  readonly why: string;
  readonly remedy: string;
  /** What it looks at and what it expects. */
  readonly applies: string;
  /** Where it is written down. */
  readonly citations: readonly { readonly document: string; readonly url?: string | undefined }[];
  readonly devices: readonly string[];
}

/** What one run of a check says. */
export interface CheckResult {
  readonly asOf: string;
  /** The latest day on which a shipped fact was read. */
  readonly readUntil: string;
  readonly devices: readonly Device[];
  readonly findings: readonly Finding[];
  /** Those of the user's own that had a say. */
  readonly checks: readonly JudgedCheck[];
  readonly files: { readonly read: number; readonly parsed: number; readonly failed: number };
  /** Files that nothing recognizes and that need not have been: accounted for by name. */
  readonly unrecognized: readonly string[];
  /** Labels of `--certificate` that no device has. */
  readonly unusedLabels: readonly string[];
  /** Files of `--certificate` without a certificate in them. */
  readonly emptyCertificates: readonly string[];
  /** Where only a shard of the run was checked. */
  readonly shard?: ShardPart<Finding>;
}

export interface FindingCounts {
  readonly error: number;
  readonly warning: number;
  readonly note: number;
  readonly open: number;
  readonly suppressed: number;
}

/** Open findings count as open only, whatever their level; suppressed ones, and those of the baseline, as suppressed only. */
export function countFindings(findings: readonly Pick<Finding, 'kind' | 'level' | 'suppression'>[]): FindingCounts {
  const counts = { error: 0, warning: 0, note: 0, open: 0, suppressed: 0 };
  for (const { kind, level, suppression } of findings) {
    counts[suppression ? 'suppressed' : kind === 'open' ? 'open' : level] += 1;
  }
  return counts;
}
