import type { CustomCheck } from '../model/custom-check.js';
import type { JudgedCheck } from '../model/run.js';
import { customRule } from '../rules/custom/rule.js';
import { compareText } from '../text/provenance.js';
import type { CheckOptions } from './input.js';

/** The user's own rules for a device, without those that are switched off everywhere. */
export function ownChecks({ rules, scope }: Pick<CheckOptions, 'rules' | 'scope'>): readonly CustomCheck[] {
  if (!scope) return [];
  return scope.checks.filter(({ id }) => {
    const isBack = scope.overrides.some((override) => (override.rules[id] ?? 'off') !== 'off');
    return rules[id] === undefined ? scope.rules[id] !== 'off' || isBack : rules[id] !== 'off';
  });
}

/** As reports show them, in the order of their ids. */
export function judgedChecks(
  all: readonly { readonly check: CustomCheck; readonly devices: readonly string[] }[],
): readonly JudgedCheck[] {
  return all
    .map(({ check, devices }) => {
      const { id, level, docs, applies, citations } = customRule(check);
      return { id, level, ...docs, applies, citations, devices };
    })
    .sort((a, b) => compareText(a.id, b.id));
}
