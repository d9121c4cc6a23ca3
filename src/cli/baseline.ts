import { dirname, join } from 'node:path';
import { baselineText, entryOf, keyOf, type BaselineEntry } from '../config/baseline.js';
import { subjectOf } from '../engine/report-findings.js';
import { statOf } from '../host/file-system.js';
import { shownPath } from '../host/inputs.js';
import { writeWhole } from '../host/write.js';
import { count } from '../reporters/terminal.js';
import { baselineBytes, belowBaseline, entriesIn } from './baseline-file.js';
import { sayUnmatched } from './check.js';
import type { Environment } from './environment.js';
import type { ExitCode } from './exit-code.js';
import type { Arguments } from './flags.js';
import { emit } from './report.js';
import { run, type Run } from './run.js';
import { UsageError } from './usage-error.js';

const ACTIONS = ['create', 'update', 'prune'] as const;
const NAME = 'sbclint-baseline.json';

/** Writes down the findings of today, so that only new ones count: `create`, `update` (adds) and `prune` (removes what is mended). */
export async function baselineCommand(args: Arguments, environment: Environment): Promise<ExitCode> {
  const [given, ...paths] = args.positionals;
  const action = ACTIONS.find((name) => name === given);
  if (!action) throw new UsageError(`baseline wants one of ${ACTIONS.join(', ')}, and then the paths`);
  const target = args.text('baseline');
  // A baseline that is to be created is not there to be read.
  const isNew = action === 'create' && target !== undefined && !statOf(target);
  const ran = await run(
    { ...args, positionals: paths, text: (flag) => (flag === 'baseline' && isNew ? undefined : args.text(flag)) },
    environment,
    undefined,
    action === 'create',
  );
  if (ran.unmatched) return sayUnmatched(ran.unmatchedIsFine, ran.checked, environment);

  const file = target ?? namedBySettings(ran) ?? besideSettings(ran);
  const now = currentEntries(ran, file);
  if (action === 'create') {
    if (statOf(file)) throw new UsageError(`${file} is there already; sbclint baseline update adds to it`);
    writeWhole(file, baselineText(now), { readers: 'umask', before: null });
    emit(`${shownPath(file)}: ${count(now.length, 'finding')}${hint(ran, file)}\n`, args, environment);
    return 0;
  }
  const bytes = baselineBytes(file);
  const before = entriesIn(file, bytes);
  const known = new Set(before.map(keyOf));
  const current = new Set(now.map(keyOf));
  const checkedDevices = new Set(ran.checked.result.devices.map(({ key }) => belowBaseline(file)(key)));
  const isMended = (entry: BaselineEntry) =>
    entry.device !== null && checkedDevices.has(entry.device) && !current.has(keyOf(entry));
  const added = now.filter((entry) => !known.has(keyOf(entry)));
  const mended = before.filter(isMended);
  const after = action === 'update' ? [...before, ...added] : before.filter((entry) => !isMended(entry));
  const text = baselineText(after);
  if (text !== baselineText(before)) writeWhole(file, text, { before: bytes });
  const said =
    action === 'update'
      ? `${count(added.length, 'finding')} added${mended.length > 0 ? `, ${mended.length} mended and kept: sbclint baseline prune removes them` : ''}`
      : `${count(mended.length, 'finding')} mended and removed`;
  emit(`${shownPath(file)}: ${said}\n`, args, environment);
  return 0;
}

/** What counts today, and what counts only because a baseline holds it. Findings that are suppressed have their own reason. */
function currentEntries({ checked: { result } }: Run, file: string): readonly BaselineEntry[] {
  const devices = new Map(result.devices.map((device) => [device.id, device]));
  const below = belowBaseline(file);
  const entries = result.findings
    .filter(({ suppression, ruleId }) => suppression?.kind !== 'suppressed' && !ruleId.endsWith('-suppression'))
    .map((finding) => entryOf(subjectOf(finding, devices.get(finding.device ?? '') ?? null), below));
  return [...new Map(entries.map((entry) => [keyOf(entry), entry])).values()];
}

function namedBySettings({ settings, paths }: Run): string | null {
  return settings.governing(paths[0] ?? '.').settings?.baseline ?? null;
}

function besideSettings({ settings, paths }: Run): string {
  const [file] = settings.governing(paths[0] ?? '.').settings?.files ?? [];
  return file === undefined ? NAME : join(dirname(file), NAME);
}

function hint(ran: Run, file: string): string {
  return namedBySettings(ran) === null ? `; name it in sbclint.yaml: "baseline: ${shownPath(file)}"` : '';
}
