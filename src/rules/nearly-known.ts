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

/** Shorter names have neighbours that are somebody else's, as zoom.us has. */
const SHORTEST = 10;

/** Host names that legs without a known peer call and that are one letter away from a peer's, once for each place. */
export function* nearlyKnown({ device, knowledge }: RuleInput): Generator<NearlyKnown> {
  const peers = knowledge.peers.filter(({ sharesNamesWith }) => !sharesNamesWith);
  const answers = new Map<string, Pick<NearlyKnown, 'peer' | 'name'> | null>();
  const seen = new Set<string>();
  for (const leg of device.legs) {
    if (leg.peer !== null || leg.direction !== 'outbound') continue;
    for (const endpoint of leg.endpoints) {
      const { at, value } = endpoint.host;
      const before = answers.get(value);
      const near = before === undefined ? nearest(plainHost(value), peers) : before;
      if (before === undefined) answers.set(value, near);
      const place = `${at.range.start} ${at.file}`;
      if (!near || seen.has(place)) continue;
      seen.add(place);
      yield { leg, endpoint, ...near };
    }
  }
}

function nearest(host: string, peers: readonly PeerProfile[]): Pick<NearlyKnown, 'peer' | 'name'> | null {
  for (const peer of peers) {
    const listed = [...peer.retired, ...peer.testOnly].map((each) => each.host);
    const name =
      [...peer.clouds.flatMap(({ endpoints }) => endpoints), ...listed].find((each) => isNear(host, each)) ??
      peer.clouds
        .flatMap(({ suffixes }) => suffixes.map((suffix) => suffix.slice(1)))
        .find((each) => endsNear(host, each));
    if (name !== undefined) return { peer, name };
  }
  return null;
}

function isNear(host: string, name: string): boolean {
  return name.length >= SHORTEST && isOneLetterOff(host, name);
}

/** Whether as many of the last labels of a host as a suffix has are near it. */
function endsNear(host: string, suffix: string): boolean {
  if (suffix.includes('*')) return false;
  return isNear(host.split('.').slice(-suffix.split('.').length).join('.'), suffix);
}
