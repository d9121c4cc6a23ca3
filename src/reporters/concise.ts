import { suppressionWords, type Finding } from '../model/finding.js';
import { countFindings, type CheckResult } from '../model/run.js';
import { count, visible } from './terminal.js';

/** One line a finding: `path:line:column  level  rule  message`, as editors and grep like it. */
export function conciseReport(
  result: Pick<CheckResult, 'findings'> & { readonly devices: readonly unknown[] },
): string {
  const lines = result.findings.map(conciseLine);
  return `${[...lines, conciseSummary(result.devices.length, countFindings(result.findings))].join('\n')}\n`;
}

/** The last line. */
export function conciseSummary(
  devices: number,
  { error, warning, note, open, suppressed }: ReturnType<typeof countFindings>,
): string {
  const counts = [count(error, 'error'), count(warning, 'warning'), count(note, 'note'), `${open} open`];
  if (suppressed > 0) counts.push(`${suppressed} suppressed`);
  return `${count(devices, 'device')}: ${counts.join(', ')}`;
}

/** A finding on one line. */
export function conciseLine({ at, kind, level, ruleId, message, because, suppression }: Finding): string {
  const place = at ? `${at.file}:${at.line}:${at.column}` : '-';
  const why = kind === 'open' && because ? ` (${because})` : '';
  const hidden = suppression === null ? '' : `  [${suppressionWords(suppression)}]`;
  return visible(`${place}  ${kind === 'open' ? 'open' : level}  ${ruleId}  ${message}${why}${hidden}`);
}
