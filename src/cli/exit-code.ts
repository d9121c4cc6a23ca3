import { atLeast, type Finding } from '../model/finding.js';

export type FailOn = 'error' | 'warning' | 'note' | 'open' | 'never';

export const EXIT_CODES = {
  0: 'everything checked and proven',
  1: 'a finding fails at or above --fail-on',
  2: 'the request was wrong: flags, settings, no such file, nothing recognized',
  3: 'nothing fails, but something that matters could not be decided or read',
  4: 'a bug, or a patch that was not proven or not written; the other devices are done',
} as const;

export type ExitCode = keyof typeof EXIT_CODES;

/** What codes mean that a command uses in its own way; `null` for one that it never ends with. */
export type ExitMeanings = Partial<Record<ExitCode, string | null>>;

/** Of commands that judge nothing. */
export const NO_VERDICT: ExitMeanings = { 0: 'done', 1: null, 3: null, 4: 'a bug' };

/** Of those that mend a file. */
export const MENDS_A_FILE: ExitMeanings = {
  ...NO_VERDICT,
  4: 'a bug, or the file changed meanwhile and is left alone',
};

/** The exit code of a run whose request was right and whose proofs held. */
export function exitCode(findings: readonly Finding[], given: FailOn | ((finding: Finding) => FailOn)): 0 | 1 | 3 {
  const failOn = typeof given === 'function' ? given : () => given;
  let isOpen = false;
  for (const each of findings) {
    if (each.suppression !== null) continue;
    const threshold = failOn(each);
    if (threshold === 'never') continue;
    if (each.kind === 'open') {
      if (threshold === 'open') return 1;
      isOpen ||= each.level === 'error';
    } else if (atLeast(each.level, threshold === 'open' ? 'note' : threshold)) return 1;
  }
  return isOpen ? 3 : 0;
}
