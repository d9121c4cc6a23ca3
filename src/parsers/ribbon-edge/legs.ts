import type { Reasoned } from '../../model/answer.js';
import type { Leg, Transport } from '../../model/trust.js';
import { grouped } from '../../text/grouped.js';
import type { Provenance, Sourced } from '../../text/provenance.js';
import type { SignalingGroup } from './groups.js';
import { valueOf, type EdgeRecord } from './record.js';
import { verification, type EdgeProfiles } from './tls-profile.js';

/** Outbound: one leg for each transport and TLS profile of the servers. Inbound: one for each port (reference section 11.7). */
export function legsOf(group: SignalingGroup, profiles: EdgeProfiles): readonly Leg[] {
  const { record, trunk, servers, listeners, federated, hidden } = group;
  const enabled = enabledOf(record);
  const ways = grouped(servers, ({ transport, profile }) => JSON.stringify([transport.value, profile?.value ?? null]));
  const outbound = [...ways.values()].flatMap(([first, ...others]): readonly Leg[] => {
    if (!first) return [];
    const secured = securityOf(first.transport, first.profile, profiles);
    const endpoints = [first, ...others].map(({ endpoint }) => endpoint);
    return [
      {
        trunk,
        name: `${trunk} outbound ${secured.tlsContext ?? first.transport.value}`,
        direction: 'outbound',
        transport: first.transport,
        port: first.endpoint.port?.value ?? null,
        endpoints,
        enabled,
        tlsContext: secured.tlsContext,
        unresolved: secured.unresolved,
        verifiesPeer: secured.outbound,
        mutualTls: secured.inbound,
        at: first.endpoint.host.at,
      },
    ];
  });
  const called = servers.map(({ endpoint }) => endpoint);
  const inbound = listeners.map((listener): Leg => {
    const secured = securityOf(listener.transport, listener.profile, profiles);
    return {
      trunk,
      name: `${trunk} inbound ${listener.name}`,
      direction: 'inbound',
      transport: listener.transport,
      port: listener.port.value,
      endpoints: [...called, ...federated],
      enabled,
      tlsContext: secured.tlsContext,
      unresolved: secured.unresolved,
      verifiesPeer: secured.inbound,
      mutualTls: secured.inbound,
      at: listener.port.at,
    };
  });
  return [...(hidden ? [hiddenLeg(group, hidden, enabled)] : outbound), ...inbound];
}

/** A group whose servers are not shown calls somebody all the same. */
function hiddenLeg({ trunk, federated }: SignalingGroup, { value, at }: Sourced<string>, enabled: Reasoned): Leg {
  const { outbound, inbound, ...secured } = open(`SIP server table ${value} is not shown`, at);
  return {
    ...secured,
    trunk,
    name: `${trunk} outbound`,
    direction: 'outbound',
    transport: { value: 'unknown', at },
    port: null,
    endpoints: federated,
    enabled,
    verifiesPeer: outbound,
    mutualTls: inbound,
    at,
  };
}

interface Security {
  readonly tlsContext: string | null;
  readonly unresolved: Reasoned | null;
  readonly outbound: Reasoned;
  readonly inbound: Reasoned;
}

function securityOf(transport: Sourced<Transport>, id: Sourced<string> | null, { byId }: EdgeProfiles): Security {
  if (transport.value === 'udp' || transport.value === 'tcp') {
    const because = `the protocol is ${transport.value.toUpperCase()}, which has no TLS`;
    const no: Reasoned = { answer: 'no', because, at: transport.at };
    return { tlsContext: null, unresolved: null, outbound: no, inbound: no };
  }
  const profile = id && byId?.get(id.value);
  if (transport.value === 'tls' && profile)
    return { ...verification(profile), tlsContext: profile.context.name.value, unresolved: null };
  return open(why(transport, id, byId !== null), id?.at ?? transport.at);
}

function why(transport: Sourced<Transport>, id: Sourced<string> | null, shown: boolean): string {
  if (transport.value !== 'tls') return 'the protocol is not shown, or not recognized';
  if (!id) return 'no TLSProfileID is shown';
  return shown ? `there is no TLS profile of id ${id.value}` : 'the file has no token Security/TLSProfile';
}

function open(because: string, at: Provenance): Security {
  const unknown: Reasoned = { answer: 'unknown', because, at };
  return { tlsContext: null, unresolved: unknown, outbound: unknown, inbound: unknown };
}

function enabledOf(record: EdgeRecord): Reasoned {
  const state = valueOf(record, 'customAdminState');
  const group = `SIP signaling group ${record.id.value}`;
  if (!state) return { answer: 'unknown', because: `customAdminState of ${group} is not shown`, at: record.id.at };
  if (state.value === '1') return { answer: 'yes', because: `${group} is enabled`, at: state.at };
  if (state.value === '0') return { answer: 'no', because: `${group} is disabled`, at: state.at };
  const because = state.value === '2' ? `${group} is being drained` : `the state of ${group} is not recognized`;
  return { answer: 'unknown', because, at: state.at };
}
