import type { Reasoned } from '../../model/answer.js';
import type { Leg } from '../../model/trust.js';
import type { Sourced } from '../../text/provenance.js';
import { contextChoices, contextOf, whyNoContext } from './context-choice.js';
import { valueOf, type OracleElement } from './element.js';
import { bothEnabled, enabledOf } from './enabled.js';
import { endpointsOf, portOf } from './endpoint.js';
import type { Inventory } from './inventory.js';
import { facingRealms, realmsOf, type Realm } from './realm.js';
import { strangerLeg, strangers } from './stranger.js';
import { transportOf } from './transport.js';
import { mutualAuthentication, serverCheck, withoutTls } from './verification.js';

/** Every direction of every trunk: a trunk is a realm, as agents, sip-interfaces and tls-profiles meet in it only. */
export function legsOf(inventory: Inventory): readonly Leg[] {
  const homeless = inventory.ofType('session-agent').filter((agent) => realmsOf(agent).length === 0);
  return [
    ...facingRealms(inventory).flatMap((realm) =>
      [...outboundLegs(realm, inventory), ...inboundLegs(realm, inventory)].map((leg) =>
        realm.teamsName ? { ...leg, ownNames: [realm.teamsName] } : leg,
      ),
    ),
    ...homeless.flatMap((agent) => homelessLeg(agent)),
    ...strangers(inventory).map(strangerLeg),
  ];
}

/** Calls towards an agent leave by a TLS port of its realm, with that port's profile: the agent names none. */
function outboundLegs(realm: Realm, inventory: Inventory): readonly Leg[] {
  const tlsPorts = realm.ports.filter(({ port }) => transportOf(port, 'transport-protocol').value === 'tls');
  const choices = contextChoices(tlsPorts, inventory);
  return realm.agents.flatMap((agent) => {
    const hostname = valueOf(agent, 'hostname');
    if (!hostname) return [];
    const name = realmsOf(agent).length > 1 ? `${hostname.value} via ${realm.id}` : hostname.value;
    const base = outboundBase(agent, hostname, name, realm.id);
    if (base.transport.value === 'tcp' || base.transport.value === 'udp') {
      const off = withoutTls(base.transport.at);
      const checks = { verifiesPeer: off, mutualTls: off };
      return [{ ...base, tlsContext: null, unresolved: null, enabled: enabledOf(agent), ...checks }];
    }
    const unresolved = whyNoContext(choices, realm, agent.at);
    if (unresolved) {
      const checks = { verifiesPeer: unresolved, mutualTls: unresolved };
      return [{ ...base, tlsContext: null, unresolved, enabled: enabledOf(agent), ...checks }];
    }
    return choices.map(({ context, unresolved, profile, by }) => ({
      ...base,
      name: choices.length > 1 && context !== null ? `${name} (${context})` : name,
      tlsContext: context,
      unresolved,
      enabled: bothEnabled(agent, by.sipInterface),
      verifiesPeer: unresolved ?? serverCheck(agent.at),
      mutualTls: unresolved ?? mutualAuthentication(profile, agent.at),
    }));
  });
}

/** The other side of a realm may call in at each of its ports. */
function inboundLegs(realm: Realm, inventory: Inventory): readonly Leg[] {
  const endpoints = realm.agents.flatMap(endpointsOf);
  return realm.ports.map((by) => {
    const { port, sipInterface } = by;
    const transport = transportOf(port, 'transport-protocol');
    const number = portOf(port)?.value ?? null;
    const address = `${valueOf(port, 'address')?.value ?? '*'}:${number ?? '?'}`;
    const base = {
      name: `${realm.id} ${address}${transport.value === 'tls' ? '' : `/${transport.value}`}`,
      trunk: realm.id,
      direction: 'inbound' as const,
      transport,
      port: number,
      endpoints,
      enabled: enabledOf(sipInterface),
      at: valueOf(port, 'tls-profile')?.at ?? port.at,
    };
    if (transport.value === 'tcp' || transport.value === 'udp') {
      const off = withoutTls(transport.at);
      return { ...base, tlsContext: null, unresolved: null, verifiesPeer: off, mutualTls: off };
    }
    const { context, unresolved, profile } = contextOf(by, inventory);
    const asks = unresolved ?? mutualAuthentication(profile, port.at);
    return { ...base, tlsContext: context, unresolved, verifiesPeer: asks, mutualTls: asks };
  });
}

/** The trunk of agents that name no realm: what they have in common. */
const NO_REALM = 'no realm';

function homelessLeg(agent: OracleElement): readonly Leg[] {
  const hostname = valueOf(agent, 'hostname');
  if (!hostname) return [];
  const base = outboundBase(agent, hostname, hostname.value, NO_REALM);
  const plain = base.transport.value === 'tcp' || base.transport.value === 'udp';
  const because = `session-agent ${hostname.value} names no realm, so the sip-port it is reached from cannot be told`;
  const unresolved: Reasoned = {
    answer: 'unknown',
    because,
    at: agent.at,
    settledBy: 'show running-config local-policy',
  };
  const checks = plain ? withoutTls(base.transport.at) : unresolved;
  return [
    {
      ...base,
      tlsContext: null,
      unresolved: plain ? null : unresolved,
      enabled: enabledOf(agent),
      verifiesPeer: checks,
      mutualTls: checks,
    },
  ];
}

function outboundBase(agent: OracleElement, hostname: Sourced<string>, name: string, trunk: string) {
  const endpoints = endpointsOf(agent);
  return {
    name,
    trunk,
    direction: 'outbound' as const,
    transport: transportOf(agent, 'transport-method'),
    port: endpoints[0]?.port?.value ?? null,
    endpoints,
    at: hostname.at,
  };
}
