import type { Reasoned } from '../../model/answer.js';
import type { SourceText } from '../../text/source-text.js';
import { peerGroup, peerGroupsOf } from './endpoints.js';
import type { Zone } from './legs.js';
import { plain } from './token.js';
import { childrenOf, find, type TreeNode } from './tree.js';

const LIVE = 'show configuration | display set | nomore';

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
  const start = source.at(source.contentStart, source.contentStart);
  const policies = zones
    .flatMap(({ node }) => childrenOf(node, 'ipPeer'))
    .map((peer) => find(peer, 'policy'))
    .filter((policy) => policy !== undefined);
  const [policy] = policies;
  if (!policy) {
    return {
      answer: 'unknown',
      because: 'no ipPeer of the export has a policy block, where the names of peers would stand',
      at: start,
      settledBy: LIVE,
    };
  }
  const at = source.at(policy.token.start, policy.token.end);
  if (partial) return { answer: 'unknown', because: partial, at, settledBy: LIVE };

  const groups = childrenOf(root, 'profiles', 'ipSignalingPeerGroup');
  const hidden = zones.flatMap(({ node }) => peerGroupsOf(node)).find((name) => !peerGroup(root, name));
  if (hidden && groups.length === 0) {
    return {
      answer: 'unknown',
      because: `a trunk group uses the peer group ${plain(hidden)}, and the export shows no peer group`,
      at: source.at(hidden.start, hidden.end),
      settledBy: LIVE,
    };
  }
  return { answer: 'yes', because: 'the export shows the policy blocks of IP peers', at };
}
