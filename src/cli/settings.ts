import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Settings } from '../config/schema.js';
import type { DeviceSetting } from '../engine/input.js';
import type { Brought, Surroundings } from '../config/read-settings.js';
import { readBeside } from '../host/beside.js';
import { shownPath } from '../host/inputs.js';
import type { PeerProfile } from '../model/knowledge.js';
import { UsageError } from './usage-error.js';

export interface LoadedSettings {
  readonly settings: Settings;
  readonly peers: readonly PeerProfile[];
  /** The certificates that lie beside the peers' files. */
  readonly brought: readonly Brought[];
  /** The settings, the peers' files and those certificates: what this run has read as facts. */
  readonly files: readonly string[];
  readonly devices: readonly DeviceSetting[];
}

const NONE: LoadedSettings = { settings: {}, peers: [], brought: [], files: [], devices: [] };
const NAME = 'sbclint.yaml';

/** The settings of `--config`, or of the next sbclint.yaml upward from the first path. */
export async function loadSettings(
  given: string | undefined,
  firstPath: string,
  surroundings: Surroundings,
  ruleIds: readonly string[],
): Promise<LoadedSettings> {
  if (given !== undefined && !isFile(given)) throw new UsageError(`--config: no such file: ${given}`);
  const path = given ?? findUpward(firstPath);
  if (path === null) return NONE;

  const folder = dirname(path);
  const { readSettings } = await import('../config/read-settings.js');
  const read = await readSettings(shownPath(path), readFileSync(path, 'utf8'), surroundings, ruleIds, (peer) => {
    const file = resolve(folder, peer);
    try {
      return { path: shownPath(file), text: readFileSync(file, 'utf8'), beside: readBeside(dirname(file)) };
    } catch (error) {
      return { failed: error instanceof Error ? error.message : String(error) };
    }
  });
  if ('problems' in read) {
    throw new UsageError(
      read.problems.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`).join('\n'),
    );
  }
  const here = (file: string) => shownPath(resolve(folder, file));
  const devices = (read.settings.devices ?? []).map(({ id, configuration, evidence = [], certificates = {} }) => ({
    id,
    configuration: here(configuration),
    evidence: evidence.map(here),
    certificates: Object.fromEntries(Object.entries(certificates).map(([label, file]) => [label, here(file)])),
  }));
  return { settings: read.settings, peers: read.peers, brought: read.brought, files: read.files, devices };
}

function findUpward(from: string): string | null {
  let folder = resolve(from);
  if (isFile(folder)) folder = dirname(folder);
  for (;;) {
    const path = join(folder, NAME);
    if (isFile(path)) return path;
    if (dirname(folder) === folder) return null;
    folder = dirname(folder);
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
