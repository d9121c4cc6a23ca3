import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { baselineOf, readBaseline, type BaselineEntry, type Below } from '../config/baseline.js';
import type { Baseline } from '../config/scope.js';
import { belowFolder } from '../host/below.js';
import { UsageError } from './usage-error.js';

export function loadBaseline(path: string): Baseline {
  return baselineOf(entriesIn(path, baselineBytes(path)), belowBaseline(path));
}

export function baselineBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new UsageError(`the baseline cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

export function entriesIn(path: string, bytes: Uint8Array): readonly BaselineEntry[] {
  const read = readBaseline(Buffer.from(bytes).toString('utf8'));
  if ('refused' in read) throw new UsageError(`${path} is no baseline: ${read.refused}`);
  return read;
}

export function belowBaseline(path: string): Below {
  const folder = resolve(dirname(path));
  return (each) => (resolve(each) === folder ? '.' : (belowFolder(folder, each) ?? each));
}
