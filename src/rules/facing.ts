import type { Device, FacingLeg } from '../model/device.js';
import { lowered } from '../model/finding.js';
import type { Knowledge, Level, PeerProfile } from '../model/knowledge.js';
import type { TlsContext, TrustStore } from '../model/trust.js';
import { grouped } from '../text/grouped.js';
import { contextNamed, peerOfId, storeOfId } from './parts.js';

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
    const peer = leg.peer === null ? null : peerOfId(knowledge.peers, leg.peer);
    if (peer) yield { leg, peer };
  }
}

/** Nearly every rule asks. What is said here is gone with the device. */
const known = new WeakMap<Device, { readonly knowledge: Knowledge; readonly facings: readonly Facing[] }>();

/** Every TLS context of a device that faces a known peer, with the legs that make it so. */
export function facings(device: Device, knowledge: Knowledge): readonly Facing[] {
  const before = known.get(device);
  if (before?.knowledge === knowledge) return before.facings;
  const found = facingsOf(device, knowledge);
  known.set(device, { knowledge, facings: found });
  return found;
}

function facingsOf(device: Device, knowledge: Knowledge): readonly Facing[] {
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
    const context = name === null ? null : contextNamed(device.tlsContexts, name);
    return {
      peer,
      context,
      stores: (context?.trustStores ?? []).flatMap((id) => storeOfId(device.trustStores, id) ?? []),
      legs,
      clouds: [...new Set(legs.flatMap(({ cloud }) => cloud ?? []))],
    };
  });
}

/** Those of one TLS context. */
export function facingsOfContext(device: Device, knowledge: Knowledge, context: TlsContext): readonly Facing[] {
  const all = facings(device, knowledge);
  let index = byContext.get(all);
  if (!index) {
    index = grouped(all, (facing) => facing.context);
    byContext.set(all, index);
  }
  return index.get(context) ?? [];
}

const byContext = new WeakMap<readonly Facing[], ReadonlyMap<TlsContext | null, readonly Facing[]>>();

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
