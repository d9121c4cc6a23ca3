import { readFileSync } from 'node:fs';
import { whatOf, type SuppressionState } from '../engine/suppressions.js';
import { ChangedMeanwhile } from '../host/cannot-write.js';
import { refuseChanged, writeWhole } from '../host/write.js';
import { count, visible } from '../reporters/terminal.js';
import { sayUnmatched } from './check.js';
import type { Environment } from './environment.js';
import type { ExitCode } from './exit-code.js';
import type { Arguments } from './flags.js';
import { emit } from './report.js';
import { run } from './run.js';
import { statesOfRun } from './run-settings.js';
import { UsageError } from './usage-error.js';

const WORDS: Readonly<Record<SuppressionState['state'], string>> = {
  used: 'in force',
  unused: 'matches nothing any more',
  'no-reason': 'gives no reason, so it suppresses nothing',
  ended: 'has ended, so it suppresses nothing',
  'not-checked': 'its device is not among what was checked',
  undecided: 'cannot tell whether it still matches: a file could not be read',
};

/** Lists the suppressions with what they hide; `--prune` removes those that match nothing any more. */
export async function suppressCommand(args: Arguments, environment: Environment): Promise<ExitCode> {
  const { checked, options, settings, paths, unmatched, unmatchedIsFine } = await run(args, environment);
  const states = statesOfRun(checked, options, settings, paths);
  const lines = states.map(({ setting, state, hides }) => {
    const until = setting.until === null ? '' : `, until ${setting.until}`;
    const hidden = hides > 0 ? `, hides ${count(hides, 'finding')}` : '';
    return `${setting.at.file}:${setting.at.line}  ${setting.rule} for ${whatOf(setting)}: ${WORDS[state]}${hidden}${until}`;
  });
  if (states.length === 0) lines.push('the settings hold no suppressions');
  if (args.on('prune')) lines.push(...(await prune(states)));
  emit(`${lines.map(visible).join('\n')}\n`, args, environment);
  return unmatched ? sayUnmatched(unmatchedIsFine, checked, environment) : 0;
}

/** Removes what matches nothing any more from the files that say it. All files are judged before one is written. */
async function prune(states: readonly SuppressionState[]): Promise<readonly string[]> {
  const unused = states.filter(({ state }) => state === 'unused').map(({ setting }) => setting);
  if (unused.length === 0) return ['nothing to remove'];
  const { stillSays, withoutSuppressions } = await import('../config/prune.js');
  const files = [...new Set(unused.map(({ at }) => at.file))].map((file) => {
    const own = unused.filter(({ at }) => at.file === file);
    const indices = new Set(own.map(({ index }) => index));
    const bytes = readFileSync(file);
    const text = bytes.toString('utf8');
    if (!stillSays(file, text, own)) throw new ChangedMeanwhile(file);
    // What is no UTF-8 would be written as something else.
    const left = Buffer.from(text, 'utf8').equals(bytes)
      ? withoutSuppressions(file, text, indices)
      : { refused: 'it holds bytes that are not UTF-8' };
    if ('refused' in left) throw new UsageError(`${file}: ${left.refused}; remove the lines by hand`);
    return { file, bytes, text: left.text, removed: indices.size };
  });
  for (const { file, bytes, text } of files) refuseChanged(file, bytes, Buffer.from(text, 'utf8'));
  for (const { file, bytes, text } of files) writeWhole(file, text, { before: bytes });
  return files.map(({ file, removed }) => `removed ${count(removed, 'suppression')} from ${file}`);
}
