import type { FacingLeg } from '../model/device.js';
import type { PeerProfile } from '../model/knowledge.js';
import type { Endpoint } from '../model/trust.js';
import { halves, isOneLetterOff } from '../text/near-miss.js';
import type { RuleInput } from './define-rule.js';
import { plainHost } from './endpoint-names.js';

export interface NearlyKnown {
  readonly leg: FacingLeg;
  readonly endpoint: Endpoint;
  readonly peer: PeerProfile;
  /** What the host name may be meant to be, or end in. */
  readonly name: string;
}

/** A name of a peer, or with a dot before it what its names end in. */
interface PeerName {
  readonly peer: PeerProfile;
  readonly name: string;
  readonly head: string;
  readonly tail: string;
}

/** Shorter names have neighbours that are somebody else's, as zoom.us has. */
const SHORTEST = 10;

const known = new WeakMap<readonly PeerProfile[], readonly PeerName[]>();

/** Host names that legs without a known peer call and that are one letter away from a peer's, once for each place. */
export function* nearlyKnown({ device, knowledge }: RuleInput): Generator<NearlyKnown> {
  const names = known.get(knowledge.peers) ?? namesOf(knowledge.peers);
  known.set(knowledge.peers, names);
  const seen = new Set<string>();
  for (const leg of device.legs) {
    if (leg.peer !== null || leg.direction !== 'outbound') continue;
    for (const endpoint of leg.endpoints) {
      const { at, value } = endpoint.host;
      const host = plainHost(value);
      const near = names.find((each) => isNear(host, each));
      if (!near) continue;
      const place = `${at.range.start} ${at.file}`;
      if (seen.has(place)) continue;
      seen.add(place);
      yield { leg, endpoint, peer: near.peer, name: near.name.replace(/^\./, '') };
    }
  }
}

function namesOf(peers: readonly PeerProfile[]): readonly PeerName[] {
  return peers
    .filter(({ sharesNamesWith }) => !sharesNamesWith)
    .flatMap((peer) => {
      const names = peer.clouds.flatMap(({ endpoints, suffixes }) => [...endpoints, ...suffixes]);
      const listed = [...peer.retired, ...peer.testOnly].map(({ host }) => host);
      return [...names, ...listed].map((name) => ({ peer, name }));
    })
    .filter(({ name }) => name.length >= SHORTEST && !name.includes('*'))
    .map(({ peer, name }) => {
      const [head, tail] = halves(name);
      return { peer, name, head, tail };
    });
}

function isNear(host: string, { name, head, tail }: PeerName): boolean {
  const dotted = `.${host}`;
  // Most hosts have neither.
  if (!dotted.endsWith(tail) && !dotted.includes(head)) return false;
  if (!name.startsWith('.')) return isOneLetterOff(host, name);
  return [-1, 0, 1].some((more) => isOneLetterOff(dotted.slice(-name.length - more), name));
}
