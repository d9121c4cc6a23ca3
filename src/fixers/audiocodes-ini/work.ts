import type { Addition } from '../fixer.js';

/** What there is to do on the device. */
export interface Work {
  readonly additions: readonly Addition[];
  /** Stores that switch to the built-in list, and the incremental INI that does it. */
  readonly switched: readonly { readonly store: string; readonly context: string }[];
  readonly incrementalIni: string | null;
}
