import type { Reasoned } from '../../model/answer.js';
import type { Endpoint, Leg, Problem, Transport } from '../../model/trust.js';
import { lookUp } from '../../text/look-up.js';
import type { Provenance, Sourced } from '../../text/provenance.js';
import { statement, undefinedReference } from '../problem.js';
import type { Contexts } from './contexts.js';
import { linesOf, startsWith, valueAfter, type CiscoConfiguration, type CiscoSection } from './element.js';
import { callsNobody, endpointsOf, serversOf } from './endpoints.js';
import { hostTable } from './host-table.js';
import { routed, routeOf, unreadRoutes } from './outbound-proxy.js';
import { signalingChoices, type Choice } from './signaling.js';
import { repeated } from './store.js';

const SHOW = 'show running-config';

/** The values that Cisco's command reference has beside sipv2 (recalled). */
const OTHER_PROTOCOL = /^(?:cisco|multicast|aal2-trunk|smtp)$/i;

export interface Legs {
  readonly legs: readonly Leg[];
  readonly problems: readonly Problem[];
}

/** Both directions of every trunk: a trunk is a tenant with its dial-peers, or a dial-peer without one. */
export function legsOf(configuration: CiscoConfiguration, contexts: Contexts): Legs {
  const { sections } = configuration;
  const ofKind = (kind: CiscoSection['kind']) => sections.filter((section) => section.kind === kind);
  const byTag = (kind: CiscoSection['kind']) =>
    new Map([...ofKind(kind)].reverse().map((each) => [each.name.value, each]));
  const tenants = byTag('tenant');
  const groups = new Map([...byTag('server-group')].map(([tag, group]) => [tag, serversOf(group)]));
  const userAgents = ofKind('sip-ua');
  const globals = [...ofKind('voice-service'), ...userAgents];
  const dialPeers = [...ofKind('dial-peer')];
  const tenantNamed = (reference: Sourced<string> | null) =>
    reference ? (tenants.get(reference.value) ?? null) : null;
  // What holds for all is looked up once.
  const everywhere = { transport: transportOf(globals), route: routeOf(globals) };
  const transportFor = (peer: CiscoSection, tenant: CiscoSection | null): Sourced<Transport> =>
    transportOf(tenant ? [peer, tenant] : [peer]) ?? everywhere.transport ?? { value: 'unknown', at: peer.at };
  const mayBeTls = (peer: CiscoSection) => {
    const { value } = transportFor(peer, tenantNamed(tenantOf(peer)));
    return value !== 'udp' && value !== 'tcp';
  };
  const problems: Problem[] = [
    ...repeated(dialPeers, 'dial-peer voice'),
    ...repeated(ofKind('tenant'), 'voice class tenant'),
    ...unreadRoutes([...dialPeers.filter(mayBeTls), ...ofKind('tenant'), ...globals]),
  ];
  const trunks = new Map<string, { tenant: CiscoSection | null; peers: CiscoSection[] }>();
  for (const peer of dialPeers) {
    const protocol = valueAfter(peer, 'session', 'protocol');
    // H.323 and the others know nothing of these settings; a word that is none of them may have been sipv2.
    if (protocol && OTHER_PROTOCOL.test(protocol.value)) continue;
    if (protocol && protocol.value.toLowerCase() !== 'sipv2')
      problems.push(
        statement(`session protocol of dial-peer ${peer.name.value}`, 'it is none that is known', protocol.at),
      );
    const reference = tenantOf(peer);
    const tenant = tenantNamed(reference);
    if (reference && !tenant)
      problems.push(undefinedReference(`dial-peer ${peer.name.value}`, 'voice class tenant', reference));
    const name = reference ? `tenant ${reference.value}` : `dial-peer ${peer.name.value}`;
    const trunk = trunks.get(name) ?? { tenant, peers: [] };
    trunk.peers.push(peer);
    trunks.set(name, trunk);
  }

  const behind = hostTable(configuration.hosts);
  const chosen = signalingChoices(contexts, SHOW);
  const legs: Leg[] = [];
  for (const [trunk, { tenant, peers }] of trunks) {
    const ofTenant = tenant ? routeOf([tenant]) : 'next-level';
    const shared = ofTenant === 'next-level' ? everywhere.route : ofTenant;
    const sides = peers.map((peer) => {
      const { endpoints, problem } = endpointsOf(peer, tenant, userAgents, groups);
      if (problem) problems.push(problem);
      const own = routeOf([peer]);
      const route = own === 'next-level' ? shared : own;
      const by = route === 'next-level' || callsNobody(peer) ? null : route.by;
      return { peer, endpoints: behind(by ? routed(by, endpoints) : endpoints) };
    });
    const all = [...new Set(sides.map(({ endpoints }) => endpoints))].flat();
    for (const { peer, endpoints } of sides) {
      const transport = transportFor(peer, tenant);
      const { tlsContext, unresolved, tlsDoubt } = contextOf(peer, tenant, endpoints, contexts, chosen, transport);
      const enabled = enabledOf(peer);
      const checks = checksOf(transport, peer.at);
      const rare = { ...ownNameOf(tenant), ...(tlsDoubt ? { tlsDoubt } : {}) };
      const isRare = tlsDoubt !== undefined || 'ownNames' in rare;
      const add = ({ name, direction, port, endpoints }: Pick<Leg, 'name' | 'direction' | 'port' | 'endpoints'>) => {
        // Of hundreds of dial-peers each is written out at once: putting it together from parts takes several times as long.
        const leg: Leg = {
          name,
          trunk,
          direction,
          tlsContext,
          unresolved,
          transport,
          port,
          endpoints,
          enabled,
          verifiesPeer: checks,
          mutualTls: checks,
          at: peer.at,
        };
        legs.push(isRare ? { ...rare, ...leg } : leg);
      };
      if (endpoints.length > 0) {
        const port = endpoints[0]?.port?.value ?? null;
        add({ name: `dial-peer ${peer.name.value}`, direction: 'outbound', port, endpoints });
      }
      const takesCalls = peer.lines.some((line) => startsWith(line, 'incoming')) || endpoints.length > 0;
      if (!takesCalls) continue;
      const listens = Number((tenant && valueAfter(tenant, 'listen-port', 'secure'))?.value);
      add({
        name: `dial-peer ${peer.name.value} inbound`,
        direction: 'inbound',
        port: Number.isInteger(listens) && listens > 0 ? listens : null,
        endpoints: endpoints.length > 0 ? endpoints : all,
      });
    }
  }
  for (const peer of dialPeers) problems.push(...unverified(peer));
  for (const [, tenant] of tenants) {
    const reference = valueAfter(tenant, 'tls-profile');
    if (reference && !contexts.profiles.has(reference.value))
      problems.push(
        undefinedReference(`voice class tenant ${tenant.name.value}`, 'voice class tls-profile', reference),
      );
  }
  return { legs, problems };
}

