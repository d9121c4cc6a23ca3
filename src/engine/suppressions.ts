import { covers, isDevice, isInForce, type SuppressionSetting } from '../config/scope.js';
import type { Device } from '../model/device.js';
import type { Finding } from '../model/finding.js';
import type { ShardSuppression } from '../model/shard.js';
import { aheadWords, daysUntil, hasEnded, moment, type Moment } from '../model/time.js';
import type { Problem } from '../model/trust.js';
import { aboutOf } from './fingerprint.js';
import type { CheckOptions } from './input.js';
import { runFindings, subjectOf } from './report-findings.js';

/** A suppression and what this run can say of it. */
export interface SuppressionState {
  readonly setting: SuppressionSetting;
  readonly state: 'used' | 'unused' | 'no-reason' | 'ended' | 'not-checked' | 'undecided';
  /** How many findings it hides. */
  readonly hides: number;
  /** Whether the one device that it is about was checked. */
  readonly isHere: boolean;
  /** Whether all that it may be about was checked, or would be in all shards of the run. */
  readonly isWhole: boolean;
}

/** What a run shows of the fleet that suppressions are about. */
export interface Checked {
  readonly devices: readonly Device[];
  readonly findings: readonly Finding[];
  /** Whether files could not be read, so that findings may be missing. */
  readonly unread: boolean;
  /** Whether it is one shard of a run, which does not say that nothing is there to hide: another shard may hold it. */
  readonly isShard: boolean;
  /** Whether all that lies below the settings was checked. */
  readonly isWhole: (setting: SuppressionSetting) => boolean;
  /** Where a device is, as its settings see it. */
  readonly placeOf?: (device: Device) => string;
}

/** Notice before a suppression runs out, in days. */
const NOTICE = 30;

export function suppressionStates(
  settings: readonly SuppressionSetting[],
  { devices, findings, unread, isShard, isWhole, placeOf = ({ key }) => key }: Checked,
  asOf: Moment,
): readonly SuppressionState[] {
  if (settings.length === 0) return [];
  const byId = new Map(devices.map((device) => [device.id, device]));
  const subjects = findings.map((finding) => {
    const device = byId.get(finding.device ?? '');
    return device ? { ...subjectOf(finding, device), key: placeOf(device) } : subjectOf(finding, null);
  });
  return settings.map((setting): SuppressionState => {
    const hides = subjects.filter((subject) => covers(setting, subject)).length;
    const isHere =
      setting.device !== null &&
      !setting.device.includes('*') &&
      devices.some((device) => isDevice(setting, { device: device.id, key: placeOf(device) }));
    const seen = { setting, hides, isHere, isWhole: isWhole(setting) };
    if (!isInForce(setting, asOf)) {
      const hasRunOut = setting.until !== null && hasEnded(moment(setting.until), asOf);
      return { ...seen, state: hasRunOut ? 'ended' : 'no-reason' };
    }
    if (hides > 0) return { ...seen, state: 'used' };
    if (isShard || (!seen.isHere && !seen.isWhole)) return { ...seen, state: 'not-checked' };
    return { ...seen, state: unread ? 'undecided' : 'unused' };
  });
}

/** What is wrong with suppressions, as findings of the settings. */
function suppressionProblems(
  states: readonly Pick<SuppressionState, 'setting' | 'state'>[],
  asOf: Moment,
): readonly Problem[] {
  return states.flatMap(({ setting, state }): Problem[] => {
    const { rule, until, at } = setting;
    const data = { rule, what: whatOf(setting), until: until ?? '' };
    const fail = (ruleId: string, messageId: string, more = data) => [
      { ruleId, kind: 'fail' as const, messageId, data: more, at },
    ];
    switch (state) {
      case 'no-reason':
        return fail('invalid-suppression', 'reason');
      case 'ended':
        return fail('invalid-suppression', 'ended');
      case 'unused':
        return fail('unused-suppression', 'unused');
      case 'undecided': {
        const because = 'a file could not be read, and what it holds may be what it is about';
        return [{ ruleId: 'unused-suppression', kind: 'open', messageId: 'unproven', data, because, at }];
      }
      default: {
        const days = until === null ? Infinity : daysUntil(moment(until), asOf);
        if (days > NOTICE) return [];
        return fail('expiring-suppression', 'expiring', { ...data, ...{ ahead: aheadWords(days) } });
      }
    }
  });
}

/** Those problems as findings. */
export function suppressionFindings(
  states: readonly Pick<SuppressionState, 'setting' | 'state'>[],
  options: CheckOptions,
): readonly Finding[] {
  const problems = suppressionProblems(states, options.asOf);
  if (problems.length === 0) return [];
  return runFindings(problems, options).filter(({ ruleId }) => ruleId.endsWith('-suppression'));
}

/** The suppressions in force as a shard sees them, with what the whole run will say of each. */
export function shardSuppressions(
  states: readonly SuppressionState[],
  options: CheckOptions,
): readonly ShardSuppression<Finding>[] {
  return states
    .filter(({ state }) => state === 'used' || state === 'not-checked')
    .map(({ setting, hides, isHere, isWhole }) => {
      const says = (state: SuppressionState['state']) => {
        const [finding] = suppressionFindings([{ setting, state }], options);
        return finding ? { finding, about: aboutOf(finding, null) } : null;
      };
      const { file: path, line } = setting.at;
      const all = { used: says('used'), unused: says('unused'), undecided: says('undecided') };
      return { path, line, hides, isHere, isWhole, says: all };
    });
}

/** What a suppression is about, in a few words. */
export function whatOf({ device, object, trustAnchor }: SuppressionSetting): string {
  return [trustAnchor, object, device].filter((part) => part !== null).join(' on ');
}
