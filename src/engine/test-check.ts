import type { CheckTestCase } from '../config/read-check-tests.js';
import { EMPTY_SCOPE } from '../config/scope.js';
import type { CustomCheck } from '../model/custom-check.js';
import type { Finding } from '../model/finding.js';
import type { CheckResult } from '../model/run.js';
import { answersOf } from '../rules/custom/rule.js';
import { rules } from '../rules/index.js';
import { check } from './check.js';
import type { CheckOptions, InputFile } from './input.js';
import { profileOf } from './profile.js';

/** What a check alone says of some exports. */
export interface Tested {
  readonly findings: readonly Finding[];
  /** How many things it is about and finds right. */
  readonly passes: number;
  readonly devices: CheckResult['devices'];
  /** What could not be read. */
  readonly unread: readonly Finding[];
}

/** Runs one check and nothing else: no levels, no suppressions and no baseline of the settings. */
export async function testCheck(
  own: CustomCheck,
  inputs: readonly InputFile[],
  { knowledge, peer, ...options }: Omit<CheckOptions, 'rules' | 'scope' | 'scopeOf'>,
): Promise<Tested> {
  const scope = { ...EMPTY_SCOPE, checks: [own] };
  const off = Object.fromEntries(rules.map(({ id }) => [id, 'off' as const]));
  const { result } = await check(inputs, {
    ...options,
    knowledge,
    peer,
    rules: off,
    scopeOf: () => ({ scope, knowledge, peer }),
  });
  const { devices, findings, files } = result;
  const passes = devices.flatMap((device) =>
    [
      ...answersOf(own, { device, knowledge, profile: profileOf(device, knowledge), asOf: options.asOf, paths: [] }),
    ].filter(({ answer }) => answer === 'pass'),
  );
  return {
    findings: findings.filter(({ ruleId }) => ruleId === own.id),
    passes: passes.length,
    devices,
    unread: files.failed > 0 ? findings.filter(({ device, kind }) => device === null && kind === 'open') : [],
  };
}

/** What is not as a case expects, in sentences without their full stop; empty where all is. */
export function unexpected(
  { expect, findings: wanted }: Pick<CheckTestCase, 'expect' | 'findings'>,
  { findings, passes }: Pick<Tested, 'findings' | 'passes'>,
): readonly string[] {
  const of = (kind: Finding['kind']) => findings.filter((finding) => finding.kind === kind).length;
  if (wanted) return unlike(wanted, expect, findings);
  switch (expect) {
    case 'pass':
      if (findings.length > 0) return [`expected pass, and there ${found(findings)}`];
      return passes > 0 ? [] : ['expected pass, and the check is about nothing in this export'];
    case 'notApplicable':
      if (findings.length > 0) return [`expected notApplicable, and there ${found(findings)}`];
      return passes === 0 ? [] : [`expected notApplicable, and the check is about ${passes} of what the export shows`];
    case 'fail':
      return of('fail') > 0 ? [] : [`expected fail, and there ${found(findings)}`];
    case 'open':
      if (of('fail') > 0) return [`expected open, and there ${found(findings)}`];
      return of('open') > 0 ? [] : [`expected open, and there ${found(findings)}`];
  }
}

function unlike(
  wanted: NonNullable<CheckTestCase['findings']>,
  expect: CheckTestCase['expect'],
  findings: readonly Finding[],
): readonly string[] {
  const left = [...findings];
  const missing: string[] = [];
  for (const { kind = expect, line, context, message } of wanted) {
    const at = left.findIndex(
      (finding) =>
        finding.kind === kind &&
        (line === undefined || finding.at?.line === line) &&
        (context === undefined || finding.tlsContext === context) &&
        (message === undefined || finding.message === message),
    );
    if (at >= 0) {
      left.splice(at, 1);
      continue;
    }
    const details = [
      ...(line === undefined ? [] : [`in line ${line}`]),
      ...(context === undefined ? [] : [`of ${context}`]),
      ...(message === undefined ? [] : [`that says "${message}"`]),
    ];
    missing.push(`there is no finding ${[kind, ...details].join(' ')}`);
  }
  return [...missing, ...left.map((finding) => `there is a finding that is not expected: ${said(finding)}`)];
}

function found(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'is no finding';
  return `is ${findings.map(said).join(', and ')}`;
}

function said({ kind, at, message }: Finding): string {
  return `${kind}${at ? ` in line ${at.line}` : ''}, "${message}"`;
}
