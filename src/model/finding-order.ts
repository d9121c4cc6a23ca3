import { compareText } from '../text/provenance.js';
import type { ReportedFinding } from './run-report.js';

/** The order of the findings of a run, for those that were reported. */
export function compareReported(a: ReportedFinding, b: ReportedFinding): number {
  return (
    compareText(a.device ?? '', b.device ?? '') ||
    compareText(a.location?.path ?? '', b.location?.path ?? '') ||
    (a.location?.byteStart ?? 0) - (b.location?.byteStart ?? 0) ||
    (a.location?.byteEnd ?? 0) - (b.location?.byteEnd ?? 0) ||
    compareText(a.ruleId, b.ruleId) ||
    compareText(a.trustAnchor?.name ?? '', b.trustAnchor?.name ?? '') ||
    compareText(a.trustAnchor?.sha256 ?? '', b.trustAnchor?.sha256 ?? '') ||
    compareText(a.tlsContext ?? '', b.tlsContext ?? '') ||
    compareText(a.message, b.message)
  );
}
