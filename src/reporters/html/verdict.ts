import type { ReportedDevice, ReportedFinding } from '../../model/run-report.js';

/** What a report says of a device in one word, the gravest first. */
export const VERDICTS = ['fails', 'open', 'warnings', 'accepted', 'ready', 'no-peer'] as const;

export type Verdict = (typeof VERDICTS)[number];

export const VERDICT_WORDS: Readonly<Record<Verdict, { readonly title: string; readonly means: string }>> = {
  fails: { title: 'Fail', means: 'an error is proven' },
  open: { title: 'Cannot be told', means: 'the exports do not prove it. Open is not fine' },
  warnings: { title: 'Warnings', means: 'no error is proven, but something is wrong, or what is wrong is inferred' },
  accepted: {
    title: 'Accepted',
    means: 'what fails or is open was suppressed, or is in the baseline. It is still there',
  },
  ready: { title: 'Ready', means: 'faces a known peer; nothing fails and nothing that is required is open' },
  'no-peer': { title: 'No known peer', means: 'faces no peer that sbclint knows, so there was nothing to judge' },
};

/** Only a device that faces a known peer can be ready: where there was nothing to judge, nothing was found to be fine. */
export function verdictOf({ legs }: ReportedDevice, findings: readonly ReportedFinding[]): Verdict {
  const grave = findings.filter(({ level }) => level !== 'note');
  const counting = grave.filter(({ suppression }) => suppression === null);
  if (counting.some(({ kind, level }) => kind === 'fail' && level === 'error')) return 'fails';
  if (counting.some(({ kind }) => kind === 'open')) return 'open';
  if (counting.length > 0) return 'warnings';
  if (grave.length > 0) return 'accepted';
  return legs.some(({ peer }) => peer !== null) ? 'ready' : 'no-peer';
}
