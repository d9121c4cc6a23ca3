import type { CustomCheck } from '../model/custom-check.js';
import type { Finding, Suppression } from '../model/finding.js';
import type { Level } from '../model/knowledge.js';
import { hasEnded, moment, type Moment } from '../model/time.js';
import { matchesName } from '../text/matches-name.js';
import type { Provenance } from '../text/provenance.js';
import type { FilePatterns } from './pattern.js';

export type RuleLevel = Level | 'off';

/** What the settings that govern a device, or a file of no device, say. */
export interface Scope {
  readonly rules: Readonly<Record<string, RuleLevel>>;
  readonly overrides: readonly Override[];
  readonly suppressions: readonly SuppressionSetting[];
  readonly baseline: Baseline | null;
  /** Rules of the user's own. */
  readonly checks: readonly CustomCheck[];
  /** A device's key as seen from the folder of the settings, which is the same wherever a run starts. */
  readonly placeOf?: (key: string) => string;
}

export const EMPTY_SCOPE: Scope = { rules: {}, overrides: [], suppressions: [], baseline: null, checks: [] };

export interface Override {
  /** Where its file patterns start from, and them. */
  readonly files: FilePatterns | null;
  readonly devices: readonly string[] | null;
  readonly contexts: readonly string[] | null;
  readonly peers: readonly string[] | null;
  readonly rules: Readonly<Record<string, RuleLevel>>;
}

export interface SuppressionSetting {
  readonly rule: string;
  readonly device: string | null;
  readonly object: string | null;
  readonly trustAnchor: string | null;
  readonly reason: string | null;
  readonly owner: string | null;
  readonly until: string | null;
  readonly at: Provenance;
  /** Its position in the list of its file. */
  readonly index: number;
}

/** Findings that were there when the baseline was made, by what they are about. */
export interface Baseline {
  readonly holds: (subject: Subject) => boolean;
}

/** What a finding is judged by. */
export interface Subject extends Pick<
  Finding,
  'ruleId' | 'kind' | 'device' | 'tlsContext' | 'peer' | 'names' | 'trustAnchor'
> {
  /** Where the device's configuration lies, without its ending; it does not depend on which files were named. */
  readonly key: string | null;
  /** The configuration of the device, or the file that a finding of no device is about. */
  readonly file: string | null;
}

/** The level that the settings give a finding; `undefined` where they say nothing. */
export function levelIn(scope: Scope, given: Subject): RuleLevel | undefined {
  const { rules, overrides } = scope;
  const subject = placed(given, scope);
  const { ruleId, file, tlsContext, peer } = subject;
  const named = (wanted: readonly string[] | null, name: string | null) =>
    wanted === null || (name !== null && wanted.some((pattern) => matchesName(pattern, name)));
  const matching = overrides.findLast(
    (override) =>
      override.rules[ruleId] !== undefined &&
      (override.files === null || (file !== null && override.files(file))) &&
      (override.devices === null || override.devices.some((pattern) => namesDevice(pattern, subject))) &&
      named(override.contexts, tlsContext) &&
      named(override.peers, peer),
  );
  return matching?.rules[ruleId] ?? rules[ruleId];
}

/** Why a finding does not count on the date, or `null` where it does. A suppression without a reason suppresses nothing. */
export function suppressionIn(scope: Scope, subject: Subject, asOf: Moment): Suppression | null {
  const { suppressions, baseline } = scope;
  const there = placed(subject, scope);
  const found = suppressions.find((each) => isInForce(each, asOf) && covers(each, there));
  if (found) {
    const { reason, owner, until } = found;
    return { kind: 'suppressed', reason, owner, until };
  }
  return baseline?.holds(subject) ? { kind: 'baseline', reason: null, owner: null, until: null } : null;
}

function placed(subject: Subject, { placeOf }: Scope): Subject {
  return subject.key === null || !placeOf ? subject : { ...subject, key: placeOf(subject.key) };
}

export function isInForce({ reason, until }: SuppressionSetting, asOf: Moment): boolean {
  return reason !== null && reason.trim() !== '' && (until === null || !hasEnded(moment(until), asOf));
}

export function covers(setting: SuppressionSetting, subject: Subject): boolean {
  const { rule, object, trustAnchor } = setting;
  if (rule !== subject.ruleId) return false;
  if (setting.device !== null && !isDevice(setting, subject)) return false;
  if (object !== null && !subject.names.some((name) => matchesName(object, name))) return false;
  if (trustAnchor === null) return true;
  const { name, sha256 } = subject.trustAnchor ?? {};
  return trustAnchor.toLowerCase() === sha256 || trustAnchor === name;
}

/** Whether a suppression is about a device. */
export function isDevice(
  { device }: Pick<SuppressionSetting, 'device'>,
  subject: Pick<Subject, 'device' | 'key'>,
): boolean {
  return device === null || namesDevice(device, subject);
}

/**
 * Whether a pattern names a device: by its id, or by the end of the path to its configuration, as a pattern of .gitignore
 * without a leading slash would. So `edge1` and `site/edge1` both name `fleet/site/edge1`, wherever the run was started.
 */
function namesDevice(pattern: string, { device, key }: Pick<Subject, 'device' | 'key'>): boolean {
  if (device !== null && matchesName(pattern, device)) return true;
  for (let tail = key; tail !== null;) {
    if (matchesName(pattern, tail)) return true;
    const slash = tail.indexOf('/');
    tail = slash < 0 ? null : tail.slice(slash + 1);
  }
  return false;
}
