import { lowered } from '../model/finding.js';
import type { Level } from '../model/knowledge.js';
import type { ReportedFinding } from '../model/run-report.js';
import { visible } from './terminal.js';

/** The level in forms that have no word for `open`: what cannot be told is never an error, and never left out. */
export function shownLevel({ kind, level }: Pick<ReportedFinding, 'kind' | 'level'>): Level {
  return kind === 'open' && level === 'error' ? lowered(level) : level;
}

/** A finding in one sentence, safe to show, with its reason; an open one says first that it cannot be told. */
export function sentence({ kind, message, because }: ReportedFinding): string {
  const said = kind === 'fail' || /^cannot tell\b/i.test(message) ? message : `cannot tell: ${message}`;
  return visible(because ? `${said} (${because})` : said);
}

/** The same with what to do about it. */
export function advice(finding: ReportedFinding): string {
  return finding.hint ? `${sentence(finding)}. To do: ${visible(finding.hint)}` : sentence(finding);
}

/** Most serious first: proven errors, errors that cannot be told, and so on; what is suppressed comes last. */
export function gravity({ kind, level, suppression }: ReportedFinding): number {
  const levels: readonly Level[] = ['error', 'warning', 'note'];
  return (suppression ? 10 : 0) + levels.indexOf(level) * 2 + (kind === 'open' ? 1 : 0);
}

/** Why a finding does not count, in words. */
export function suppressionText({ suppression }: ReportedFinding): string | null {
  if (!suppression) return null;
  const { kind, reason, owner, until } = suppression;
  const said = kind === 'baseline' ? 'in the baseline' : 'suppressed';
  const who = owner ? ` by ${owner}` : '';
  const how = until ? ` until ${until}` : '';
  return visible(`${said}${who}${how}${reason ? `: ${reason}` : ''}`);
}
