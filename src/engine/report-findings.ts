import type { Device } from '../model/device.js';
import type { Finding } from '../model/finding.js';
import type { Problem } from '../model/trust.js';
import { fill, type Rule, type RuleResult } from '../rules/define-rule.js';
import { rules } from '../rules/index.js';
import { compareText } from '../text/provenance.js';
import type { CheckOptions, RuleLevel } from './input.js';
import { objectOf, withFingerprints } from './fingerprint.js';
import { pathDecisions } from './path-decisions.js';
import { profileOf } from './profile.js';

/** Every finding about one device: of the rules, and of what its parser could not accept. `only` asks for some rules' alone. */
export function deviceFindings(device: Device, options: CheckOptions, only?: ReadonlySet<string>): readonly Finding[] {
  const { knowledge, asOf } = options;
  const profile = profileOf(device, knowledge);
  const problems = only ? [] : device.problems;
  const found: Finding[] = problems.map((problem) => problemFinding(problem, device.id));
  const paths = pathDecisions(device, knowledge, asOf);
  for (const rule of rules) {
    if (!rule.check || options.rules[rule.id] === 'off' || (only && !only.has(rule.id))) continue;
    for (const result of rule.check({ device, knowledge, profile, asOf, paths }))
      found.push(finding(rule, result, device.id));
  }
  return withFingerprints(applyLevels(found, options.rules), options.sha256);
}

/** Findings about the run as a whole. */
export function runFindings(
  problems: readonly Problem[],
  { knowledge, asOf, rules: levels, sha256 }: Pick<CheckOptions, 'knowledge' | 'asOf' | 'rules' | 'sha256'>,
): readonly Finding[] {
  const found = problems.map((problem) => problemFinding(problem, null));
  for (const rule of rules) {
    for (const result of rule.checkRun?.({ knowledge, asOf }) ?? []) found.push(finding(rule, result, null));
  }
  return withFingerprints(applyLevels(found, levels), sha256);
}

function problemFinding(problem: Problem, device: string | null): Finding {
  const rule = rules.find(({ id }) => id === problem.ruleId);
  if (!rule) throw new Error(`a problem names the rule ${problem.ruleId}, which does not exist`);
  const { kind, messageId, data, at, because } = problem;
  return finding(rule, { kind, messageId, data, at, ...(because === undefined ? {} : { because }) }, device);
}

function finding(rule: Rule, result: RuleResult, device: string | null): Finding {
  const template = rule.messages[result.messageId];
  if (template === undefined) throw new Error(`the rule ${rule.id} has no message ${result.messageId}`);
  return {
    ruleId: rule.id,
    kind: result.kind,
    level: result.level ?? rule.level,
    device,
    message: fill(template, result.data),
    because: result.because || null,
    tlsContext: result.tlsContext ?? null,
    peer: result.peer ?? null,
    requirements: result.requirements ?? [],
    trustAnchor: result.trustAnchor ?? null,
    at: result.at,
    hint: result.hint || null,
    fix: result.fix ?? null,
    wants: result.wants ?? null,
    object: objectOf(result),
    fingerprint: '',
    suppression: null,
  };
}

function applyLevels(findings: readonly Finding[], levels: Readonly<Record<string, RuleLevel>>): readonly Finding[] {
  return findings
    .flatMap((each) => {
      const level = levels[each.ruleId];
      if (level === 'off') return [];
      return level ? [{ ...each, level }] : [each];
    })
    .sort(compareFindings);
}

/** By device, path, position, rule and anchor, so that the order never depends on how the run went. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.device ?? '', b.device ?? '') ||
    compareText(a.at?.file ?? '', b.at?.file ?? '') ||
    (a.at?.range.start ?? 0) - (b.at?.range.start ?? 0) ||
    (a.at?.range.end ?? 0) - (b.at?.range.end ?? 0) ||
    compareText(a.ruleId, b.ruleId) ||
    compareText(a.trustAnchor?.name ?? '', b.trustAnchor?.name ?? '') ||
    compareText(a.trustAnchor?.sha256 ?? '', b.trustAnchor?.sha256 ?? '') ||
    compareText(a.tlsContext ?? '', b.tlsContext ?? '') ||
    compareText(a.message, b.message)
  );
}
