import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { readCheckTests, type CheckTestCase, type CheckTests } from '../config/read-check-tests.js';
import type { InputFile } from '../engine/input.js';
import { testCheck, unexpected } from '../engine/test-check.js';
import { expandArchive } from '../host/archive.js';
import { statOf } from '../host/file-system.js';
import { listInputs, NoSuchPath, shownPath, singleInput } from '../host/inputs.js';
import { sha256 } from '../host/knowledge.js';
import type { CheckTestAnswer, CheckTestReport, CheckTestResult, Untested } from '../model/check-test.js';
import type { CustomCheck } from '../model/custom-check.js';
import { moment } from '../model/time.js';
import { checkTestsJson, checkTestsJunit, checkTestsPretty } from '../reporters/check-tests.js';
import { closest } from '../text/closest.js';
import type { Environment } from './environment.js';
import type { ExitCode } from './exit-code.js';
import type { Arguments } from './flags.js';
import { emitForAll, paletteOf, readFormat } from './report.js';
import { findSettings } from './rules.js';
import { asUsage, type GoverningSettings } from './settings.js';
import { testFiles } from './test-files.js';

/** Exit 0 when every test passes, 1 when one does not, 2 when a test cannot be run. */
export async function testCommand(args: Arguments, environment: Environment): Promise<ExitCode> {
  const paths = args.positionals.length > 0 ? args.positionals : ['.'];
  const files = testFiles(paths).map(shownPath);
  const settings = await findSettings(args.text('config'), files, environment);
  const tests = files.map(readTests);
  const problems = tests.flatMap((test) => ('problems' in test ? test.problems : []));
  if (problems.length > 0) throw asUsage(problems);
  const right = tests.filter((test): test is CheckTests => !('problems' in test));

  const results: CheckTestResult[] = [];
  for (const test of right) {
    const governing = settings.governing(test.file);
    const check = checkOf(test, governing);
    for (const [i, each] of test.value.cases.entries()) results.push(await resultOf(test, i, each, check, governing));
  }
  // Who names one file asks about that one; who names a folder asks whether all is tested.
  const isWhole = paths.some((path) => statOf(path)?.isDirectory());
  const asked = isWhole ? settings.checks.map(({ id }) => id) : right.map(({ value }) => value.check);
  const report: CheckTestReport = { results, untested: untestedOf([...new Set(asked)], results) };
  const format = readFormat(args);
  const text =
    format === 'json'
      ? checkTestsJson(report, environment.version)
      : format === 'junit'
        ? checkTestsJunit(report)
        : checkTestsPretty(report, await paletteOf(args, environment));
  emitForAll(text, args, environment);
  return results.every(({ passed }) => passed) ? 0 : 1;
}

function readTests(file: string): ReturnType<typeof readCheckTests> {
  try {
    return readCheckTests(file, readFileSync(file, 'utf8'));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return { problems: [{ file, line: 1, column: 1, message: `cannot be read: ${error.message}` }] };
  }
}

function checkOf({ value: { check: id }, problem }: CheckTests, { scope, settings }: GoverningSettings): CustomCheck {
  const found = scope.checks.find((each) => each.id === id);
  if (found) return found;
  const ids = scope.checks.map((each) => each.id);
  const near = closest(id, ids);
  const where = settings ? `${settings.files[0]} has no check ${id}` : `no sbclint.yaml governs this file`;
  const hint = near ? `; did you mean ${near}?` : ids.length > 0 ? `; it has ${ids.join(', ')}` : '';
  throw asUsage([problem(['check'], `${where}${hint}`)]);
}

async function resultOf(
  test: CheckTests,
  index: number,
  each: CheckTestCase,
  check: CustomCheck,
  { knowledge, peer }: GoverningSettings,
): Promise<CheckTestResult> {
  const { file, value, problem } = test;
  const path = ['cases', index];
  const asOf = each.asOf ?? value.asOf;
  const near = (named: string) => shownPath(resolve(dirname(file), named));
  if (each.peer !== undefined && !knowledge.peers.some(({ id }) => id === each.peer))
    throw asUsage([problem([...path, 'peer'], `unknown peer ${each.peer}`)]);
  const input = near(each.input);
  const bound = { evidence: (each.evidence ?? []).map(near), certificates: mapped(each.certificates ?? {}, near) };
  const inputs = await orProblem(
    () => inputsOf(input, [...bound.evidence, ...Object.values(bound.certificates)]),
    (said) => problem([...path, 'input'], said),
  );
  const isBound = Object.values(bound).some((part) => Object.keys(part).length > 0);
  const tested = await testCheck(check, inputs, {
    knowledge,
    peer: each.peer ?? peer,
    asOf: moment(asOf),
    devices: isBound ? [{ id: 'tested', configuration: input, ...bound }] : [],
    certificates: [],
    sha256,
    expand: expandArchive,
  });
  const [unread] = tested.unread;
  if (unread) throw asUsage([problem([...path, 'input'], `${unread.message}: ${unread.because ?? ''}`)]);
  if (tested.devices.length === 0) throw asUsage([problem([...path, 'input'], `no export is recognized in ${input}`)]);
  const because = unexpected(each, tested);
  return {
    file,
    line: problem(path, '').line,
    check: check.id,
    name: each.name,
    asOf,
    expect: each.expect,
    passed: because.length === 0,
    because,
    findings: tested.findings,
  };
}

/** What is ignored elsewhere is read here: a test reads what it names. */
async function inputsOf(input: string, others: readonly string[]): Promise<readonly InputFile[]> {
  const { inputs } = await listInputs([input], false);
  const listed = new Set(inputs.map(({ path }) => resolve(path)));
  return [...inputs, ...others.filter((path) => !listed.has(resolve(path))).map(singleInput)];
}

async function orProblem<T>(work: () => Promise<T>, problem: (said: string) => Parameters<typeof asUsage>[0][number]) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof NoSuchPath)) throw error;
    throw asUsage([problem(error.message)]);
  }
}

function mapped(record: Readonly<Record<string, string>>, change: (path: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([key, path]) => [key, change(path)]));
}

const ANSWERS: readonly CheckTestAnswer[] = ['pass', 'fail', 'open'];

function untestedOf(checks: readonly string[], results: readonly CheckTestResult[]): readonly Untested[] {
  return checks.flatMap((check) => {
    const tested = results.filter((result) => result.check === check).map(({ expect }) => expect);
    const answers = ANSWERS.filter((answer) => !tested.includes(answer));
    return answers.length > 0 ? [{ check, answers }] : [];
  });
}
