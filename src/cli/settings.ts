import { readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { Baseline, Scope } from '../config/scope.js';
import type { Settings, SettingsHost } from '../config/read-settings.js';
import { shownPath } from '../host/inputs.js';
import { statOf } from '../host/file-system.js';
import type { Knowledge } from '../model/knowledge.js';
import { UsageError } from './usage-error.js';
import type { FailOn } from './exit-code.js';

/** The settings that govern a file, with what they name. */
export interface GoverningSettings {
  /** `null` where there are none. */
  readonly settings: Settings | null;
  readonly scope: Scope;
  /** The shipped facts with the peers that the settings name. */
  readonly knowledge: Knowledge;
  readonly failOn: FailOn;
}

export interface SettingsFinder {
  /** By the path of a file or folder. Throws UsageError with every problem of its settings. */
  readonly governing: (path: string) => GoverningSettings;
  /** All that were found so far, each once. */
  readonly all: () => readonly GoverningSettings[];
}

export const SETTINGS_NAME = 'sbclint.yaml';

/**
 * Finds the settings of each file: `--config`, or the next sbclint.yaml upward from it. `paths` are all that will be asked
 * for, so that nothing that reads YAML is loaded where there are no settings.
 */
export async function settingsFinder(
  given: { readonly config: string | undefined; readonly baseline: string | undefined },
  paths: readonly string[],
  knowledge: Knowledge,
  ruleIds: readonly string[],
): Promise<SettingsFinder> {
  const { config } = given;
  if (config !== undefined && !statOf(config)?.isFile()) throw new UsageError(`--config: no such file: ${config}`);
  const found = new Map<string, string | null>();
  const fileFor = (path: string) => config ?? findUpward(folderAt(path), found);
  const load = paths.some((path) => fileFor(path) !== null) ? await loader(knowledge, ruleIds) : null;
  const baselineOf = given.baseline === undefined ? null : (await import('./baseline-file.js')).loadBaseline;
  const forced = given.baseline === undefined ? null : (baselineOf?.(given.baseline) ?? null);

  const loaded = new Map<string | null, GoverningSettings>();
  const governing = (path: string): GoverningSettings => {
    const file = fileFor(path);
    let known = loaded.get(file);
    if (!known) {
      const none = { settings: null, scope: { rules: {}, overrides: [], suppressions: [], baseline: forced } };
      known = file === null || load === null ? { ...none, knowledge, failOn: 'error' } : load(file, forced);
      loaded.set(file, known);
    }
    return known;
  };
  return { governing, all: () => [...loaded.values()] };
}

type Load = (file: string, forced: Baseline | null) => GoverningSettings;

async function loader(knowledge: Knowledge, ruleIds: readonly string[]): Promise<Load> {
  const { readSettings } = await import('../config/read-settings.js');
  const { withPeers } = await import('../config/peers.js');
  const { loadBaseline } = await import('./baseline-file.js');
  const host = settingsHost(ruleIds);
  return (file, forced) => {
    const read = readSettings(shownPath(file), host);
    if ('problems' in read) throw asUsage(read.problems);
    const { settings } = read;
    const facts = withPeers(settings, knowledge, host);
    if ('problems' in facts) throw asUsage(facts.problems);
    const { rules, overrides, suppressions } = settings;
    const baseline = forced ?? (settings.baseline === null ? null : loadBaseline(settings.baseline));
    return {
      settings,
      scope: { rules, overrides, suppressions, baseline },
      knowledge: facts.knowledge,
      failOn: settings.failOn ?? 'error',
    };
  };
}

export function asUsage(
  problems: readonly {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly message: string;
  }[],
): UsageError {
  return new UsageError(
    problems.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`).join('\n'),
  );
}

export function settingsHost(ruleIds: readonly string[]): SettingsHost {
  return {
    ruleIds,
    read(path) {
      try {
        return { text: readFileSync(path, 'utf8') };
      } catch (error) {
        return { failed: error instanceof Error ? error.message : String(error) };
      }
    },
    resolve: (file, path) => shownPath(resolve(dirname(file), path)),
    below: (file, path) => belowFolder(dirname(file), path),
  };
}

/** A path as seen from a folder, `null` where it lies elsewhere. */
export function belowFolder(folder: string, path: string): string | null {
  const below = relative(folder, path).split(sep).join('/');
  return below === '' || below.startsWith('../') || below === '..' || resolve(below) === below ? null : below;
}

/** The folder that a path is, or lies in; of a member of an archive, the folder of the archive. */
function folderAt(path: string): string {
  for (let at = resolve(path); ; at = dirname(at)) {
    if (statOf(at)?.isDirectory() || dirname(at) === at) return at;
  }
}

function findUpward(from: string, found: Map<string, string | null>): string | null {
  const known = found.get(from);
  if (known !== undefined) return known;
  const here = join(from, SETTINGS_NAME);
  const above = dirname(from);
  const file = statOf(here)?.isFile() ? here : above === from ? null : findUpward(above, found);
  found.set(from, file);
  return file;
}

/** Whether a path is a settings file by its name. */
export function isSettingsFile(path: string): boolean {
  return basename(path) === SETTINGS_NAME;
}
