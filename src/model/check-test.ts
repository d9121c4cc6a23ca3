import type { Finding } from './finding.js';

export type CheckTestAnswer = 'pass' | 'fail' | 'open' | 'notApplicable';

/** One case of a test of a check, and how it went. */
export interface CheckTestResult {
  readonly file: string;
  readonly line: number;
  readonly check: string;
  readonly name: string;
  readonly asOf: string;
  readonly expect: CheckTestAnswer;
  readonly passed: boolean;
  /** What is not as expected; empty where it passed. */
  readonly because: readonly string[];
  /** What the check found. */
  readonly findings: readonly Finding[];
}

/** A check and the answers that no test of it expects. */
export interface Untested {
  readonly check: string;
  readonly answers: readonly CheckTestAnswer[];
}

export interface CheckTestReport {
  readonly results: readonly CheckTestResult[];
  readonly untested: readonly Untested[];
}