function tenantOf(peer: CiscoSection): Sourced<string> | null {
  return valueAfter(peer, 'voice-class', 'sip', 'tenant');
}

/** `localhost dns:NAME` of a tenant is the host that CUBE gives for itself in its headers. */
function ownNameOf(tenant: CiscoSection | null): Pick<Leg, 'ownNames'> {
  const local = tenant && valueAfter(tenant, 'localhost');
  const name = local && /^dns:(.+)$/i.exec(local.value)?.[1];
  return name ? { ownNames: [{ value: name, at: local.at }] } : {};
}

/** One third-party document has this setting; what it does beside the others is not known. */
function unverified(peer: CiscoSection): readonly Problem[] {
  return linesOf(peer, 'voice-class', 'sip', 'tls-profile').map(({ at }) =>
    statement(
      `voice-class sip tls-profile of dial-peer ${peer.name.value}`,
      'no document of the vendor describes it',
      at,
    ),
  );
}

/** As client and as server CUBE checks the other side's certificate, where there is TLS; neither can be turned off. */
function checksOf({ value, at: shown }: Sourced<Transport>, at: Provenance): Reasoned {
  if (value === 'udp' || value === 'tcp') return { answer: 'no', because: `its transport is ${value}`, at: shown };
  return { answer: 'yes', because: 'CUBE checks certificates in both directions, and no setting turns that off', at };
}

function enabledOf(peer: CiscoSection): Reasoned {
  const off = linesOf(peer, 'shutdown').at(-1);
  return off
    ? { answer: 'no', because: `dial-peer ${peer.name.value} is shut down`, at: off.at }
    : { answer: 'yes', because: `dial-peer ${peer.name.value} is not shut down`, at: peer.at };
}

const TRANSPORTS: Readonly<Record<string, Transport>> = { udp: 'udp', tcp: 'tcp', 'tcp tls': 'tls', tls: 'tls' };

/** The first word among some levels: the dial-peer's own, its tenant's, the global one. The default is not in the documents that were read. */
function transportOf(levels: readonly CiscoSection[]): Sourced<Transport> | null {
  for (const section of levels) {
    const line = linesOf(section, 'session', 'transport').at(-1);
    const words = line?.words.slice(2).map(({ value }) => value.toLowerCase()) ?? [];
    if (!line || words[0] === 'system') continue;
    return { value: lookUp(TRANSPORTS, words.slice(0, 2).join(' ')) ?? 'unknown', at: line.at };
  }
  return null;
}

/** The tenant's profile, else what sip-ua says for the address, else its default; that order is inferred. */
function contextOf(
  peer: CiscoSection,
  tenant: CiscoSection | null,
  endpoints: readonly Endpoint[],
  { profiles }: Contexts,
  chosen: (hosts: readonly string[]) => Choice | null,
  transport: Sourced<Transport>,
): Choice {
  if (transport.value === 'tcp' || transport.value === 'udp') return { tlsContext: null, unresolved: null };
  const unresolved = (because: string, at: Provenance) => ({
    tlsContext: null,
    unresolved: { answer: 'unknown', because, at, settledBy: SHOW } as const,
  });
  const [own] = linesOf(peer, 'voice-class', 'sip', 'tls-profile');
  if (own)
    return unresolved(
      'the dial-peer names a tls-profile of its own, and no document of the vendor describes that',
      own.at,
    );
  const reference = tenant && valueAfter(tenant, 'tls-profile');
  if (reference) {
    const profile = profiles.get(reference.value);
    return profile
      ? { tlsContext: profile.name.value, unresolved: null }
      : unresolved(`voice class tls-profile ${reference.value} is not in the export`, reference.at);
  }
  return (
    chosen(endpoints.map(({ host }) => host.value)) ??
    unresolved('neither the tenant nor crypto signaling of sip-ua names a TLS context', tenant?.at ?? peer.at)
  );
}
