import { validateYaml } from '../knowledge/validate.js';
import type { YamlPath, YamlProblem } from '../knowledge/yaml.js';
import { readMoment } from '../model/time.js';
import { checkTestsSchema, type CheckTestCase, type CheckTestsFile } from './check-test-schema.js';

export type { CheckTestCase };

export interface CheckTests {
  readonly file: string;
  readonly value: CheckTestsFile;
  /** The problem at a place of the file. */
  readonly problem: (path: YamlPath, message: string) => YamlProblem;
}

export function readCheckTests(file: string, text: string): CheckTests | { readonly problems: readonly YamlProblem[] } {
  const read = validateYaml(file, text, checkTestsSchema);
  if ('problems' in read) return read;
  const { value, place } = read;
  const problem = (path: YamlPath, message: string): YamlProblem => ({ file, ...place(path), message });
  const problems: YamlProblem[] = [];
  const checkDay = (day: string | undefined, path: YamlPath) => {
    if (day !== undefined && !readMoment(day)) problems.push(problem(path, `${day} is no day`));
  };
  checkDay(value.asOf, ['asOf']);
  for (const [i, { expect, findings, asOf }] of value.cases.entries()) {
    checkDay(asOf, ['cases', i, 'asOf']);
    if (findings && (expect === 'pass' || expect === 'notApplicable'))
      problems.push(problem(['cases', i, 'findings'], `a case that expects ${expect} has no findings`));
    if (findings && !findings.some(({ kind }) => (kind ?? expect) === expect))
      problems.push(problem(['cases', i, 'findings'], `none of them is ${expect}, which the case expects`));
  }
  return problems.length > 0 ? { problems } : { file, value, problem };
}
