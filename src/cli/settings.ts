import { readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { EMPTY_SCOPE, type Baseline, type Scope } from '../config/scope.js';
import type { Brought, Surroundings } from '../config/peers.js';
import type { Settings, SettingsHost } from '../config/read-settings.js';
import { readBeside } from '../host/beside.js';
import { belowFolder } from '../host/below.js';
import { shownPath } from '../host/inputs.js';
import { statOf } from '../host/file-system.js';
import { sameCheck, type CustomCheck } from '../model/custom-check.js';
import type { Knowledge } from '../model/knowledge.js';
import { visible } from '../reporters/terminal.js';
import { UsageError } from './usage-error.js';
import type { FailOn } from './exit-code.js';

/** The settings that govern a file, with what they name. */
export interface GoverningSettings {
  /** `null` where there are none. */
  readonly settings: Settings | null;
  readonly scope: Scope;
  /** The shipped facts with the peers that the settings name. */
  readonly knowledge: Knowledge;
  /** The peer that legs face where no name says it. */
  readonly peer: string | null;
  /** The certificates that lie beside the peers' files. */
  readonly brought: readonly Brought[];
  /** The settings, the peers' files and those certificates: what was read as facts. */
  readonly files: readonly string[];
  readonly failOn: FailOn;
}

export interface SettingsFinder {
  /** By the path of a file or folder. Throws UsageError with every problem of its settings. */
  readonly governing: (path: string) => GoverningSettings;
  /** All that were found so far, each once. */
  readonly all: () => readonly GoverningSettings[];
  /** The rules of the user's own in all of them, each once. */
  readonly checks: readonly CustomCheck[];
}

export const SETTINGS_NAME = 'sbclint.yaml';

/** The files that the command line names beside the inputs. */
export interface FilesGiven {
  readonly config: string | undefined;
  readonly baseline: string | undefined;
  /** The baseline that the settings name is about to be made, so it need not be there. */
  readonly createsBaseline: boolean;
}

/** What was found and read before, for whoever asks for one part of a fleet after the other. */
export interface SettingsMemory {
  /** By folder. */
  readonly found: Map<string, string | null>;
  /** By the path of the settings. */
  readonly read: Map<string, GoverningSettings>;
}

export function newMemory(): SettingsMemory {
  return { found: new Map(), read: new Map() };
}

/**
 * Finds and reads the settings of each file: `--config`, or the next sbclint.yaml upward from it. `paths` are all that will be
 * asked for, so that nothing that reads YAML is loaded where there are no settings.
 */
export async function settingsFinder(
  given: FilesGiven,
  paths: readonly string[],
  surroundings: Surroundings,
  ruleIds: readonly string[],
  { found, read }: SettingsMemory = newMemory(),
): Promise<SettingsFinder> {
  const { config } = given;
  if (config !== undefined && !statOf(config)?.isFile()) throw new UsageError(`--config: no such file: ${config}`);
  const files = new Map<string, string | null>();
  const fileFor = (path: string) => {
    const known = files.get(path);
    if (known !== undefined) return known;
    const file = config ?? findUpward(folderAt(path), found);
    files.set(path, file);
    return file;
  };
  const forced =
    given.baseline === undefined ? null : (await import('./baseline-file.js')).loadBaseline(given.baseline);
  const none: GoverningSettings = {
    settings: null,
    scope: { ...EMPTY_SCOPE, baseline: forced },
    knowledge: surroundings.knowledge,
    peer: null,
    brought: [],
    files: [],
    failOn: 'error',
  };
  const loaded = new Map<string, GoverningSettings>();
  for (const file of new Set(paths.map(fileFor))) {
    if (file === null) continue;
    const settings = read.get(file) ?? (await load(file, given, forced, surroundings, ruleIds));
    read.set(file, settings);
    loaded.set(file, settings);
  }
  // Where there are none, what was found of each of ten thousand paths need not be kept.
  if (loaded.size === 0) files.clear();
  // A file that settings extend may lie where other settings, which nothing was asked for, hold.
  const governing = (path: string) => (loaded.size === 0 ? none : (loaded.get(fileFor(path) ?? '') ?? none));
  return { governing, all: () => [...loaded.values()], checks: uniqueChecks([...loaded.values()]) };
}

/** One id is one rule in every report, so two settings files have to mean the same by it. */
function uniqueChecks(all: readonly GoverningSettings[]): readonly CustomCheck[] {
  const unique = new Map<string, CustomCheck>();
  for (const check of all.flatMap(({ scope }) => scope.checks)) {
    const before = unique.get(check.id);
    if (before && !sameCheck(before, check)) {
      const { file, line } = before.at;
      const message = `${check.id} is another check at ${file}:${line}; give one of them another id, or keep it in one file that both extend`;
      throw asUsage([{ ...check.at, message }]);
    }
    if (!before) unique.set(check.id, check);
  }
  return [...unique.values()];
}

async function load(
  file: string,
  { createsBaseline }: FilesGiven,
  forced: Baseline | null,
  surroundings: Surroundings,
  ruleIds: readonly string[],
): Promise<GoverningSettings> {
  const { readSettings } = await import('../config/read-settings.js');
  const { withPeers } = await import('../config/peers.js');
  const host = settingsHost(ruleIds);
  const read = readSettings(shownPath(file), host);
  if ('problems' in read) throw asUsage(read.problems);
  const { settings } = read;
  const facts = await withPeers(settings, surroundings, (path) => {
    const text = host.read(path);
    return 'failed' in text ? text : { path, text: text.text, beside: readBeside(dirname(path)) };
  });
  if ('problems' in facts) throw asUsage(facts.problems);
  const { rules, overrides, suppressions, checks } = settings;
  const folder = dirname(resolve(file));
  // The folder of the settings names the device that it is, and none below: a checkout may be called anything.
  const placeOf = (key: string) => (resolve(key) === folder ? basename(folder) : (belowFolder(folder, key) ?? key));
  const { baseline } = settings;
  const isThere = baseline !== null && (!createsBaseline || statOf(baseline));
  const named = isThere ? (await import('./baseline-file.js')).loadBaseline(baseline) : null;
  return {
    settings,
    scope: { rules, overrides, suppressions, checks, baseline: forced ?? named, placeOf },
    knowledge: facts.knowledge,
    peer: settings.peer,
    brought: facts.brought,
    files: [...settings.files, ...facts.files],
    failOn: settings.failOn ?? 'error',
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
    problems.map(({ file, line, column, message }) => visible(`${file}:${line}:${column}: ${message}`)).join('\n'),
  );
}

function settingsHost(ruleIds: readonly string[]): SettingsHost {
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

/** The folder that a path is, or lies in; of a member of an archive, the folder of the archive. */
function folderAt(path: string): string {
  for (let at = resolve(path); ; at = dirname(at)) {
    if (statOf(at)?.isDirectory() || dirname(at) === at) return at;
  }
}

/** Folders of which it is known where their settings lie: those of one part of a fleet, and not of all that went before. */
const REMEMBERED = 4096;

function findUpward(from: string, found: Map<string, string | null>): string | null {
  const known = found.get(from);
  if (known !== undefined) return known;
  if (found.size >= REMEMBERED) found.clear();
  const here = join(from, SETTINGS_NAME);
  const above = dirname(from);
  const file = statOf(here)?.isFile() ? here : above === from ? null : findUpward(above, found);
  found.set(from, file);
  return file;
}
