import type { FacingLeg } from '../model/device.js';
import type { PeerCloud, PeerProfile } from '../model/knowledge.js';
import type { Leg } from '../model/trust.js';

/** Says whom each leg faces, by the host names it calls; `assumed` is taken for TLS legs that call no known one. */
export function face(
  legs: readonly Leg[],
  peers: readonly PeerProfile[],
  assumed: string | null,
): readonly FacingLeg[] {
  const fallback = peers.find(({ id }) => id === assumed);
  return legs.map((leg) => {
    for (const { host } of leg.endpoints) {
      const known = recognizeHost(host.value, peers);
      if (known) return { ...leg, peer: known.peer.id, cloud: known.cloud.id };
    }
    const mayBeTls = leg.transport.value === 'tls' || leg.transport.value === 'unknown';
    return fallback && mayBeTls
      ? { ...leg, peer: fallback.id, cloud: fallback.clouds[0]?.id ?? null }
      : { ...leg, peer: null, cloud: null };
  });
}

function recognizeHost(host: string, peers: readonly PeerProfile[]): { peer: PeerProfile; cloud: PeerCloud } | null {
  const name = host.toLowerCase().replace(/\.$/, '');
  for (const peer of peers) {
    const named = [...peer.retired, ...peer.testOnly].find((endpoint) => endpoint.host === name);
    const cloud = peer.clouds.find(
      ({ id, endpoints, suffixes }) =>
        endpoints.includes(name) ||
        suffixes.some((suffix) => name.endsWith(suffix) || `.${name}` === suffix) ||
        named?.clouds.includes(id),
    );
    if (cloud) return { peer, cloud };
  }
  return null;
}
