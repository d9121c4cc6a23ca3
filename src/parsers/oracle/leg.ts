import type { Reasoned } from '../../model/answer.js';
import type { Endpoint, Leg, Transport } from '../../model/trust.js';
import type { Provenance, Sourced } from '../../text/provenance.js';
import { isWord, valueOf, valuesOf, type OracleElement } from './element.js';
import type { Inventory } from './inventory.js';
import { facingRealms, realmsOf, type Realm, type RealmPort } from './realm.js';

/** The documented default of a sip-port (ACLI Reference Guide, sip-interface). */
const DEFAULT_LISTENING_PORT = 5060;
/** Of tls-profiles in one realm. No device comes near; without it agents times profiles could fill the memory. */
const MOST_PROFILES = 16;
const SHOW_INTERFACES = 'show running-config sip-interface';
const SHOW_PROFILES = 'show running-config tls-profile';

/** Every direction of every trunk: a trunk is a realm, as agents, sip-interfaces and tls-profiles meet in it only. */
export function legsOf(inventory: Inventory): readonly Leg[] {
  const homeless = inventory.ofType('session-agent').filter((agent) => realmsOf(agent).length === 0);
  return [
    ...facingRealms(inventory).flatMap((realm) => [
      ...outboundLegs(realm, inventory),
      ...inboundLegs(realm, inventory),
    ]),
    ...homeless.flatMap((agent) => homelessLeg(agent)),
    ...strangers(inventory).map(strangerLeg),
  ];
}

