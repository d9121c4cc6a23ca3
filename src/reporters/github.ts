import type { Level } from '../model/knowledge.js';
import type { ReportedFinding } from '../model/run-report.js';
import type { Render } from './report-format.js';
import { advice, gravity, shownLevel } from './said.js';
import { count, visible } from './terminal.js';

/** GitHub shows so many annotations of each kind for a step, and drops the others without a word. */
const SHOWN_OF_A_KIND = 10;

const COMMAND = { error: 'error', warning: 'warning', note: 'notice' } as const;

/**
 * Workflow commands for the log of a GitHub Actions step: the most serious findings of each kind as annotations, the others as
 * plain lines of the log behind a notice that counts them. What is suppressed is left out and counted.
 */
export const githubReport: Render = ({ findings }) => {
  const counting = findings.filter(({ suppression }) => suppression === null);
  const suppressed = findings.length - counting.length;
  const left = { error: SHOWN_OF_A_KIND, warning: SHOWN_OF_A_KIND, note: SHOWN_OF_A_KIND - 1 } satisfies Record<
    Level,
    number
  >;
  const shown: string[] = [];
  const others: string[] = [];
  for (const finding of [...counting].sort((a, b) => gravity(a) - gravity(b))) {
    const level = shownLevel(finding);
    left[level] -= 1;
    if (left[level] >= 0) shown.push(annotation(finding));
    else others.push(logLine(finding));
  }
  const notices: string[] = [];
  if (others.length > 0) {
    notices.push(
      `${count(others.length, 'more finding')} in the log: GitHub shows ${SHOWN_OF_A_KIND} annotations of a kind for a step`,
    );
  }
  if (suppressed > 0) notices.push(`${count(suppressed, 'suppressed finding')} left out`);
  const summary = notices.length === 0 ? [] : [`::notice title=sbclint::${data(notices.join('; '))}`];
  return {
    text: [...shown, ...summary, ...others].map((line) => `${line}\n`).join(''),
    notices: suppressed > 0 ? [`GitHub: ${count(suppressed, 'suppressed finding')} left out`] : [],
  };
};

function annotation(finding: ReportedFinding): string {
  const { location, ruleId } = finding;
  const isOneLine = location !== null && location.startLine === location.endLine;
  const properties = {
    ...(location === null ? {} : { file: location.path, line: location.startLine, endLine: location.endLine }),
    // Columns go with one line only; ours end behind the last character.
    ...(isOneLine
      ? { col: location.startColumn, endColumn: Math.max(location.startColumn, location.endColumn - 1) }
      : {}),
    title: `sbclint ${ruleId}`,
  };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
  return `::${COMMAND[shownLevel(finding)]} ${list.join(',')}::${data(advice(finding))}`;
}

/** Never a command: those begin a line, or are of the old form that is found anywhere in it. */
function logLine(finding: ReportedFinding): string {
  const { location, ruleId, kind, level } = finding;
  const place = location ? `${visible(location.path)}:${location.startLine}:${location.startColumn}  ` : '';
  const line = `- ${place}${kind === 'open' ? 'open' : level}  ${ruleId}  ${advice(finding)}`;
  return line.replaceAll('##[', '# #[');
}

function data(text: string): string {
  return visible(text).replaceAll('##[', '# #[').replaceAll('%', '%25');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
