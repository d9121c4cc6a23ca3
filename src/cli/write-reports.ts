import { contextOf, type ReportSource } from '../host/report-source.js';
import { writeWhole } from '../host/write.js';
import type { Environment } from './environment.js';
import type { Arguments } from './flags.js';
import type { TerminalFormat, WantedReport } from './formats.js';
import { emit } from './report.js';

/**
 * Gives out every report that is wanted. All are made before the first is written, so that a run that fails leaves no file
 * behind; `terminal` makes those that only look like a terminal's.
 */
export async function giveOut(
  source: ReportSource,
  wanted: readonly WantedReport[],
  terminal: (format: TerminalFormat, file: string | null) => string,
  args: Arguments,
  environment: Environment,
): Promise<void> {
  const context = await contextOf(
    source,
    wanted.flatMap(({ format }) => (typeof format === 'string' ? [] : format)),
  );
  const made: { readonly file: string | null; readonly text: string }[] = [];
  for (const { format, file } of wanted) {
    if (typeof format === 'string') {
      made.push({ file, text: terminal(format, file) });
      continue;
    }
    const render = await format.load();
    const { text, notices } = render(source.report, context);
    for (const notice of notices) environment.stderr(`sbclint: ${notice}\n`);
    made.push({ file, text });
  }
  for (const { file, text } of made) if (file !== null) writeWhole(file, text);
  for (const { file, text } of made) if (file === null) emit(text, args, environment);
}
