import { compareText } from '../text/provenance.js';
import type { Finding } from './finding.js';

type Ordered = Pick<Finding, 'device' | 'ruleId' | 'trustAnchor' | 'tlsContext' | 'message'>;

/** By device, path, position, rule and anchor, so that the order never depends on how the run went. */
export function findingOrder<T extends Ordered>(
  pathOf: (finding: T) => string | undefined,
  startOf: (finding: T) => number | undefined,
  endOf: (finding: T) => number | undefined,
): (a: T, b: T) => number {
  return (a, b) =>
    compareText(a.device ?? '', b.device ?? '') ||
    compareText(pathOf(a) ?? '', pathOf(b) ?? '') ||
    (startOf(a) ?? 0) - (startOf(b) ?? 0) ||
    (endOf(a) ?? 0) - (endOf(b) ?? 0) ||
    compareText(a.ruleId, b.ruleId) ||
    compareText(a.trustAnchor?.name ?? '', b.trustAnchor?.name ?? '') ||
    compareText(a.trustAnchor?.sha256 ?? '', b.trustAnchor?.sha256 ?? '') ||
    compareText(a.tlsContext ?? '', b.tlsContext ?? '') ||
    compareText(a.message, b.message);
}
