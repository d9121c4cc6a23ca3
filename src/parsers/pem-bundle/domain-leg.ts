import type { Reasoned } from '../../model/answer.js';
import type { Endpoint, Leg } from '../../model/trust.js';
import type { Provenance } from '../../text/provenance.js';

export type Role = 'server' | 'client';

interface Domain {
  readonly name: string;
  readonly role: Role;
  /** Whom a client domain is for, where it says so. */
  readonly endpoints: readonly Endpoint[];
  readonly port: number | null;
  readonly verifiesPeer: Reasoned;
  readonly mutualTls: Reasoned;
  /** Of a domain that names nobody: whether those come by it whom others name; absent where it is for somebody else. */
  readonly serves?: Reasoned | null;
  readonly at: Provenance;
}

/** The leg of a TLS domain of a SIP proxy, whose trunks stand elsewhere. */
export function domainLeg({ name, role, endpoints, port, verifiesPeer, mutualTls, serves, at }: Domain): Leg {
  const isClient = role === 'client';
  return {
    name: `${name} (${isClient ? 'out' : 'in'}, tls)`,
    trunk: name,
    direction: isClient ? 'outbound' : 'inbound',
    tlsContext: name,
    unresolved: null,
    transport: { value: 'tls', at },
    port,
    endpoints,
    enabled: { answer: 'yes', because: 'a TLS domain cannot be disabled', at },
    verifiesPeer,
    mutualTls: isClient ? { answer: 'no', because: 'a client domain accepts no calls', at } : mutualTls,
    ...(serves && { serves }),
    at,
  };
}
