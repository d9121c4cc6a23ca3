import type { Device, FacingLeg } from '../model/device.js';
import { lowered } from '../model/finding.js';
import type { Knowledge, Level, PeerProfile } from '../model/knowledge.js';
import type { TlsContext, TrustStore } from '../model/trust.js';

/** A TLS context together with the legs that use it towards one peer. */
export interface Facing {
  readonly peer: PeerProfile;
  /** `null` where the legs' TLS context could not be resolved. */
  readonly context: TlsContext | null;
  readonly stores: readonly TrustStore[];
  readonly legs: readonly FacingLeg[];
  readonly clouds: readonly string[];
}

/** The legs that face a known peer. */
export function* facingLegs(
  device: Device,
  knowledge: Knowledge,
): Generator<{ readonly leg: FacingLeg; readonly peer: PeerProfile }> {
  for (const leg of device.legs) {
    const peer = knowledge.peers.find(({ id }) => id === leg.peer);
    if (peer) yield { leg, peer };
  }
}

/** Every TLS context of a device that faces a known peer, with the legs that make it so. */
export function facings(device: Device, knowledge: Knowledge): readonly Facing[] {
  const groups = new Map<string, { peer: PeerProfile; legs: FacingLeg[] }>();
  for (const { leg, peer } of facingLegs(device, knowledge)) {
    if (leg.transport.value === 'tcp' || leg.transport.value === 'udp') continue;
    const key = JSON.stringify([peer.id, leg.tlsContext]);
    const group = groups.get(key) ?? { peer, legs: [] };
    group.legs.push(leg);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ peer, legs }) => {
    const name = legs[0]?.tlsContext ?? null;
    const context = device.tlsContexts.find((candidate) => candidate.name.value === name) ?? null;
    return {
      peer,
      context,
      stores: (context?.trustStores ?? []).flatMap((id) => device.trustStores.find((store) => store.id === id) ?? []),
      legs,
      clouds: [...new Set(legs.flatMap(({ cloud }) => cloud ?? []))],
    };
  });
}

/** A level for what some legs suffer, and the reason where it is less than it was. */
export interface Weighed {
  readonly level: Level;
  readonly because: string | undefined;
}

/** A missing root goes unseen where no leg checks its peer, and does not matter yet where all legs are disabled. */
export function weigh(level: Level, legs: readonly FacingLeg[]): Weighed {
  const [first] = legs;
  if (first && level === 'error' && legs.every(({ verifiesPeer }) => verifiesPeer.answer === 'no')) {
    const because = `a warning only, because no leg of this context checks its peer: ${first.verifiesPeer.because}`;
    return { ...weighDisabled('warning', legs, because) };
  }
  return weighDisabled(level, legs, undefined);
}

/** One level less where every leg is disabled. */
export function weighDisabled(level: Level, legs: readonly FacingLeg[], because?: string): Weighed {
  const [first] = legs;
  if (!first || !legs.every(({ enabled }) => enabled.answer === 'no')) return { level, because };
  return {
    level: lowered(level),
    because: [because, `one level less, because all its legs are disabled: ${first.enabled.because}`]
      .filter(Boolean)
      .join('; '),
  };
}
