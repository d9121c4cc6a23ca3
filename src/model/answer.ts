import type { Provenance } from '../text/provenance.js';

export type Answer = 'yes' | 'no' | 'unknown';

/** An answer with the place that gives it and, unless the place speaks for itself, the reason. */
export interface Reasoned {
  readonly answer: Answer;
  /** Why: a sentence without its full stop, such as "VerifyServerCertificate is absent, and its default is 0". */
  readonly because: string;
  readonly at: Provenance;
  /** What would settle an `unknown`: a command or a place to look. Absent where nothing known would. */
  readonly settledBy?: string;
}