/** Host names that calls are routed to and that no session-agent describes. */
function strangers(inventory: Inventory): readonly Sourced<string>[] {
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

function strangerLeg(host: Sourced<string>): Leg {
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

/** Calls towards an agent leave by a TLS port of its realm, with that port's profile: the agent names none. */
function outboundLegs(realm: Realm, inventory: Inventory): readonly Leg[] {
  const tlsPorts = realm.ports.filter(({ port }) => transportOf(port, 'transport-protocol').value === 'tls');
  const choices = distinctContexts(tlsPorts, inventory);
  return realm.agents.flatMap((agent) => {
    const hostname = valueOf(agent, 'hostname');
    if (!hostname) return [];
    const name = realmsOf(agent).length > 1 ? `${hostname.value} via ${realm.id}` : hostname.value;
    const base = outboundBase(agent, hostname, name, realm.id);
    if (base.transport.value === 'tcp' || base.transport.value === 'udp') {
      const off = withoutTls(base.transport.at);
      return [
        { ...base, tlsContext: null, unresolved: null, enabled: enabledOf(agent), verifiesPeer: off, mutualTls: off },
      ];
    }
    if (choices.length === 0 || choices.length > MOST_PROFILES) {
      const unresolved = choices.length === 0 ? noTlsPort(realm, agent.at) : tooManyProfiles(realm, agent.at);
      return [
        {
          ...base,
          tlsContext: null,
          unresolved,
          enabled: enabledOf(agent),
          verifiesPeer: unresolved,
          mutualTls: unresolved,
        },
      ];
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
    const number = portNumber(port)?.value ?? DEFAULT_LISTENING_PORT;
    const address = `${valueOf(port, 'address')?.value ?? '*'}:${number}`;
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

/** The agent's host name; where that is an address or a mere label, its address as well. */
function endpointsOf(agent: OracleElement): readonly Endpoint[] {
  const hostname = valueOf(agent, 'hostname');
  if (!hostname) return [];
  const port = portNumber(agent);
  const address = valueOf(agent, 'ip-address');
  const more =
    address && address.value !== hostname.value && !isDomainName(hostname.value) ? [{ host: address, port }] : [];
  return [{ host: hostname, port }, ...more];
}

export function isDomainName(host: string): boolean {
  return host.includes('.') && /[a-z]/i.test(host) && !host.includes(':');
}

function portNumber(element: OracleElement): Sourced<number> | null {
  const port = valueOf(element, 'port');
  return port && /^\d{1,5}$/.test(port.value) && Number(port.value) > 0
    ? { value: Number(port.value), at: port.at }
    : null;
}

/** `StaticTLS`, `UDP+TCP` and the like, in any case. UDP is the documented default of agents and ports. */
function transportOf(element: OracleElement, attribute: string): Sourced<Transport> {
  const value = valueOf(element, attribute);
  if (!value) return { value: element.isPart ? 'unknown' : 'udp', at: element.at };
  const word = value.value.toLowerCase();
  const transport = word.includes('tls')
    ? 'tls'
    : word.includes('udp')
      ? 'udp'
      : word.includes('tcp')
        ? 'tcp'
        : 'unknown';
  return { value: transport, at: value.at };
}

interface ContextChoice {
  readonly context: string | null;
  readonly unresolved: Reasoned | null;
  readonly profile: OracleElement | null;
  readonly by: RealmPort;
}

function distinctContexts(ports: readonly RealmPort[], inventory: Inventory): readonly ContextChoice[] {
  const choices = new Map<string | null, ContextChoice>();
  for (const port of ports) {
    const choice = contextOf(port, inventory);
    if (!choices.has(choice.context)) choices.set(choice.context, choice);
  }
  return [...choices.values()];
}

function contextOf(by: RealmPort, inventory: Inventory): ContextChoice {
  const name = valueOf(by.port, 'tls-profile');
  if (!name) {
    const because = 'its sip-port names no tls-profile';
    const unresolved: Reasoned = { answer: 'unknown', because, at: by.port.at, settledBy: SHOW_INTERFACES };
    return { context: null, unresolved, profile: null, by };
  }
  const profile = inventory.named('tls-profile').get(name.value) ?? null;
  if (profile) return { context: name.value, unresolved: null, profile, by };
  const because = `tls-profile ${name.value} is not in the export`;
  const unresolved: Reasoned = { answer: 'unknown', because, at: name.at, settledBy: SHOW_PROFILES };
  return { context: null, unresolved, profile, by };
}

function noTlsPort(realm: Realm, at: Provenance): Reasoned {
  const because = realm.served
    ? `no sip-port of realm ${realm.id} uses TLS`
    : `the export has no sip-interface for realm ${realm.id}`;
  return { answer: 'unknown', because, at, settledBy: SHOW_INTERFACES };
}

function tooManyProfiles(realm: Realm, at: Provenance): Reasoned {
  const because = `realm ${realm.id} has more than ${MOST_PROFILES} tls-profiles`;
  return { answer: 'unknown', because, at, settledBy: SHOW_INTERFACES };
}

/** `state`, whose documented default is enabled. */
function enabledOf(element: OracleElement): Reasoned {
  const state = valueOf(element, 'state');
  if (!state && element.isPart) {
    return { answer: 'unknown', because: `the file does not say the state of ${element.type}`, at: element.at };
  }
  if (!state) {
    return { answer: 'yes', because: `state is absent in ${element.type}, and its default is enabled`, at: element.at };
  }
  const because = `state of ${element.type} is ${state.value}`;
  if (isWord(state, 'disabled')) return { answer: 'no', because, at: state.at };
  return { answer: isWord(state, 'enabled') ? 'yes' : 'unknown', because, at: state.at };
}

function bothEnabled(agent: OracleElement, sipInterface: OracleElement): Reasoned {
  const one = enabledOf(agent);
  const other = enabledOf(sipInterface);
  if (one.answer === 'no' || other.answer === 'yes') return one;
  return other.answer === 'no' || one.answer === 'yes' ? other : one;
}

function serverCheck(at: Provenance): Reasoned {
  const because = "the reference guide names no switch for checking the server's certificate";
  return { answer: 'unknown', because, at };
}

/** `mutual-authenticate`: whether those who connect must present a certificate; its documented default is disabled. */
function mutualAuthentication(profile: OracleElement | null, fallback: Provenance): Reasoned {
  const setting = profile && valueOf(profile, 'mutual-authenticate');
  if (!setting && profile?.truncated) {
    const because = 'the file ends before tls-profile says whether mutual-authenticate is set';
    return { answer: 'unknown', because, at: profile.at, settledBy: SHOW_PROFILES };
  }
  if (!setting && profile?.isPart) {
    const because = 'the file does not say whether mutual-authenticate is set';
    return { answer: 'unknown', because, at: profile.at, settledBy: SHOW_PROFILES };
  }
  if (!setting) {
    const because = 'mutual-authenticate is absent, and its documented default is disabled';
    return { answer: 'no', because, at: profile?.at ?? fallback };
  }
  const because = `mutual-authenticate is ${setting.value}`;
  if (isWord(setting, 'enabled')) return { answer: 'yes', because, at: setting.at };
  return { answer: isWord(setting, 'disabled') ? 'no' : 'unknown', because, at: setting.at };
}

function withoutTls(at: Provenance): Reasoned {
  return { answer: 'no', because: 'the leg does not use TLS', at };
}
