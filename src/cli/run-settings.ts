import { dirname, resolve } from 'node:path';
import type { Checked } from '../engine/check.js';
import type { Device } from '../model/device.js';
import type { CheckOptions } from '../engine/input.js';
import { compareFindings } from '../engine/report-findings.js';
import {
  shardSuppressions,
  suppressionFindings,
  suppressionStates,
  type SuppressionState,
} from '../engine/suppressions.js';
import { belowFolder, isWithin } from '../host/below.js';
import type { Repository } from '../host/git.js';
import { shownPath, type Ignored, type Listed } from '../host/inputs.js';
import type { Finding } from '../model/finding.js';
import type { CheckResult } from '../model/run.js';
import type { SuppressionSetting } from '../config/scope.js';
import type { Environment } from './environment.js';
import type { FailOn } from './exit-code.js';
import type { Arguments } from './flags.js';
import type { SettingsFinder } from './settings.js';

/** The inputs without what the settings leave out, and a word about each file that was named and is left out. */
export async function withoutIgnored(
  { inputs, ignored }: Listed,
  { governing }: SettingsFinder,
  args: Arguments,
  { stderr }: Environment,
): Promise<Listed> {
  const left: Ignored[] = [...ignored];
  let kept = inputs;
  const lists = new Set(inputs.flatMap(({ path }) => governing(path).settings?.ignore ?? []));
  if (lists.size > 0 && !args.on('noIgnore')) {
    const { filePatterns } = await import('../config/pattern.js');
    const patterns = new Map([...lists].map((list) => [list, filePatterns(list.patterns)]));
    kept = inputs.filter(({ path, role }) => {
      const by = governing(path).settings?.ignore.find((list) => {
        const below = belowFolder(dirname(list.file), path);
        return below !== null && patterns.get(list)?.(below);
      });
      if (by)
        left.push({
          path,
          by: by.file,
          named: role === 'named' && args.positionals.some((given) => resolve(given) === resolve(path)),
        });
      return !by;
    });
  }
  for (const { path, by, named } of left) {
    if (named) stderr(`sbclint: ${path} is left out by ${by}; --no-ignore reads it\n`);
  }
  return { inputs: kept, ignored: left };
}

/** Settings are read as they lie on the disk: a word where that is not what is staged. */
export async function sayUnstaged(
  repository: Repository,
  settings: SettingsFinder,
  { stderr }: Environment,
): Promise<void> {
  const named = settings
    .all()
    .flatMap(({ settings: own, files }) => [...files, ...(own?.baseline ? [own.baseline] : [])]);
  const within = [...new Set(named.map((path) => resolve(path)))].filter(
    (path) => belowFolder(repository.top, path) !== null,
  );
  if (within.length === 0) return;
  const { unstaged } = await import('../host/git-changes.js');
  for (const path of unstaged(within, repository)) {
    stderr(`sbclint: ${shownPath(path)} is read as it lies in the work tree, which is not what is staged\n`);
  }
}

/** By `--fail-on`, or the settings of the file that a finding is about. */
export function failOnOf(
  given: FailOn | undefined,
  { devices }: CheckResult,
  { governing }: SettingsFinder,
): (finding: Finding) => FailOn {
  if (given !== undefined) return () => given;
  const files = new Map(devices.map(({ id, files: [first] }) => [id, first?.path]));
  return ({ device, at }) => governing((device === null ? at?.file : files.get(device)) ?? '.').failOn;
}

/** What a run says of the suppressions in the settings that governed it. */
export function statesOfRun(
  { result }: Pick<Checked, 'result'>,
  { asOf }: CheckOptions,
  settings: SettingsFinder,
  paths: readonly string[],
): readonly SuppressionState[] {
  const whole = paths.map((path) => resolve(path));
  const isWhole = ({ at }: SuppressionSetting) => {
    const folder = dirname(resolve(at.file));
    return whole.some((path) => isWithin(path, folder));
  };
  const { devices, findings, files, shard } = result;
  // Two settings files may extend one that holds suppressions.
  const all = settings.all().flatMap(({ scope }) => scope.suppressions);
  const unique = new Map(all.map((setting) => [`${setting.at.file}:${setting.at.line}`, setting]));
  const placeOf = ({ key, files: [first] }: Device) =>
    settings.governing(first?.path ?? key).scope.placeOf?.(key) ?? key;
  const unread = files.failed > 0;
  const seen = { devices, findings, unread, isShard: shard !== undefined, isWhole, placeOf };
  return suppressionStates([...unique.values()], seen, asOf);
}

/** A check with the findings about suppressions themselves. */
export function withSuppressionFindings(
  checked: Checked,
  options: CheckOptions,
  settings: SettingsFinder,
  paths: readonly string[],
): Checked {
  const states = statesOfRun(checked, options, settings, paths);
  if (states.length === 0) return checked;
  const { result } = checked;
  const findings = [...result.findings, ...suppressionFindings(states, options)].sort(compareFindings);
  const shard = result.shard && { ...result.shard, suppressions: shardSuppressions(states, options) };
  return { ...checked, result: { ...result, findings, ...(shard ? { shard } : {}) } };
}
