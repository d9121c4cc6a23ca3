import type { Finding } from '../model/finding.js';
import type { RunReport } from '../model/run-report.js';
import type { PrettyRun } from './pretty.js';

/** A saved run as the reports for terminals take it; what a run does not hold, such as files not recognized, is empty. */
export function savedRun({ asOf, devices, findings, summary, checks = [] }: RunReport): PrettyRun {
  return {
    asOf,
    files: summary.files,
    unrecognized: [],
    devices: devices.map(({ id, product, release, legs }) => ({
      id,
      product,
      release: release === null ? null : { value: release },
      legs,
    })),
    findings: findings.map(savedFinding),
    checks,
  };
}

/** A reported finding as the reports for terminals take it. */
export function savedFinding({ location, ...finding }: RunReport['findings'][number]): Finding {
  return {
    ...finding,
    at: location && {
      file: location.path,
      range: { start: location.byteStart, end: location.byteEnd },
      line: location.startLine,
      column: location.startColumn,
      endLine: location.endLine,
      endColumn: location.endColumn,
    },
    wants: null,
    names: [],
  };
}
