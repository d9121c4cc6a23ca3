import type { Level } from './knowledge.js';

/** What makes a leg break on a day. */
export const CAUSES = [
  'requirement',
  'peer',
  'trust-anchor',
  'cross-sign',
  'issuing-ca',
  'retired-too-early',
  'end-entity',
] as const;

export type Cause = (typeof CAUSES)[number];

/** One leg that begins to suffer on a day. */
export interface TimelineEvent {
  /** The first day, as in 2026-08-26. */
  readonly date: string;
  readonly device: string;
  readonly leg: string;
  readonly peer: string;
  readonly cause: Cause;
  readonly trustAnchor: { readonly name: string; readonly sha256: string } | null;
  readonly level: Level;
  readonly message: string;
}

/** What cannot be foretold, because the export does not show it. */
export interface TimelineGap {
  readonly device: string;
  readonly because: string;
  readonly hint: string | null;
}

export interface Timeline {
  readonly events: readonly TimelineEvent[];
  /** What peers have announced, or what is known to come to them: of level note, and nothing that breaks by itself. */
  readonly announced: readonly TimelineEvent[];
  readonly gaps: readonly TimelineGap[];
}
