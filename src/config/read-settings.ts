import { validateYaml } from '../knowledge/validate.js';
import type { YamlPath, YamlProblem } from '../knowledge/yaml.js';
import type { CustomCheck } from '../model/custom-check.js';
import { readMoment } from '../model/time.js';
import { closest } from '../text/closest.js';
import type { Provenance } from '../text/provenance.js';
import { SourceText } from '../text/source-text.js';
import { filePatterns } from './pattern.js';
import { readCheck } from './read-checks.js';
import { settingsSchema, type SettingsFile } from './schema.js';
import type { Override, RuleLevel, SuppressionSetting } from './scope.js';

/** What reading settings needs of the world. Paths are as they are shown, with forward slashes. */
export interface SettingsHost {
  readonly read: (path: string) => { readonly text: string } | { readonly failed: string };
  /** A path that stands in a file, as the other paths are shown. */
  readonly resolve: (file: string, path: string) => string;
  /** A path as seen from the folder of a file, `null` where it lies elsewhere. */
  readonly below: (file: string, path: string) => string | null;
  /** Those of sbclint; the settings may define more. */
  readonly ruleIds: readonly string[];
}

/** A value of the settings with the place that gives it: `rules.mutual-tls-off`, `off`, `sbclint.yaml:4`. */
export interface Origin {
  readonly key: string;
  readonly value: string;
  readonly at: { readonly file: string; readonly line: number; readonly column: number };
}

export interface DeviceEntry {
  readonly id: string;
  readonly configuration: string;
  readonly evidence: readonly string[];
  readonly certificates: Readonly<Record<string, string>>;
}

/** A settings file with all that it extends. */
export interface Settings {
  /** This file first, then those it extends. */
  readonly files: readonly string[];
  readonly devices: readonly DeviceEntry[];
  /** `named` as it stands in the file. */
  readonly peers: readonly { readonly path: string; readonly named: string; readonly at: Origin['at'] }[];
  /** The peer that legs face where no name says it. */
  readonly peer: string | null;
  readonly rules: Readonly<Record<string, RuleLevel>>;
  /** Rules of the user's own. */
  readonly checks: readonly CustomCheck[];
  readonly failOn: NonNullable<SettingsFile['failOn']> | null;
  readonly overrides: readonly Override[];
  readonly suppressions: readonly SuppressionSetting[];
  /** Patterns in the syntax of .gitignore with the file they stand in. */
  readonly ignore: readonly { readonly file: string; readonly patterns: readonly string[] }[];
  readonly baseline: string | null;
  readonly origins: readonly Origin[];
}

export type ReadSettings = { readonly settings: Settings } | { readonly problems: readonly YamlProblem[] };

/** Checks a settings file and what it extends. Every problem has its place. */
export function readSettings(path: string, host: SettingsHost): ReadSettings {
  const read = readChain(path, host, []);
  if ('problems' in read) return read;
  const { parts } = read;
  const { checks, problems } = checksOf(parts, host);
  const ruleIds = [...host.ruleIds, ...parts.flatMap(({ value }) => (value.checks ?? []).map(({ id }) => id))];
  problems.push(...parts.flatMap((part) => problemsOf(part, ruleIds)));
  const ids = new Map<string, string>();
  for (const { file, value, place } of parts) {
    for (const [i, { id }] of (value.devices ?? []).entries()) {
      const at = { file, ...place(['devices', i, 'id']) };
      if (ids.has(id)) problems.push({ ...at, message: `two devices have the id ${id}` });
      ids.set(id, file);
    }
  }
  return problems.length > 0 ? { problems } : { settings: joined(parts, checks, host) };
}

interface Part {
  readonly file: string;
  readonly text: string;
  readonly value: SettingsFile;
  readonly place: (path: YamlPath) => { readonly line: number; readonly column: number };
}

