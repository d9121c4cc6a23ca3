import type { FacingLeg } from '../model/device.js';
import type { PeerProfile } from '../model/knowledge.js';
import type { Endpoint } from '../model/trust.js';
import { halves, isOneLetterOff } from '../text/near-miss.js';
import type { RuleInput } from './define-rule.js';
import { plainHost } from './endpoint-names.js';
import { recognizeHost } from './recognize-host.js';

export interface NearlyKnown {
  /** One that calls the host, else one that is called by it, and one that is enabled where there is one. */
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

/**
 * Host names that legs call, or are called by, nobody's and one character away from those of a peer that the leg does not face, once for
 * each place.
 */
export function nearlyKnown({ device, knowledge }: RuleInput): readonly NearlyKnown[] {
  const near = nearName(knowledge.peers);
  // Legs of one trunk may share a list of endpoints, which is looked at once.
  const told = new Map<readonly Endpoint[], ReturnType<typeof nearIn>>();
  const found = new Map<string, NearlyKnown>();
  const goes = (direction: FacingLeg['direction']) => device.legs.filter((leg) => leg.direction === direction);
  // Who calls may be named on the way in alone.
  for (const leg of [...goes('outbound'), ...goes('inbound')]) {
    const known = told.get(leg.endpoints) ?? nearIn(leg.endpoints, near);
    told.set(leg.endpoints, known);
    for (const { endpoint, peer, name } of known) {
      if (leg.peer === peer.id || (leg.peer !== null && isAssumed(leg, knowledge.peers))) continue;
      const { at } = endpoint.host;
      const place = `${at.range.start} ${at.file}`;
      const before = found.get(place);
      const isOff = before?.leg.direction === leg.direction && before.leg.enabled.answer === 'no';
      if (!before || (isOff && leg.enabled.answer !== 'no')) found.set(place, { leg, endpoint, peer, name });
    }
  }
  return [...found.values()];
}

function nearIn(endpoints: readonly Endpoint[], near: (host: string) => PeerName | null) {
  return endpoints.flatMap((endpoint) => {
    const name = near(plainHost(endpoint.host.value));
    return name ? [{ endpoint, peer: name.peer, name: name.name.replace(/^\./, '') }] : [];
  });
}

/** The user said whom the leg faces: none of its names does. */
function isAssumed({ endpoints }: FacingLeg, peers: readonly PeerProfile[]): boolean {
  return endpoints.every(({ host }) => recognizeHost(host.value, peers) === null);
}

/** Trunks of one device call few hosts, so each is compared once. */
function nearName(peers: readonly PeerProfile[]): (host: string) => PeerName | null {
  const names = known.get(peers) ?? namesOf(peers);
  known.set(peers, names);
  const told = new Map<string, PeerName | null>();
  return (host) => {
    const before = told.get(host);
    if (before !== undefined) return before;
    const near = names.find((each) => isNear(host, each));
    const answer = near && recognizeHost(host, peers) === null ? near : null;
    told.set(host, answer);
    return answer;
  };
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
