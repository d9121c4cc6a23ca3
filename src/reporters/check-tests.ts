import type { CheckTestReport, CheckTestResult } from '../model/check-test.js';
import { grouped } from '../text/grouped.js';
import { jsonFinding } from './json.js';
import { jsonText } from './json-text.js';
import { junitText } from './junit.js';
import { count, visible, type Palette } from './terminal.js';

/** For people: each test, what is not as expected below it, and what no test looks at. */
export function checkTestsPretty({ results, untested }: CheckTestReport, { bold, green, red, dim }: Palette): string {
  const lines: string[] = [];
  for (const [key, group] of grouped(results, ({ check, file }) => JSON.stringify([check, file]))) {
    const [check, file] = JSON.parse(key) as [string, string];
    lines.push(`${bold(visible(check))}  ${dim(visible(file))}`);
    for (const { passed, expect, name, because, line } of group) {
      const mark = passed ? green('passed') : red('FAILED');
      lines.push(`  ${mark}  ${expect.padEnd(4)}  ${visible(name)}`);
      for (const each of because) lines.push(`          ${visible(each)}`);
      if (!passed) lines.push(`          ${dim(visible(`${file}:${line}`))}`);
    }
    lines.push('');
  }
  for (const { check, answers } of untested)
    lines.push(`note: ${visible(check)} has no test for ${answers.join(', ')}`);
  const failed = results.filter(({ passed }) => !passed).length;
  lines.push(`${count(results.length - failed, 'test')} passed, ${failed} failed`);
  return `${lines.join('\n')}\n`;
}

export function checkTestsJson({ results, untested }: CheckTestReport, version: string): string {
  const failed = results.filter(({ passed }) => !passed).length;
  const tests = results.map(({ findings, ...result }) => ({ ...result, findings: findings.map(jsonFinding) }));
  const tool = { name: 'sbclint', version };
  const summary = { passed: results.length - failed, failed };
  return `${jsonText({ schemaVersion: 1, tool, summary, tests, untested }, 2)}\n`;
}

/** JUnit XML: a suite for each test file. */
export function checkTestsJunit({ results }: CheckTestReport): string {
  const suites = [...grouped(results, ({ file }) => file)].map(([name, group]) => ({
    name,
    asOf: group[0]?.asOf ?? '',
    cases: group.map(testCase),
  }));
  return junitText(suites);
}

function testCase({ check, name, file, passed, expect, because }: CheckTestResult) {
  return {
    classname: check,
    name: `${expect}: ${name}`,
    file,
    outcome: passed ? ('passed' as const) : ('failure' as const),
    message: because[0] ?? '',
    type: passed ? '' : expect,
    details: because,
  };
}
