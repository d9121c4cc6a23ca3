import type { Knowledge } from '../../src/model/knowledge.js';

/** The shipped facts as if every path of every peer were backed: inferred ones are at most a warning. */
export function backedPaths(shipped: Knowledge): Knowledge {
  return {
    ...shipped,
    peers: shipped.peers.map((peer) => ({
      ...peer,
      paths: peer.paths.map((path) => ({ ...path, confidence: 'corroborated' as const })),
    })),
  };
}
