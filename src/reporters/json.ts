import type { Device, FacingLeg } from '../model/device.js';
import type { Finding } from '../model/finding.js';
import type {
  ReportedDevice,
  ReportedEntry,
  ReportedFinding,
  ReportedLeg,
  ReportedStore,
  RunReport,
} from '../model/run-report.js';
import type { ShardClaim, ShardPart } from '../model/shard.js';
import { countFindings, type CheckResult } from '../model/run.js';
import { certificateOf, subjectOf, type TrustStore, type TrustStoreEntry } from '../model/trust.js';
import { jsonText } from './json-text.js';
import type { Render } from './report-format.js';

/** The one object of `--format json`, schemaVersion 1. */
export function jsonReport(report: RunReport): string {
  return `${jsonText(report, 2)}\n`;
}

/** One finding a line. */
export function ndjsonReport({ findings }: RunReport): string {
  return findings.map((finding) => `${jsonText(finding, 0)}\n`).join('');
}

export const renderJson: Render = (report) => ({ text: jsonReport(report), notices: [] });

export const renderNdjson: Render = (report) => ({ text: ndjsonReport(report), notices: [] });

/** A run as plain data, for every report but the two for terminals. */
export function runReport(result: CheckResult, version: string): RunReport {
  return {
    schemaVersion: 1,
    tool: { name: 'sbclint', version },
    asOf: result.asOf,
    knowledge: { readUntil: result.readUntil },
    summary: {
      devices: result.devices.length,
      files: result.files,
      findings: countFindings(result.findings),
    },
    devices: result.devices.map(jsonDevice),
    findings: result.findings.map(jsonFinding),
    ...(result.checks.length === 0 ? {} : { checks: result.checks }),
    ...(result.shard ? { shard: jsonShard(result.shard) } : {}),
  };
}

function jsonShard({ suppressions, ...shard }: ShardPart<Finding>): ShardPart<ReportedFinding> {
  const claim = (said: ShardClaim<Finding> | null) => said && { ...said, finding: jsonFinding(said.finding) };
  return {
    ...shard,
    suppressions: suppressions.map(({ says, ...each }) => ({
      ...each,
      says: { used: claim(says.used), unused: claim(says.unused), undecided: claim(says.undecided) },
    })),
  };
}

export function jsonDevice(device: Device): ReportedDevice {
  return {
    id: device.id,
    vendor: device.vendor,
    product: device.product,
    release: device.release?.value ?? null,
    files: device.files.map(({ path, format, status, sha256 }) => ({ path, format, status, sha256 })),
    trustStores: device.trustStores.map(jsonStore),
    legs: device.legs.map(jsonLeg),
  };
}

function jsonStore({ name, scope, complete, entries }: TrustStore): ReportedStore {
  return {
    name,
    scope,
    complete,
    entries: entries?.filter(({ usable }) => usable.answer !== 'no').map(jsonEntry) ?? null,
  };
}

/** An entry that the store accepts or may accept; one that is disabled is none of it. */
function jsonEntry({ label, identity }: TrustStoreEntry): ReportedEntry {
  return {
    label: label.value,
    subject: subjectOf(identity),
    sha256: certificateOf(identity)?.sha256 ?? null,
    certainty: identity.certainty,
  };
}

function jsonLeg(leg: FacingLeg): ReportedLeg {
  return {
    name: leg.name,
    direction: leg.direction,
    tlsContext: leg.tlsContext,
    peer: leg.peer,
    cloud: leg.cloud,
    peerNames: leg.endpoints.map(({ host }) => host.value),
    verifiesPeer: leg.verifiesPeer.answer,
    enabled: leg.enabled.answer,
    mutualTls: leg.mutualTls.answer,
    transport: leg.transport.value,
    port: leg.port,
  };
}

export function jsonFinding(finding: Finding): ReportedFinding {
  const { at } = finding;
  return {
    ruleId: finding.ruleId,
    kind: finding.kind,
    level: finding.level,
    device: finding.device,
    message: finding.message,
    because: finding.because,
    tlsContext: finding.tlsContext,
    peer: finding.peer,
    requirements: finding.requirements,
    trustAnchor: finding.trustAnchor,
    location: at && {
      path: at.file,
      startLine: at.line,
      startColumn: at.column,
      endLine: at.endLine,
      endColumn: at.endColumn,
      byteStart: at.range.start,
      byteEnd: at.range.end,
    },
    hint: finding.hint,
    fix: finding.fix,
    fingerprint: finding.fingerprint,
    suppression: finding.suppression,
  };
}
