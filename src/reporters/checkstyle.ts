import type { ReportedFinding } from '../model/run-report.js';
import { compareText } from '../text/provenance.js';
import { grouped } from '../text/grouped.js';
import type { Render } from './report-format.js';
import { advice, shownLevel } from './said.js';
import { count } from './terminal.js';
import { xmlAttributes } from './xml.js';

const SEVERITY = { error: 'error', warning: 'warning', note: 'info' } as const;

/** Checkstyle XML, by file. What cannot be told is a warning at most and says so; what is suppressed is left out with a notice. */
export const checkstyleReport: Render = ({ findings }) => {
  const counting = findings.filter(({ suppression }) => suppression === null);
  // A finding about the run as a whole has no file.
  const byFile = grouped(counting, ({ location }) => location?.path ?? 'sbclint');
  const files = [...byFile].sort(([a], [b]) => compareText(a, b));
  const lines = files.flatMap(([name, found]) => [
    `  <file${xmlAttributes({ name })}>`,
    ...found.map((finding) => `    <error${xmlAttributes(errorOf(finding))}/>`),
    '  </file>',
  ]);
  const head = ['<?xml version="1.0" encoding="UTF-8"?>', '<checkstyle version="1.0">'];
  const left = findings.length - counting.length;
  return {
    text: `${[...head, ...lines, '</checkstyle>'].join('\n')}\n`,
    notices:
      left > 0 ? [`checkstyle: left out ${count(left, 'suppressed finding')}, as the form has no word for them`] : [],
  };
};

function errorOf(finding: ReportedFinding): Readonly<Record<string, string | number | null>> {
  return {
    line: finding.location?.startLine ?? 1,
    column: finding.location?.startColumn ?? 1,
    severity: SEVERITY[shownLevel(finding)],
    message: advice(finding),
    source: finding.ruleId,
  };
}
