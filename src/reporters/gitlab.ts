import type { ReportedFinding } from '../model/run-report.js';
import { jsonText } from './json-text.js';
import type { Render } from './report-format.js';
import { advice, shownLevel } from './said.js';
import { count } from './terminal.js';

const SEVERITY = { error: 'critical', warning: 'major', note: 'info' } as const;

/**
 * GitLab Code Quality: one array, without a byte order mark. It knows neither `open` nor suppressions: what cannot be told is
 * `major` at most and says so, what is suppressed is left out with a notice. GitLab takes equal fingerprints for one finding;
 * ours are unique in a run.
 */
export const gitlabReport: Render = ({ findings, devices }) => {
  const counting = findings.filter(({ suppression }) => suppression === null);
  const entries = counting.map((finding) => ({
    description: advice(finding),
    check_name: finding.ruleId,
    fingerprint: finding.fingerprint,
    severity: SEVERITY[shownLevel(finding)],
    location: locationOf(finding, devices[0]?.files[0]?.path ?? 'sbclint'),
  }));
  const left = findings.length - counting.length;
  const notices =
    left > 0 ? [`GitLab: left out ${count(left, 'suppressed finding')}, as the form has no word for them`] : [];
  return { text: `${jsonText(entries, 2)}\n`, notices };
};

/** A finding about the run as a whole goes to the first file. */
function locationOf({ location }: ReportedFinding, elsewhere: string): object {
  return { path: location?.path ?? elsewhere, lines: { begin: location?.startLine ?? 1 } };
}
