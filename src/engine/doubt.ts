import type { Reasoned } from '../model/answer.js';
import type { Device, FacingLeg } from '../model/device.js';
import type { Finding } from '../model/finding.js';
import type { Rule } from '../rules/define-rule.js';

/** Why it may be that a TLS context does not serve a peer, by both; only where all its legs are in doubt. */
export function doubtsOf({ legs }: Device): ReadonlyMap<string, Reasoned> {
  const doubts = new Map<string, Reasoned>();
  if (legs.every(({ doubt }) => doubt === undefined)) return doubts;
  const way = (leg: FacingLeg) => wayOf(leg.peer, leg.tlsContext);
  for (const leg of legs) if (leg.doubt && !doubts.has(way(leg))) doubts.set(way(leg), leg.doubt);
  for (const leg of legs) if (!leg.doubt) doubts.delete(way(leg));
  return doubts;
}

function wayOf(peer: string | null, tlsContext: string | null): string {
  return JSON.stringify([peer, tlsContext]);
}

/**
 * A finding is no stronger than what is known of whom its TLS context serves: where that is in doubt it is open, and a mere
 * note is not worth the question.
 */
export function inDoubt(found: Finding, rule: Rule, doubts: ReadonlyMap<string, Reasoned>): Finding | null {
  const { peer, tlsContext, kind, level, because, hint } = found;
  const doubt =
    doubts.size > 0 && peer !== null && tlsContext !== null ? doubts.get(wayOf(peer, tlsContext)) : undefined;
  if (!doubt) return found;
  if (level === 'note' && !rule.definedIn) return null;
  return {
    ...found,
    kind: 'open',
    because: [because, doubt.because].filter((reason) => reason !== null).join('; '),
    hint: kind === 'fail' ? (doubt.settledBy ?? hint) : hint,
    fix: null,
  };
}
