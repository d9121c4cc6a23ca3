import type { Provenance, Sourced } from '../../text/provenance.js';
import type { Fault } from '../pem-bundle/context.js';
import type { Role } from '../pem-bundle/domain-leg.js';

/** A TLS domain: one section of a configuration, with its settings by their names in lower case. */
export interface TlsDomain {
  readonly role: Role;
  /** `default`, `any`, or an address with its port. */
  readonly address: string;
  readonly settings: ReadonlyMap<string, Sourced<string>>;
  /** What in it could not be read. */
  readonly faults: readonly Fault[];
  /** Its header. */
  readonly at: Provenance;
}

export interface TlsDomains {
  readonly domains: readonly TlsDomain[];
  /** What could not be read outside of any domain. */
  readonly faults: readonly Fault[];
  readonly start: Provenance;
}
