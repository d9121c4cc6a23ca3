import { compareText } from '../text/provenance.js';
import { countFindings, type JudgedCheck } from './run.js';
import type { RunReport } from './run-report.js';

/** Several runs over different devices as one; `refused` says why they cannot be. */
export function mergeRuns(runs: readonly RunReport[]): RunReport | { readonly refused: string } {
  const [first, ...others] = runs;
  if (!first) return { refused: 'there is no run' };
  if (others.length === 0) return first;
  for (const { asOf, tool } of others) {
    if (asOf !== first.asOf) return { refused: `one run is as of ${first.asOf} and another as of ${asOf}` };
    if (tool.version !== first.tool.version) {
      return { refused: `one run is of sbclint ${first.tool.version} and another of ${tool.version}` };
    }
  }
  const devices = runs.flatMap((run) => run.devices).sort((a, b) => compareText(a.id, b.id));
  const twice = devices.find(({ id }, i) => devices[i + 1]?.id === id);
  if (twice) return { refused: `two runs hold a device ${twice.id}` };

  // What is said of the run as a whole, such as that the facts are old, every run says.
  const findings = [
    ...new Map(runs.flatMap((run) => run.findings).map((finding) => [finding.fingerprint, finding])).values(),
  ].sort(
    (a, b) =>
      compareText(a.device ?? '', b.device ?? '') ||
      compareText(a.location?.path ?? '', b.location?.path ?? '') ||
      (a.location?.byteStart ?? 0) - (b.location?.byteStart ?? 0),
  );
  const checks = mergedChecks(runs.flatMap((run) => run.checks ?? []));
  const sum = (of: (files: RunReport['summary']['files']) => number) =>
    runs.reduce((total, { summary }) => total + of(summary.files), 0);
  return {
    ...first,
    knowledge: { readUntil: runs.map(({ knowledge }) => knowledge.readUntil).sort(compareText)[0] ?? '' },
    summary: {
      devices: devices.length,
      files: {
        read: sum(({ read }) => read),
        parsed: sum(({ parsed }) => parsed),
        failed: sum(({ failed }) => failed),
      },
      findings: countFindings(findings),
    },
    devices,
    findings,
    ...(checks.length === 0 ? {} : { checks }),
  };
}

/** A check that several runs had goes by the words of the first. */
export function mergedChecks(all: readonly JudgedCheck[]): readonly JudgedCheck[] {
  const merged = new Map<string, JudgedCheck>();
  for (const each of all) {
    const before = merged.get(each.id);
    merged.set(each.id, before ? { ...before, devices: [...before.devices, ...each.devices] } : each);
  }
  return [...merged.values()].sort((a, b) => compareText(a.id, b.id));
}
