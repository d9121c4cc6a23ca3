import type { ReportedFinding, RunReport } from '../model/run-report.js';
import { compareText } from '../text/provenance.js';
import { grouped } from '../text/grouped.js';
import type { Render } from './report-format.js';
import { advice, gravity, sentence, suppressionText } from './said.js';
import { visible } from './terminal.js';
import { xmlAttributes, xmlText } from './xml.js';

type Outcome = 'passed' | 'failure' | 'error' | 'skipped';

export interface TestCase {
  readonly classname: string;
  readonly name: string;
  readonly file: string | null;
  readonly outcome: Outcome;
  /** In a line. */
  readonly message: string;
  readonly type: string;
  readonly details: readonly string[];
}

export interface Suite {
  readonly name: string;
  readonly asOf: string;
  readonly cases: readonly TestCase[];
}

/**
 * JUnit XML: a suite for each device with a test for each rule, and one for what belongs to no device. A rule that fails is a
 * `failure`; one that cannot tell is an `error` where that would be an error, else `skipped` with the reason; a suppressed one
 * is `skipped`. A test that passed says that the rule found nothing.
 */
export const junitReport: Render = (report, { rules }) => {
  const ids = rules.filter(({ check }) => check !== undefined).map(({ id }) => id);
  const ownOf = (id: string) =>
    (report.checks ?? []).filter(({ devices }) => devices.includes(id)).map((own) => own.id);
  const byDevice = grouped(report.findings, ({ device }) => device);
  const suites: readonly Omit<Suite, 'asOf'>[] = [
    ...report.devices.map((device) =>
      deviceSuite(device, byDevice.get(device.id) ?? [], [...ids, ...ownOf(device.id)]),
    ),
    ...filesSuite(byDevice.get(null) ?? []),
  ];
  return { text: junitText(suites.map((suite) => ({ ...suite, asOf: report.asOf }))), notices: [] };
};

export function junitText(suites: readonly Suite[]): string {
  const all = suites.flatMap(({ cases }) => cases);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${xmlAttributes({ name: 'sbclint', ...counts(all) })}>`,
    ...suites.flatMap(suiteLines),
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

function deviceSuite(
  { id, files }: RunReport['devices'][number],
  findings: readonly ReportedFinding[],
  ids: readonly string[],
): Omit<Suite, 'asOf'> {
  const byRule = grouped(findings, ({ ruleId }) => ruleId);
  const names = [...new Set([...ids, ...byRule.keys()])].sort(compareText);
  const file = files[0]?.path ?? null;
  return {
    name: id,
    cases: names.map((name) => testCase(id, name, file, byRule.get(name) ?? [])),
  };
}

/** What belongs to no device: files that could not be read, facts that are old. One test for each file and rule. */
function filesSuite(findings: readonly ReportedFinding[]): readonly Omit<Suite, 'asOf'>[] {
  if (findings.length === 0) return [];
  const groups = grouped(findings, ({ location, ruleId }) => JSON.stringify([location?.path ?? null, ruleId]));
  const cases = [...groups.values()].map((group) => {
    const path = group[0]?.location?.path ?? null;
    return testCase(path ?? 'sbclint', group[0]?.ruleId ?? '', path, group);
  });
  return [{ name: 'files and facts', cases }];
}

function testCase(
  classname: string,
  name: string,
  file: string | null,
  findings: readonly ReportedFinding[],
): TestCase {
  const sorted = [...findings].sort((a, b) => order(a) - order(b) || gravity(a) - gravity(b));
  const [first] = sorted;
  if (!first) return { classname, name, file, outcome: 'passed', message: '', type: '', details: [] };
  return {
    classname,
    name,
    file: first.location?.path ?? file,
    outcome: outcomeOf(first),
    message: [suppressionText(first), sentence(first)].filter((part) => part !== null).join(': '),
    type: first.kind === 'open' ? `open ${first.level}` : first.level,
    details: sorted.map(detail),
  };
}

/** Of several findings of a rule the test takes the worst outcome. */
function order(finding: ReportedFinding): number {
  const outcomes: readonly Outcome[] = ['failure', 'error', 'skipped', 'passed'];
  return outcomes.indexOf(outcomeOf(finding));
}

function outcomeOf({ kind, level, suppression }: ReportedFinding): Outcome {
  if (suppression) return 'skipped';
  if (kind === 'fail') return 'failure';
  return level === 'error' ? 'error' : 'skipped';
}

function detail(finding: ReportedFinding): string {
  const { location, kind, level } = finding;
  const place = location ? `${visible(location.path)}:${location.startLine}:${location.startColumn}: ` : '';
  const said = suppressionText(finding);
  return `${place}${kind === 'open' ? 'open' : level}: ${advice(finding)}${said === null ? '' : ` [${said}]`}`;
}

function suiteLines({ name, cases, asOf }: Suite): readonly string[] {
  return [
    `  <testsuite${xmlAttributes({ name, ...counts(cases) })}>`,
    `    <properties><property${xmlAttributes({ name: 'asOf', value: asOf })}/></properties>`,
    ...cases.flatMap(caseLines),
    '  </testsuite>',
  ];
}

function caseLines({ classname, name, file, outcome, message, type, details }: TestCase): readonly string[] {
  const head = `    <testcase${xmlAttributes({ classname, name, file, time: '0' })}`;
  if (outcome === 'passed') return [`${head}/>`];
  const attributes = outcome === 'skipped' ? { message } : { message, type };
  return [
    `${head}>`,
    // Line by line: what makes text safe would also take the ends of lines.
    `      <${outcome}${xmlAttributes(attributes)}>${details.map(xmlText).join('\n')}</${outcome}>`,
    '    </testcase>',
  ];
}

function counts(cases: readonly TestCase[]) {
  const of = (outcome: Outcome) => cases.filter((each) => each.outcome === outcome).length;
  return { tests: cases.length, failures: of('failure'), errors: of('error'), skipped: of('skipped') };
}
