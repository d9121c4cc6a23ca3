import type { Finding } from '../model/finding.js';
import { countFindings, type CheckResult } from '../model/run.js';
import { count, visible } from './terminal.js';

/** One line a finding: `path:line:column  level  rule  message`, as editors and grep like it. */
export function conciseReport(
  result: Pick<CheckResult, 'findings'> & { readonly devices: readonly unknown[] },
): string {
  const { error, warning, note, open } = countFindings(result.findings);
  const lines = result.findings.map(conciseLine);
  const summary = `${count(result.devices.length, 'device')}: ${count(error, 'error')}, ${count(warning, 'warning')}, ${count(note, 'note')}, ${open} open`;
  return `${[...lines, summary].join('\n')}\n`;
}

/** A finding on one line. */
export function conciseLine({ at, kind, level, ruleId, message, because }: Finding): string {
  const place = at ? `${at.file}:${at.line}:${at.column}` : '-';
  const why = kind === 'open' && because ? ` (${because})` : '';
  return visible(`${place}  ${kind === 'open' ? 'open' : level}  ${ruleId}  ${message}${why}`);
}
