import type { Provenance, Sourced } from '../../text/provenance.js';
import type { Fault } from '../pem-bundle/context.js';

/** One `modparam("tls_mgm", NAME, "[DOMAIN]VALUE")`. */
export interface Parameter {
  readonly name: string;
  /** `null` where the value starts with no `[DOMAIN]`. */
  readonly domain: Sourced<string> | null;
  readonly value: Sourced<string>;
  readonly at: Provenance;
}

export interface Script {
  readonly parameters: readonly Parameter[];
  /** SIP URIs on TLS that stand in the routing logic. */
  readonly uris: readonly Sourced<string>[];
  /** What could not be read, and what stands in other files: any of it may have been about any domain. */
  readonly faults: readonly Fault[];
  readonly start: Provenance;
}
