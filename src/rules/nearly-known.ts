import type { FacingLeg } from '../model/device.js';
import type { PeerProfile } from '../model/knowledge.js';
import type { Endpoint } from '../model/trust.js';
import { isOneLetterOff } from '../text/near-miss.js';
import type { RuleInput } from './define-rule.js';
import { plainHost } from './endpoint-names.js';

export interface NearlyKnown {
  readonly leg: FacingLeg;
  readonly endpoint: Endpoint;
  readonly peer: PeerProfile;
  /** What the host name may be meant to be, or end in. */
  readonly name: string;
}

/** A name of a peer, or what its names end in. One wrong letter leaves its head or its tail as they are: most hosts have neither. */
interface PeerName {
  readonly peer: PeerProfile;
  readonly name: string;
  /** Of how many labels it is the end, `null` where it is a whole name. */
  readonly labels: number | null;
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
      yield { leg, endpoint, peer: near.peer, name: near.name };
    }
  }
}

function namesOf(peers: readonly PeerProfile[]): readonly PeerName[] {
  return peers
    .filter(({ sharesNamesWith }) => !sharesNamesWith)
    .flatMap((peer) => {
      const listed = [...peer.retired, ...peer.testOnly].map(({ host }) => host);
      const whole = [...peer.clouds.flatMap(({ endpoints }) => endpoints), ...listed];
      const ends = peer.clouds.flatMap(({ suffixes }) => suffixes).map((suffix) => suffix.replace(/^\./, ''));
      return [
        ...whole.map((name) => ({ peer, name, labels: null })),
        ...ends.filter((name) => !name.includes('*')).map((name) => ({ peer, name, labels: name.split('.').length })),
      ];
    })
    .filter(({ name }) => name.length >= SHORTEST)
    .map((each) => {
      const middle = each.name.length >> 1;
      return { ...each, head: each.name.slice(0, middle - 1), tail: each.name.slice(middle + 1) };
    });
}

function isNear(host: string, { name, labels, head, tail }: PeerName): boolean {
  if (!host.endsWith(tail) && !host.includes(head)) return false;
  const end = labels === null ? host : host.split('.').slice(-labels).join('.');
  return isOneLetterOff(end, name);
}
