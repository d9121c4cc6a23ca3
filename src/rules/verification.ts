import type { Reasoned } from '../model/answer.js';
import type { FacingLeg } from '../model/device.js';
import type { RuleInput, RuleResult } from './define-rule.js';
import { facingLegs, weighDisabled } from './facing.js';

/** One result for each setting that switches a check off or leaves it open, however many legs it rules. */
export function* verificationResults(
  { device, knowledge }: RuleInput,
  direction: FacingLeg['direction'],
  setting: (leg: FacingLeg) => Reasoned,
): Generator<RuleResult> {
  const seen = new Set<string>();
  for (const { leg, peer } of facingLegs(device, knowledge)) {
    if (leg.direction !== direction || leg.transport.value === 'tcp' || leg.transport.value === 'udp') continue;
    const { answer, because, at, settledBy } = setting(leg);
    // Nothing known would settle it, so asking would only be noise.
    if (answer === 'yes' || (answer === 'unknown' && !settledBy)) continue;
    const key = JSON.stringify([at.file, at.range.start, leg.tlsContext, peer.id]);
    if (seen.has(key)) continue;
    seen.add(key);
    const { level } = weighDisabled('warning', [leg]);
    yield {
      kind: answer === 'no' ? 'fail' : 'open',
      messageId: answer === 'no' ? 'off' : 'unproven',
      data: { leg: leg.name, peer: peer.title },
      at,
      level,
      because,
      peer: peer.id,
      ...(leg.tlsContext === null ? {} : { tlsContext: leg.tlsContext }),
      hint: settledBy ?? 'complete the trust store first, then switch the check on, in a change window',
    };
  }
}
