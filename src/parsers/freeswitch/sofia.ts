import type { Provenance, Sourced } from '../../text/provenance.js';
import type { Fault } from '../pem-bundle/context.js';

/** `<param name value>` of one element by their names in lower case; the last of a name counts. */
export type Params = ReadonlyMap<string, Sourced<string>>;

export interface Gateway {
  readonly name: Sourced<string>;
  readonly params: Params;
  readonly at: Provenance;
}

/** A profile of mod_sofia. */
export interface SofiaProfile {
  readonly name: Sourced<string>;
  readonly params: Params;
  readonly gateways: readonly Gateway[];
  /** What in its settings could not be read. */
  readonly faults: readonly Fault[];
  readonly at: Provenance;
}

export interface SofiaFile {
  readonly profiles: readonly SofiaProfile[];
  /** Gateways in a file of their own, which some profile includes. */
  readonly gateways: readonly Gateway[];
  /** What is included from other files. */
  readonly includes: readonly Provenance[];
  /** What could not be read outside of the settings of a profile. */
  readonly faults: readonly Fault[];
  readonly start: Provenance;
}