/** What a file extends comes before it, so that what it says itself goes last. */
function readChain(
  file: string,
  host: SettingsHost,
  above: readonly string[],
): { readonly parts: readonly Part[] } | { readonly problems: readonly YamlProblem[] } {
  const text = host.read(file);
  if ('failed' in text) return { problems: [{ file, line: 1, column: 1, message: `cannot be read: ${text.failed}` }] };
  const validated = validateYaml(file, text.text, settingsSchema);
  if ('problems' in validated) return validated;
  const { value, place } = validated;
  const parts: Part[] = [];
  const problems: YamlProblem[] = [];
  for (const [i, base] of (value.extends ?? []).entries()) {
    const path = host.resolve(file, base);
    const at = { file, ...place(['extends', i]) };
    if ([...above, file].includes(path)) {
      problems.push({ ...at, message: `${base} extends this file in turn` });
      continue;
    }
    const missing = host.read(path);
    if ('failed' in missing) {
      problems.push({ ...at, message: `cannot read ${base}: ${missing.failed}` });
      continue;
    }
    const read = readChain(path, host, [...above, file]);
    if ('problems' in read) problems.push(...read.problems);
    else parts.push(...read.parts.filter((part) => !parts.some((before) => before.file === part.file)));
  }
  return problems.length > 0 ? { problems } : { parts: [...parts, { file, text: text.text, value, place }] };
}

/** The checks of all parts, each id once. */
function checksOf(parts: readonly Part[], { ruleIds }: SettingsHost) {
  const problems: YamlProblem[] = [];
  const checks = new Map<string, CustomCheck>();
  for (const { file, value, place } of parts) {
    for (const [i, given] of (value.checks ?? []).entries()) {
      const at = { file, ...place(['checks', i]) };
      const read = readCheck(given, ruleIds, at, (path, message) =>
        problems.push({ file, ...place(['checks', i, ...path]), message: `${given.id.slice(0, 80)}: ${message}` }),
      );
      const before = checks.get(given.id);
      if (before) {
        const message = `two checks have the id ${given.id}; the other one is at ${before.at.file}:${before.at.line}`;
        problems.push({ file, ...place(['checks', i, 'id']), message });
      }
      if (read) checks.set(read.id, read);
    }
  }
  return { checks: [...checks.values()], problems };
}

/** What the schema cannot say. */
function problemsOf({ file, value, place }: Part, ruleIds: readonly string[]): YamlProblem[] {
  const problems: YamlProblem[] = [];
  const say = (path: YamlPath, message: string) => problems.push({ file, ...place(path), message });
  const checkRule = (id: string, path: YamlPath) => {
    if (ruleIds.includes(id)) return;
    const near = closest(id, ruleIds);
    say(path, `unknown rule ${id}${near ? `; did you mean ${near}?` : ''}`);
  };
  for (const id of Object.keys(value.rules ?? {})) checkRule(id, ['rules', id]);
  for (const [i, { rules }] of (value.overrides ?? []).entries()) {
    for (const id of Object.keys(rules)) checkRule(id, ['overrides', i, 'rules', id]);
  }
  for (const [i, { rule, trustAnchor, until }] of (value.suppressions ?? []).entries()) {
    checkRule(rule, ['suppressions', i, 'rule']);
    if (until !== undefined && !readMoment(until)) say(['suppressions', i, 'until'], `${until} is no day`);
    if (trustAnchor !== undefined && /^[0-9a-f]{8,}$/i.test(trustAnchor) && trustAnchor.length !== 64)
      say(['suppressions', i, 'trustAnchor'], 'a SHA-256 has 64 hexadecimal digits');
  }
  for (const [i, { id }] of (value.devices ?? []).entries()) {
    if (!isSafeId(id))
      say(['devices', i, 'id'], `${id} cannot be a folder of a roll-out pack: no .., no leading /, no \\`);
  }
  return problems;
}

/** An id names a folder below the output folder. */
function isSafeId(id: string): boolean {
  return (
    !/^\/|\\|[\x00-\x1f]|^[A-Za-z]:/.test(id) &&
    id.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
  );
}

