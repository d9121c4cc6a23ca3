import type { Reasoned } from '../../model/answer.js';
import type { Leg } from '../../model/trust.js';
import type { Sourced } from '../../text/provenance.js';
import { isDomainName } from '../../text/host.js';
import { valueOf, valuesOf } from './element.js';
import type { Inventory } from './inventory.js';

/** Host names that calls are routed to and that no session-agent describes. */
export function strangers(inventory: Inventory): readonly Sourced<string>[] {
  const agents = new Set(
    inventory.ofType('session-agent').map((agent) => valueOf(agent, 'hostname')?.value.toLowerCase()),
  );
  const policies = inventory.ofType('local-policy').flatMap(({ children }) => children);
  const routes = [
    ...inventory.ofType('session-group').flatMap((group) => valuesOf(group, 'dest')),
    ...policies.flatMap((policy) => valuesOf(policy, 'next-hop')),
  ];
  const seen = new Set<string>();
  return routes.filter(({ value }) => {
    const name = value.toLowerCase();
    return isDomainName(name) && !agents.has(name) && !seen.has(name) && seen.add(name);
  });
}

export function strangerLeg(host: Sourced<string>): Leg {
  const because = `calls are routed to ${host.value}, and no session-agent of that name is in the export`;
  const unknown: Reasoned = { answer: 'unknown', because, at: host.at, settledBy: 'show running-config session-agent' };
  return {
    name: host.value,
    trunk: host.value,
    direction: 'outbound',
    tlsContext: null,
    unresolved: unknown,
    transport: { value: 'unknown', at: host.at },
    port: null,
    endpoints: [{ host, port: null }],
    enabled: { answer: 'yes', because, at: host.at },
    verifiesPeer: unknown,
    mutualTls: unknown,
    at: host.at,
  };
}
