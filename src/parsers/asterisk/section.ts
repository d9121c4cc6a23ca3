import type { Provenance, Sourced } from '../../text/provenance.js';
import type { Fault } from '../pem-bundle/context.js';

/** One section of an Asterisk configuration file, as it stands there. */
export interface Section {
  readonly name: Sourced<string>;
  /** `[name](!)`: others inherit from it, and it is no object itself. */
  readonly isTemplate: boolean;
  /** `[name](+)`: more settings for the section of that name before it. */
  readonly continues: boolean;
  readonly parents: readonly Sourced<string>[];
  /** In order, names in lower case; a name may repeat. */
  readonly settings: readonly Setting[];
  readonly faults: readonly Fault[];
  readonly at: Provenance;
}

export interface Setting {
  readonly name: string;
  readonly value: Sourced<string>;
}

export interface ConfigurationFile {
  readonly sections: readonly Section[];
  /** `#include` and its kind: parts that lie in other files. */
  readonly includes: readonly Sourced<string>[];
  readonly faults: readonly Fault[];
  readonly start: Provenance;
}
