import type { Reasoned } from '../../model/answer.js';
import type { Provenance } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';
import { expected, expectedNames, isName, isUnspecified, peerGroup, peerGroupsOf, peersOf } from './endpoints.js';
import type { Zone } from './legs.js';
import { signalingPorts } from './ports.js';
import { plain, type Token } from './token.js';
import { childrenOf, find, valueOf, type TreeNode } from './tree.js';

const LIVE = 'show configuration | display set | nomore';

/** What leaves open whom a zone faces. */
interface Gap {
  readonly because: string;
  readonly at: Token;
  readonly settledBy: string;
}

/**
 * Whether the export shows whom the device faces. Policy blocks and peer groups live in a database beside the
 * configuration: a live `show configuration` prints them, replays and extracts of the configuration lack them
 * (reference section 6.3). Names of zones, profiles and trunk groups prove nothing either way.
 */
export function exposureOf(
  zones: readonly Zone[],
  root: TreeNode,
  source: SourceText,
  partial: string | null,
): Reasoned {
  const place = ({ start, end }: Token) => source.at(start, end);
  const start = source.at(source.contentStart, source.contentStart);
  const policy = zones
    .flatMap(({ node }) => childrenOf(node, 'ipPeer'))
    .map((peer) => find(peer, 'policy'))
    .find((found) => found !== undefined);
  const at = policy ? place(policy.token) : start;

  const unknown = (because: string, place: Provenance): Reasoned => ({
    answer: 'unknown',
    because,
    at: place,
    settledBy: LIVE,
  });
  if (zones.length === 0) {
    return unknown(partial ?? 'the export shows no zone, and so nobody whom the device talks to', start);
  }
  const silent = zones.find(({ node }) => isSilent(node));
  const onlyBegun =
    silent &&
    unknown(
      `the export shows neither an IP peer nor a trunk group of zone ${silent.trunk}, which has a sipSigPort`,
      place(silent.node.token),
    );

  const zonePorts = zones.map((zone) => ({ zone, ports: signalingPorts(zone.node, source) }));
  const showsPorts = zonePorts.some(({ ports }) => ports.length > 0);
  // Where no zone shows a port, every zone may have one with TLS.
  const secured = zonePorts.filter(({ ports }) => !showsPorts || ports.some(({ mayBeTls }) => mayBeTls));
  if (showsPorts && secured.length === 0 && !partial) {
    return onlyBegun ?? { answer: 'yes', because: 'no sipSigPort of the export allows TLS', at };
  }
  if (!policy)
    return unknown('no ipPeer of the export has a policy block, where the names of peers would stand', start);
  if (partial) return unknown(partial, at);
  if (onlyBegun) return onlyBegun;

  for (const { zone, ports } of secured) {
    if (showsPorts && ports.every(({ mayBeTls, enabled }) => !mayBeTls || enabled.answer === 'no')) continue;
    const gap = gapOf(zone, root);
    if (gap) return { ...gap, answer: 'unknown', at: place(gap.at) };
  }
  return { answer: 'yes', because: 'the export shows the policy blocks of IP peers', at };
}

/** Whether only the beginning of a zone seems to be there: ports, and nobody behind them. */
function isSilent(zone: TreeNode): boolean {
  const used = childrenOf(zone, 'sipSigPort').some((port) => valueOf(port, 'state')?.text.trim() !== 'disabled');
  return used && !['ipPeer', 'sipTrunkGroup'].some((list) => childrenOf(zone, list).length > 0);
}

function gapOf({ node, trunk }: Zone, root: TreeNode): Gap | null {
  const groups = childrenOf(node, 'sipTrunkGroup');
  const hidden = peerGroupsOf(node).find((name) => !peerGroup(root, name));
  if (hidden) {
    const because = `a trunk group of zone ${trunk} uses the peer group ${plain(hidden)}, which the export does not show`;
    return { because, at: hidden, settledBy: LIVE };
  }

  const peers = peersOf(node, root);
  const names = peers.flatMap(({ called }) => called.map(({ host }) => plain(host))).filter(isName);
  const checked = expectedNames(node);
  const anonymous = peers
    .flatMap(({ called }) => (called.some(({ host }) => isName(plain(host))) ? [] : called.slice(0, 1)))
    .map(({ host }) => host);
  const [address] = anonymous;
  // Where every trunk group expects a name in TLS, that name tells who is behind an address.
  const allChecked = checked.length > 0 && checked.length === groups.length;
  if (address && !allChecked) return onlyAddress(`an IP peer of zone ${trunk}`, address);
  if (names.length === 0 && checked.length === 0) {
    const prefix = groups
      .flatMap((group) => childrenOf(group, 'ingressIpPrefix'))
      .find(({ token }) => !isUnspecified(plain(token)));
    if (prefix) return onlyAddress(`what zone ${trunk} takes calls from`, prefix.token);
    const because = `zone ${trunk} has a sipSigPort that may use TLS, and the export shows no name of a peer in it`;
    return { because, at: node.token, settledBy: LIVE };
  }
  // It is no endpoint beside names, so one that none of them bears would go unseen.
  const stranger = names.length > 0 && checked.find((name) => !names.some((host) => akin(host, expected(name))));
  if (!stranger) return null;
  const because = `a trunk group of zone ${trunk} expects ${expected(stranger)} in TLS, and no peer of the zone is called so`;
  return { because, at: stranger, settledBy: LIVE };
}

function onlyAddress(what: string, address: Token): Gap {
  return {
    because: `${what} is only an address, ${plain(address)}, and an address does not tell whose it is`,
    at: address,
    settledBy: `find out whose address ${plain(address)} is`,
  };
}

/** Whether two names may be of one owner: their domains are the same, or one is below the other. */
function akin(one: string, other: string): boolean {
  const [a, b] = [domainOf(one), domainOf(other)];
  return a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`);
}

function domainOf(name: string): string {
  const labels = name.toLowerCase().replace(/\.$/, '').split('.');
  return (labels.length > 2 ? labels.slice(1) : labels).join('.');
}
