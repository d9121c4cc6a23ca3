import { atLeast, type Finding } from '../model/finding.js';

export type FailOn = 'error' | 'warning' | 'note' | 'open' | 'never';

export const EXIT_CODES = {
  0: 'everything checked and proven',
  1: 'a finding fails at or above --fail-on',
  2: 'the request was wrong: flags, settings, no such file, nothing recognized',
  3: 'nothing fails, but something that matters could not be decided or read',
  4: 'a bug, or a patch that was not proven: nothing was written for that device',
} as const;

export type ExitCode = keyof typeof EXIT_CODES;

/** The exit code of a run whose request was right and whose proofs held. */
export function exitCode(findings: readonly Finding[], failOn: FailOn): 0 | 1 | 3 {
  if (failOn === 'never') return 0;
  const threshold = failOn === 'open' ? 'note' : failOn;
  const fails = ({ kind, level }: Finding) => (kind === 'fail' ? atLeast(level, threshold) : failOn === 'open');
  const counting = findings.filter(({ suppression }) => suppression === null);
  if (counting.some(fails)) return 1;
  return counting.some(({ kind, level }) => kind === 'open' && level === 'error') ? 3 : 0;
}
