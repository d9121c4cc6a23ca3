import { HERE } from './group.js';
import type { Device } from '../model/device.js';
import type { Finding } from '../model/finding.js';
import { findingOrder } from '../model/finding-order.js';
import type { VendorProfile } from '../model/knowledge.js';
import type { Problem } from '../model/trust.js';
import { fill, type Rule, type RuleResult } from '../rules/define-rule.js';
import { customRule } from '../rules/custom/rule.js';
import { rules } from '../rules/index.js';
import { openHint } from '../rules/open-hint.js';
import { EMPTY_SCOPE, levelIn, suppressionIn, type Subject } from '../config/scope.js';
import { namesOf, withFingerprints } from './fingerprint.js';
import { doubtsOf, inDoubt } from './doubt.js';
import type { CheckOptions } from './input.js';
import { ownChecks } from './own-checks.js';
import { pathDecisions, type DecidedPaths } from './path-decisions.js';
import { profileOf } from './profile.js';

const RULES: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.id, rule]));

/** Every finding about one device: of the rules, and of what its parser could not accept. `only` asks for some rules' alone. */
export function deviceFindings(
  device: Device,
  options: CheckOptions,
  only?: ReadonlySet<string>,
  decided?: DecidedPaths,
): readonly Finding[] {
  const { knowledge, asOf } = options;
  const profile = profileOf(device, knowledge);
  const problems = only ? [] : device.problems;
  const found: Finding[] = problems.map((problem) => problemFinding(problem, device.id, profile));
  const paths = pathDecisions(device, knowledge, asOf, decided);
  const own = ownChecks(options).map(customRule);
  const doubts = doubtsOf(device);
  for (const rule of [...rules, ...own]) {
    if (!rule.check || options.rules[rule.id] === 'off' || (only && !only.has(rule.id))) continue;
    for (const result of rule.check({ device, knowledge, profile, asOf, paths })) {
      const one = finding(rule, result, device.id, profile);
      const said = inDoubt(one, rule, doubts);
      if (said) found.push(said);
    }
  }
  // The folder in which a run starts has no name that tells one device from another.
  const key = device.key === HERE ? device.id : device.key;
  return withFingerprints(judged(found, device, options), key, options.sha256);
}

/** Findings about the run as a whole. */
export function runFindings(
  problems: readonly Problem[],
  options: Pick<CheckOptions, 'knowledge' | 'asOf' | 'rules' | 'sha256' | 'scopeOf'>,
): readonly Finding[] {
  const { knowledge, asOf } = options;
  const found = problems.map((problem) => problemFinding(problem, null, null));
  for (const rule of rules) {
    for (const result of rule.checkRun?.({ knowledge, asOf }) ?? []) found.push(finding(rule, result, null, null));
  }
  return withFingerprints(judged(found, null, options), null, options.sha256);
}

function problemFinding(problem: Problem, device: string | null, profile: VendorProfile | null): Finding {
  const rule = RULES.get(problem.ruleId);
  if (!rule) throw new Error(`a problem names the rule ${problem.ruleId}, which does not exist`);
  const { kind, messageId, data, at, because } = problem;
  return finding(rule, { kind, messageId, data, at, ...(because === undefined ? {} : { because }) }, device, profile);
}

function finding(rule: Rule, result: RuleResult, device: string | null, profile: VendorProfile | null): Finding {
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
    hint: result.hint || (result.kind === 'open' ? openHint(rule, result, profile) : null),
    fix: result.fix ?? null,
    wants: result.wants ?? null,
    names: namesOf(result),
    fingerprint: '',
    suppression: null,
  };
}

/** Findings with the level that settings and command line give them, the latter first, and what suppresses them. */
function judged(
  findings: readonly Finding[],
  device: Device | null,
  { rules: levels, scope: given, scopeOf, asOf }: Pick<CheckOptions, 'rules' | 'scope' | 'scopeOf' | 'asOf'>,
): readonly Finding[] {
  return findings
    .flatMap((each) => {
      const subject = subjectOf(each, device);
      const scope = device ? given : subject.file === null ? undefined : scopeOf?.(subject.file).scope;
      const level = levels[each.ruleId] ?? levelIn(scope ?? EMPTY_SCOPE, subject);
      if (level === 'off') return [];
      return [{ ...each, level: level ?? each.level, suppression: suppressionIn(scope ?? EMPTY_SCOPE, subject, asOf) }];
    })
    .sort(compareFindings);
}

export function subjectOf(finding: Finding, device: Device | null): Subject {
  const file = device ? (device.files[0]?.path ?? null) : (finding.at?.file ?? null);
  const { ruleId, kind, tlsContext, peer, names, trustAnchor } = finding;
  return { ruleId, kind, device: finding.device, tlsContext, peer, names, trustAnchor, key: device?.key ?? file, file };
}

export const compareFindings = findingOrder<Finding>(
  ({ at }) => at?.file,
  ({ at }) => at?.range.start,
  ({ at }) => at?.range.end,
);
