import type { Answer } from './answer.js';
import type { DeviceFile } from './device.js';
import type { FixTier, Suppression } from './finding.js';
import type { Level } from './knowledge.js';
import type { CheckResult, FindingCounts, JudgedCheck } from './run.js';
import type { ShardPart } from './shard.js';
import type { Identity, Transport } from './trust.js';

/**
 * What a run says, as plain data: `--format json` prints it, every other report is made of it, and `sbclint report` reads it
 * back. Its keys keep this order, and it holds no clock.
 */
export interface RunReport {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'sbclint'; readonly version: string };
  readonly asOf: string;
  readonly knowledge: { readonly readUntil: string };
  readonly summary: {
    readonly devices: number;
    readonly files: CheckResult['files'];
    readonly findings: FindingCounts;
  };
  readonly devices: readonly ReportedDevice[];
  readonly findings: readonly ReportedFinding[];
  /** The user's own rules that had a say; absent where there are none. */
  readonly checks?: readonly JudgedCheck[] | undefined;
  /** What `merge` needs to make one run of its shards; absent where the run is whole. */
  readonly shard?: ShardPart<ReportedFinding> | undefined;
}

export interface ReportedDevice {
  readonly id: string;
  readonly vendor: string;
  readonly product: string;
  readonly release: string | null;
  readonly files: readonly DeviceFile[];
  readonly trustStores: readonly ReportedStore[];
  readonly legs: readonly ReportedLeg[];
}

export interface ReportedStore {
  readonly name: string;
  readonly scope: 'device' | 'context';
  readonly complete: boolean;
  /** `null` where the store is not visible. */
  readonly entries: readonly ReportedEntry[] | null;
}

export interface ReportedEntry {
  readonly label: string;
  readonly subject: string | null;
  /** `null` where the certificate is not known. */
  readonly sha256: string | null;
  readonly certainty: Identity['certainty'];
}

export interface ReportedLeg {
  readonly name: string;
  readonly direction: 'inbound' | 'outbound';
  readonly tlsContext: string | null;
  readonly peer: string | null;
  readonly cloud: string | null;
  readonly peerNames: readonly string[];
  readonly verifiesPeer: Answer;
  readonly enabled: Answer;
  readonly mutualTls: Answer;
  readonly transport: Transport;
  readonly port: number | null;
}

export interface ReportedFinding {
  readonly ruleId: string;
  readonly kind: 'fail' | 'open';
  readonly level: Level;
  readonly device: string | null;
  readonly message: string;
  readonly because: string | null;
  readonly tlsContext: string | null;
  readonly peer: string | null;
  readonly requirements: readonly string[];
  readonly trustAnchor: { readonly name: string; readonly sha256: string } | null;
  readonly location: ReportedPlace | null;
  readonly hint: string | null;
  readonly fix: FixTier | null;
  readonly fingerprint: string;
  readonly suppression: Suppression | null;
}

/** Lines and columns count from 1, the end is behind the last character; bytes count from 0. */
export interface ReportedPlace {
  readonly path: string;
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly byteStart: number;
  readonly byteEnd: number;
}
