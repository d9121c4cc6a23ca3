import type { Checked } from '../engine/check.js';
import { rules } from '../rules/index.js';
import type { Environment } from './environment.js';
import type { Arguments } from './flags.js';
import { destinations, refuseInputs, type TerminalFormat, type WantedReport } from './formats.js';
import type { CostlyParts } from '../host/report-source.js';
import { filesOf } from './run.js';
import { emit, lineReader, paletteOf, PLAIN, renderForTerminal } from './report.js';

/** Gives out what `--format` and `--report` ask for of a check. All are made before the first is written. */
export async function reportCheck(
  checked: Checked,
  wanted: readonly WantedReport[],
  costly: CostlyParts,
  args: Arguments,
  environment: Environment,
): Promise<void> {
  refuseInputs(destinations(wanted, args), filesOf(checked));
  const palette = await paletteOf(args, environment);
  const terminal = (format: TerminalFormat, file: string | null) =>
    renderForTerminal(format, checked.result, {
      palette: file === null ? palette : PLAIN,
      quiet: args.on('quiet'),
      lineText: lineReader(checked),
    });
  const [only, ...more] = wanted;
  if (only && typeof only.format === 'string' && only.file === null && more.length === 0) {
    emit(terminal(only.format, null), args, environment);
    return;
  }
  // Whoever looks at a terminal only does not load the rest.
  const { liveSource } = await import('../host/report-source.js');
  const { giveOut } = await import('./write-reports.js');
  const { rules: levels } = checked.context.options;
  // A rule that is switched off did not run: no report may take it for one that found nothing.
  const asked = rules.filter(({ id }) => levels[id] !== 'off');
  await giveOut(liveSource(checked, asked, costly, environment.version), wanted, terminal, args, environment);
}
