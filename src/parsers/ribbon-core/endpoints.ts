import type { Endpoint } from '../../model/trust.js';
import type { Sourced } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';
import { plain, sourced, type Token } from './token.js';
import { childrenOf, find, valueOf, type TreeNode } from './tree.js';

const TLS_PORT = 5061;

/** Whom a zone talks to: its IP peers, the peer groups that its trunk groups use, and the names they expect in TLS. */
export function endpointsOf(zone: TreeNode, root: TreeNode, source: SourceText, tls: boolean): readonly Endpoint[] {
  const found = new Map<string, Endpoint>();
  const add = (host: Token | null, port: Sourced<number> | null) => {
    if (!host || isUnspecified(plain(host))) return;
    const key = plain(host).toLowerCase();
    const known = found.get(key);
    if (!known) found.set(key, { host: sourced(source, host), port });
    else if (!known.port && port) found.set(key, { host: known.host, port });
  };
  const fqdnPort = (token: Token | null) => portOnWire(token, source, tls, (port) => port + 1);
  // Whether hostPort and ipPort are raised by one as fqdnPort is has no source: only 5061 is sure.
  const otherPort = (token: Token | null) => portOnWire(token, source, tls, () => null);

  for (const peer of childrenOf(zone, 'ipPeer')) {
    add(valueOf(peer, 'policy', 'sip', 'fqdn'), fqdnPort(valueOf(peer, 'policy', 'sip', 'fqdnPort')));
    add(valueOf(peer, 'pathCheck', 'hostName'), otherPort(valueOf(peer, 'pathCheck', 'hostPort')));
    add(valueOf(peer, 'ipAddress'), otherPort(valueOf(peer, 'ipPort')));
  }
  for (const name of peerGroupsOf(zone)) {
    for (const data of childrenOf(peerGroup(root, name), 'ipSignalingPeerGroupData')) {
      add(valueOf(data, 'fqdn'), fqdnPort(valueOf(data, 'fqdnPort')));
      add(valueOf(data, 'ipAddress'), otherPort(valueOf(data, 'ipPort')));
    }
  }
  for (const group of childrenOf(zone, 'sipTrunkGroup')) add(valueOf(group, 'signaling', 'tlsPeerName'), null);
  return [...found.values()];
}

/** The peer groups that the trunk groups of a zone name, where they name them. */
export function peerGroupsOf(zone: TreeNode): readonly Token[] {
  return childrenOf(zone, 'sipTrunkGroup')
    .map((group) => valueOf(group, 'policy', 'ipSignalingPeerGroup'))
    .filter((name) => name !== null);
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
function portOnWire(
  token: Token | null,
  source: SourceText,
  tls: boolean,
  raised: (port: number) => number | null,
): Sourced<number> | null {
  const configured = token && portNumber(token);
  if (!token || !configured) return null;
  const value = !tls || configured === TLS_PORT ? configured : raised(configured);
  return value === null ? null : { value, at: source.at(token.start, token.end) };
}

/** What stands in for an address where a name is configured. */
const isUnspecified = (host: string) => host === '0.0.0.0' || host === '::';
