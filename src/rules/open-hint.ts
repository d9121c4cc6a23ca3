import type { VendorProfile } from '../model/knowledge.js';
import { vendorCommand } from '../model/vendor-command.js';
import { fill, type Rule, type RuleResult } from './define-rule.js';
import { OPEN_REASONS, type OpenReason } from './open-reasons.js';

/** The commands that show more of a configuration, by what leaves a finding open. */
const COMMANDS: Readonly<Partial<Record<OpenReason, string>>> = {
  peer: 'showExposure',
  settings: 'showConfiguration',
};

/** Of a check of the user's own, it is some setting that is not shown. */
const OWN_CHECK: OpenReason = 'settings';

/** What to do about an open finding whose rule knows nothing better: in the rule's words, else by what leaves it open. */
export function openHint(
  { docs, hints }: Rule,
  { messageId, data }: Pick<RuleResult, 'messageId' | 'data'>,
  profile: VendorProfile | null,
): string {
  const words = hints?.[messageId];
  if (words !== undefined) return fill(words, data);
  const reason = docs.open?.see ?? OWN_CHECK;
  const command = profile && vendorCommand(profile, COMMANDS[reason] ?? '');
  return command ? `${command.text}: ${command.yields}${command.note}` : OPEN_REASONS[reason].remedy;
}