function joined(parts: readonly Part[], checks: readonly CustomCheck[], host: SettingsHost): Settings {
  const scalar = <K extends 'failOn' | 'baseline' | 'peer'>(key: K) =>
    parts.findLast(({ value }) => value[key] !== undefined);
  const baseline = scalar('baseline');
  return {
    files: parts.map(({ file }) => file).reverse(),
    devices: parts.flatMap(({ file, value }) => (value.devices ?? []).map((device) => deviceOf(device, file, host))),
    peers: parts.flatMap(({ file, value, place }) =>
      (value.peers ?? []).map((named, i) => ({
        path: host.resolve(file, named),
        named,
        at: { file, ...place(['peers', i]) },
      })),
    ),
    rules: Object.assign({}, ...parts.map(({ value }) => value.rules ?? {})) as Settings['rules'],
    checks,
    peer: scalar('peer')?.value.peer ?? null,
    failOn: scalar('failOn')?.value.failOn ?? null,
    overrides: parts.flatMap(({ file, value }) => (value.overrides ?? []).map((each) => overrideOf(each, file, host))),
    suppressions: parts.flatMap((part) => (part.value.suppressions ?? []).map((_, i) => suppressionOf(part, i))),
    ignore: parts.flatMap(({ file, value }) => (value.ignore ? [{ file, patterns: value.ignore }] : [])),
    baseline: baseline?.value.baseline === undefined ? null : host.resolve(baseline.file, baseline.value.baseline),
    origins: originsOf(parts),
  };
}

function deviceOf(
  { id, configuration, evidence = [], certificates = {} }: NonNullable<SettingsFile['devices']>[number],
  file: string,
  { resolve }: SettingsHost,
): DeviceEntry {
  return {
    id,
    configuration: resolve(file, configuration),
    evidence: evidence.map((path) => resolve(file, path)),
    certificates: Object.fromEntries(Object.entries(certificates).map(([label, path]) => [label, resolve(file, path)])),
  };
}

function overrideOf(
  { files, devices, contexts, peers, rules }: NonNullable<SettingsFile['overrides']>[number],
  file: string,
  { below }: SettingsHost,
): Override {
  const matches = files && filePatterns(files);
  return {
    files: matches
      ? (path) => {
          const inside = below(file, path);
          return inside !== null && matches(inside);
        }
      : null,
    devices: devices ?? null,
    contexts: contexts ?? null,
    peers: peers ?? null,
    rules,
  };
}

function suppressionOf({ file, text, value, place }: Part, index: number): SuppressionSetting {
  const { rule, device, object, trustAnchor, reason, owner, until } = value.suppressions?.[index] ?? { rule: '' };
  return {
    rule,
    device: device ?? null,
    object: object ?? null,
    trustAnchor: trustAnchor ?? null,
    reason: reason ?? null,
    owner: owner ?? null,
    until: until ?? null,
    at: lineAt(file, text, place(['suppressions', index]).line),
    index,
  };
}

/** The text of a line, without what is around it. */
function lineAt(file: string, text: string, line: number): Provenance {
  const source = new SourceText(file, new TextEncoder().encode(text));
  const found = [...source.lines()][line - 1];
  if (!found) return source.at(0, 0);
  const start = found.start + (found.text.length - found.text.trimStart().length);
  return source.at(start, found.end);
}

/** What holds in the end, one value a line, with the place that says so. Lists are as long as all files together make them. */
function originsOf(parts: readonly Part[]): readonly Origin[] {
  const single = new Map<string, Origin>();
  const lists: Origin[] = [];
  for (const { file, value, place } of parts) {
    const at = (path: YamlPath) => ({ file, ...place(path) });
    if (value.failOn) single.set('failOn', { key: 'failOn', value: value.failOn, at: at(['failOn']) });
    if (value.peer) single.set('peer', { key: 'peer', value: value.peer, at: at(['peer']) });
    if (value.baseline) single.set('baseline', { key: 'baseline', value: value.baseline, at: at(['baseline']) });
    for (const [id, level] of Object.entries(value.rules ?? {}))
      single.set(`rules.${id}`, { key: `rules.${id}`, value: level, at: at(['rules', id]) });
    for (const key of ['ignore', 'devices', 'peers', 'overrides', 'suppressions'] as const) {
      for (const [i, item] of (value[key] ?? []).entries())
        lists.push({ key, value: typeof item === 'string' ? item : JSON.stringify(item), at: at([key, i]) });
    }
    for (const [i, { id }] of (value.checks ?? []).entries())
      lists.push({ key: 'checks', value: id, at: at(['checks', i]) });
  }
  return [...single.values(), ...lists];
}
