import type { ReportedPlace } from './run-report.js';

/** What a patch writes into the files of a device, as editors and report viewers can apply it. */
export interface ProposedFix {
  readonly description: string;
  /** Never empty, and none of its replacements is. */
  readonly changes: readonly ProposedChange[];
}

export interface ProposedChange {
  readonly path: string;
  /** In the order of their places; those at one place in the order in which they are inserted. */
  readonly replacements: readonly ProposedReplacement[];
}

export interface ProposedReplacement {
  readonly place: ReportedPlace;
  /** The bytes, one character each (Latin-1). */
  readonly insert: string;
}
