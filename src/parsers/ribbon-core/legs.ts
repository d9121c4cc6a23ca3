import type { Reasoned } from '../../model/answer.js';
import type { Endpoint, Leg, Transport } from '../../model/trust.js';
import type { Provenance, Sourced } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';
import { endpointsOf } from './endpoints.js';
import { signalingPorts, type SignalingPort } from './ports.js';
import { shownProfile, verification, type Verification } from './tls-profile.js';
import { plain, type Token } from './token.js';
import { childrenOf, type TreeNode } from './tree.js';

export interface Zone {
  readonly node: TreeNode;
  readonly trunk: string;
}

export function zonesOf(root: TreeNode): readonly Zone[] {
  return childrenOf(root, 'addressContext').flatMap((context) =>
    childrenOf(context, 'zone').map((node) => ({
      node,
      trunk: context.token.text === 'default' ? plain(node.token) : `${plain(context.token)}/${plain(node.token)}`,
    })),
  );
}

/** `hidden`: why a TLS profile may be configured otherwise than shown, `null` where what is shown is all. */
export function legsOf(
  { node, trunk }: Zone,
  root: TreeNode,
  source: SourceText,
  hidden: (profile: string) => string | null,
): readonly Leg[] {
  const ports = signalingPorts(node, source);
  const secured = ports.filter((port) => port.tls);
  const endpoints = endpointsOf(node, root, source, secured.length > 0);
  const here = place(source, node.token);
  const common = { trunk, endpoints };

  if (ports.length === 0) return endpoints.length === 0 ? [] : [withoutPorts(trunk, endpoints, here)];
  if (secured.length === 0) return plainLegs(ports, common, here, source);

  const verified = (port: SignalingPort): Verification => {
    const name = port.profile.value;
    return verification(name, shownProfile(root, name), port.profileToken, source, hidden(name));
  };
  // Which of a zone's ports a call leaves by cannot be told, so each TLS profile of them is one way out.
  const outbound = grouped(secured, (port) => port.profile.value).map(([name, users]): Leg => {
    const port = users.find(({ enabled }) => enabled.answer === 'yes') ?? users[0];
    const checks = verified(port);
    return {
      ...common,
      name: `${trunk} outbound ${name}`,
      direction: 'outbound',
      tlsContext: name,
      unresolved: null,
      transport: port.transports[0] ?? { value: 'tls', at: here },
      port: endpoints[0]?.port?.value ?? null,
      enabled: port.enabled,
      verifiesPeer: checks.outbound,
      mutualTls: checks.inbound,
      at: endpoints[0]?.host.at ?? here,
    };
  });
  const inbound = secured.map((port): Leg => {
    const checks = verified(port);
    return {
      ...common,
      name: `${trunk} inbound sipSigPort ${plain(port.token)}`,
      direction: 'inbound',
      tlsContext: port.profile.value,
      unresolved: null,
      transport: port.transports[0] ?? { value: 'tls', at: here },
      port: port.listens,
      enabled: port.enabled,
      verifiesPeer: checks.inbound,
      mutualTls: checks.inbound,
      at: place(source, port.token),
    };
  });
  return [...outbound, ...inbound];
}

type Common = Pick<Leg, 'trunk' | 'endpoints'>;

/** A zone in which no port allows TLS: one leg a direction and transport. */
function plainLegs(
  ports: readonly SignalingPort[],
  common: Common,
  here: Provenance,
  source: SourceText,
): readonly Leg[] {
  const { trunk, endpoints } = common;
  const used = ports.flatMap((port) => port.transports.map((transport) => ({ port, transport })));
  const outbound = grouped(used, ({ transport }) => transport.value).map(([value, users]): Leg => {
    const { port, transport } = users.find((user) => user.port.enabled.answer === 'yes') ?? users[0];
    return {
      ...common,
      ...withoutTls(transport),
      name: `${trunk} outbound ${value}`,
      direction: 'outbound',
      port: endpoints[0]?.port?.value ?? null,
      enabled: port.enabled,
      at: endpoints[0]?.host.at ?? here,
    };
  });
  const inbound = used.map(({ port, transport }): Leg => ({
    ...common,
    ...withoutTls(transport),
    name: `${trunk} inbound sipSigPort ${plain(port.token)} ${transport.value}`,
    direction: 'inbound',
    port: port.listens,
    enabled: port.enabled,
    at: place(source, port.token),
  }));
  return [...outbound, ...inbound];
}

function withoutTls(transport: Sourced<Transport>) {
  const { at } = transport;
  if (transport.value === 'unknown') {
    const unresolved: Reasoned = { answer: 'unknown', because: 'the transport is not recognized', at };
    return { transport, tlsContext: null, unresolved, verifiesPeer: unresolved, mutualTls: unresolved };
  }
  const no: Reasoned = { answer: 'no', because: `the port allows no TLS, only ${transport.value.toUpperCase()}`, at };
  return { transport, tlsContext: null, unresolved: null, verifiesPeer: no, mutualTls: no };
}

/** A zone with peers whose signaling ports the export does not show. */
function withoutPorts(trunk: string, endpoints: readonly Endpoint[], here: Provenance): Leg {
  const unknown: Reasoned = {
    answer: 'unknown',
    because: `the export shows no sipSigPort in zone ${trunk}`,
    at: here,
    settledBy: 'show configuration addressContext | display set',
  };
  return {
    name: `${trunk} outbound`,
    trunk,
    direction: 'outbound',
    tlsContext: null,
    unresolved: unknown,
    transport: { value: 'unknown', at: here },
    port: endpoints[0]?.port?.value ?? null,
    endpoints,
    enabled: unknown,
    verifiesPeer: unknown,
    mutualTls: unknown,
    at: endpoints[0]?.host.at ?? here,
  };
}

const place = (source: SourceText, { start, end }: Token) => source.at(start, end);

/** The items that share a key, in the order in which the keys first occur. */
function grouped<T>(
  items: readonly T[],
  key: (item: T) => string,
): readonly (readonly [string, readonly [T, ...T[]]])[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return [...groups];
}
