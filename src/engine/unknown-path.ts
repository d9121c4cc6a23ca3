import type { Knowledge, PeerProfile } from '../model/knowledge.js';
import type { Moment } from '../model/time.js';
import { pathsFor, presentedAt } from './peer-paths.js';

/** Why no path of a peer can be tried on the date, in its profile's own words where it has some. */
export function whyNoPath(peer: PeerProfile, clouds: readonly string[], asOf: Moment, knowledge: Knowledge): string {
  const presented = presentedAt(pathsFor({ peer, clouds }), asOf, knowledge);
  const lacking = presented.flatMap(({ notObtainable }) => notObtainable ?? []);
  const stated = (peer.unknown ?? []).filter(
    ({ about, clouds: some }) => about === 'paths' && some.some((cloud) => clouds.includes(cloud)),
  );
  const reasons = [...lacking.map(({ name, reason }) => `${name}: ${reason}`), ...stated.map(({ what }) => what)];
  const why = reasons.length === 0 ? '' : ` (${[...new Set(reasons)].join('; ')})`;
  return `what ${peer.title} presents on this date is not known${why}; --peer-chain FILE tries what it really presents`;
}
