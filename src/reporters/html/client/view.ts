import type { Child } from './dom.js';

/** What one address shows. */
export interface View {
  readonly title: string;
  /** Beside the title. */
  readonly mark?: Child;
  readonly content: readonly Child[];
}
