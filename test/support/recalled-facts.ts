import type { Confidence, Knowledge, Level, PeerProfile } from '../../src/model/knowledge.js';

interface Stated {
  readonly confidence: Confidence;
  readonly level?: Level;
}

/** The shipped facts as if nobody had verified anything that peers demand: what rests on it can only be open. */
export function recalledFacts(shipped: Knowledge): Knowledge {
  return { ...shipped, peers: shipped.peers.map(recalledPeer) };
}

function recalledPeer(peer: PeerProfile): PeerProfile {
  const { clouds, requirements, paths, ownCertificate } = peer;
  return {
    ...peer,
    clouds: clouds.map(recalled),
    requirements: requirements.map(recalled),
    paths: paths.map(recalled),
    ...(ownCertificate
      ? {
          ownCertificate: {
            ...ownCertificate,
            extKeyUsage: ownCertificate.extKeyUsage.map(recalled),
            names: ownCertificate.names.map(recalled),
          },
        }
      : {}),
  };
}

function recalled<T extends Stated>(fact: T): T {
  return { ...fact, confidence: 'unknown', ...(fact.level === 'error' ? { level: 'warning' } : {}) };
}
