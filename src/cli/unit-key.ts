import { readFileSync } from 'node:fs';
import type { CheckOptions, InputFile } from '../engine/input.js';
import { buildId } from '../host/result-cache.js';
import { sha256 } from '../host/knowledge.js';
import type { Arguments } from './flags.js';
import type { SettingsFinder } from './settings.js';
import type { CheckTask } from './unit-task.js';

/** Makes the key of a part of a fleet: all that its result is made of, files by their content. */
export function keyMaker(
  { asOf, first, dataFolder, form }: CheckTask,
  args: Arguments,
): (inputs: readonly InputFile[], options: CheckOptions, settings: SettingsFinder) => string {
  const run = [buildId(dataFolder), form, asOf, first, args.text('failOn') ?? null];
  return (inputs, { peer, rules }, settings) => {
    const named = settings.all().flatMap(({ files, settings: own }) => [...files, own?.baseline ?? []].flat());
    const all = new Set([...named, ...[args.text('config'), args.text('baseline')].flatMap((path) => path ?? [])]);
    const facts = [...all].sort().map((path) => [path, contentOf(() => readFileSync(path))]);
    const files = inputs.map(({ read, ...input }) => [input, contentOf(read)]);
    return sha256(Buffer.from(JSON.stringify([...run, peer, rules, facts, files]), 'utf8'));
  };
}

function contentOf(read: () => Uint8Array): string {
  try {
    return sha256(read());
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
