import type { Endpoint } from '../../model/trust.js';
import type { Sourced } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';
import { plain, sourced, type Token } from './token.js';
import { childrenOf, find, valueOf, type TreeNode } from './tree.js';

const TLS_PORT = 5061;

/** An IP peer, or an entry of a peer group that a trunk group uses. */
export interface Peer {
  readonly token: Token;
  readonly called: readonly Called[];
}

interface Called {
  readonly host: Token;
  readonly port: Token | null;
  /** Whether the port is known to be raised by one towards a TLS peer; of hostPort and ipPort only 5061 is sure. */
  readonly raised: boolean;
}

export function peersOf(zone: TreeNode, root: TreeNode): readonly Peer[] {
  return [
    ...childrenOf(zone, 'ipPeer').map((peer) => ({
      token: peer.token,
      called: [
        ...called(valueOf(peer, 'policy', 'sip', 'fqdn'), valueOf(peer, 'policy', 'sip', 'fqdnPort'), true),
        ...called(valueOf(peer, 'pathCheck', 'hostName'), valueOf(peer, 'pathCheck', 'hostPort')),
        ...called(valueOf(peer, 'ipAddress'), valueOf(peer, 'ipPort')),
      ],
    })),
    ...differentGroups(zone).flatMap((name) =>
      childrenOf(peerGroup(root, name), 'ipSignalingPeerGroupData').map((data) => ({
        token: name,
        called: [
          ...called(valueOf(data, 'fqdn'), valueOf(data, 'fqdnPort'), true),
          ...called(valueOf(data, 'ipAddress'), valueOf(data, 'ipPort')),
        ],
      })),
    ),
  ];
}

/** Nobody where nothing, or what stands in for an address beside a name, is configured. */
function called(host: Token | null, port: Token | null, raised = false): readonly Called[] {
  return host && !isUnspecified(plain(host)) ? [{ host, port, raised }] : [];
}

/** Whom a zone talks to: its IP peers and the peer groups that its trunk groups use. */
export function endpointsOf(zone: TreeNode, root: TreeNode, source: SourceText, tls: boolean): readonly Endpoint[] {
  const found = new Map<string, Endpoint>();
  const add = (host: Sourced<string>, port: Sourced<number> | null) => {
    const key = host.value.toLowerCase();
    const known = found.get(key);
    if (!known) found.set(key, { host, port });
    else if (!known.port && port) found.set(key, { host: known.host, port });
  };
  for (const { host, port, raised } of peersOf(zone, root).flatMap((peer) => peer.called)) {
    add(sourced(source, host), portOnWire(port, source, tls, raised));
  }
  // A name to check, and none to call: it tells who is behind an address, and adds nothing to a name.
  if (![...found.values()].some(({ host }) => isName(host.value))) {
    for (const name of expectedNames(zone)) add({ value: expected(name), at: sourced(source, name).at }, null);
  }
  return [...found.values()];
}

/** The names that the trunk groups of a zone expect in the certificate of the other side. */
export function expectedNames(zone: TreeNode): readonly Token[] {
  return childrenOf(zone, 'sipTrunkGroup')
    .map((group) => valueOf(group, 'signaling', 'tlsPeerName'))
    .filter((name) => name !== null)
    .filter((name) => expected(name) !== '*' && !isUnspecified(plain(name)));
}

/** Without the asterisk before it, which stands for any host and is the name of none. */
export function expected(name: Token): string {
  return plain(name).replace(/^\*\./, '');
}

/** An address tells nobody whose it is. */
export function isName(host: string): boolean {
  return !/^\d{1,3}(\.\d{1,3}){3}$/.test(host) && !host.includes(':');
}

/** The peer groups that the trunk groups of a zone name, where they name them. */
export function peerGroupsOf(zone: TreeNode): readonly Token[] {
  return childrenOf(zone, 'sipTrunkGroup')
    .map((group) => valueOf(group, 'policy', 'ipSignalingPeerGroup'))
    .filter((name) => name !== null);
}

/** Each once: hundreds of trunk groups may share one peer group of hundreds of entries. */
function differentGroups(zone: TreeNode): readonly Token[] {
  const groups = new Map<string, Token>();
  for (const name of peerGroupsOf(zone)) if (!groups.has(plain(name))) groups.set(plain(name), name);
  return [...groups.values()];
}

export function peerGroup(root: TreeNode, name: Token): TreeNode | undefined {
  return find(root, 'profiles', 'ipSignalingPeerGroup', plain(name));
}

export function portNumber(token: Token): number | null {
  const text = plain(token);
  if (!/^\d{1,5}$/.test(text)) return null;
  const port = Number(text);
  return port >= 1 && port <= 65535 ? port : null;
}

/** Towards a TLS peer 5061 is used as it is, and any other port is raised (reference section 6.3). */
function portOnWire(token: Token | null, source: SourceText, tls: boolean, raised: boolean): Sourced<number> | null {
  const configured = token && portNumber(token);
  if (!token || !configured) return null;
  const at = source.at(token.start, token.end);
  if (!tls || configured === TLS_PORT) return { value: configured, at };
  return raised ? { value: configured + 1, at } : null;
}

/** What stands in for an address where a name is configured. */
export const isUnspecified = (host: string) => host === '0.0.0.0' || host === '::';
