import { inspectConcise, inspectJson, inspectNdjson, inspectPretty } from '../reporters/inspect.js';
import { needsConcise, needsJson, needsNdjson, needsPretty } from '../reporters/needs.js';
import { readAnchor } from './anchor.js';
import { sayUnmatched } from './check.js';
import type { Environment } from './environment.js';
import type { ExitCode } from './exit-code.js';
import type { Arguments } from './flags.js';
import { emit, paletteOf, readFormat } from './report.js';
import { run } from './run.js';
import { UsageError } from './usage-error.js';

export async function inspectCommand(args: Arguments, environment: Environment): Promise<ExitCode> {
  const format = readFormat(args);
  const inventory = args.text('inventory');
  if (inventory !== undefined) {
    if (args.text('needs') !== undefined) throw new UsageError('--inventory and --needs exclude each other');
    (await import('./inventory.js')).checkInventoryFolder(inventory);
  }
  const ran = await run(args, environment, inventory);
  const { checked, unmatched, unmatchedIsFine } = ran;
  const { result } = checked;
  const wanted = args.text('needs');
  if (wanted !== undefined) {
    const anchor = readAnchor('--needs', wanted, ran.options.knowledge);
    const { whoNeeds } = await import('../engine/needs.js');
    const report = whoNeeds(result.devices, anchor, ran.options);
    const said =
      format === 'json'
        ? needsJson(report, environment.version)
        : format === 'ndjson'
          ? needsNdjson(report)
          : format === 'concise'
            ? needsConcise(report)
            : needsPretty(report, await paletteOf(args, environment));
    emit(said, args, environment);
    return unmatched ? sayUnmatched(unmatchedIsFine, checked, environment) : 0;
  }
  const written = inventory === undefined ? null : (await import('./inventory.js')).writeInventory(result, inventory);
  const text =
    written !== null && args.text('format') === undefined
      ? written
      : format === 'json'
        ? inspectJson(result, environment.version)
        : format === 'ndjson'
          ? inspectNdjson(result)
          : format === 'concise'
            ? inspectConcise(result)
            : inspectPretty(result, ran.options.knowledge.peers, await paletteOf(args, environment));
  emit(text, args, environment);
  return unmatched ? sayUnmatched(unmatchedIsFine, checked, environment) : 0;
}
