import { compareText } from '../text/provenance.js';
import { findingOrder } from './finding-order.js';
import { mergedShards, shardFindings, type MergedShards } from './merge-shards.js';
import { countFindings, type JudgedCheck } from './run.js';
import type { ReportedFinding, RunReport } from './run-report.js';

type Refused = { readonly refused: string };

/** The order of the findings of one run. */
export const inOrder = findingOrder<ReportedFinding>(
  ({ location }) => location?.path,
  ({ location }) => location?.byteStart,
  ({ location }) => location?.byteEnd,
);

/** Several runs over different devices as one, or all shards of a run; `refused` says why they cannot be. */
export function mergeRuns(runs: readonly RunReport[], sha256: (bytes: Uint8Array) => string): RunReport | Refused {
  const [first, ...others] = runs;
  if (!first) return { refused: 'there is no run' };
  if (others.length === 0 && !first.shard) return first;
  for (const { asOf, tool, knowledge } of others) {
    if (asOf !== first.asOf) return { refused: `one run is as of ${first.asOf} and another as of ${asOf}` };
    if (tool.version !== first.tool.version) {
      return { refused: `one run is of sbclint ${first.tool.version} and another of ${tool.version}` };
    }
    if (knowledge.readUntil !== first.knowledge.readUntil) {
      const dates = `${first.knowledge.readUntil} and another by those until ${knowledge.readUntil}`;
      return { refused: `one run judged by facts read until ${dates}` };
    }
  }
  const shards = mergedShards(runs);
  if (shards && 'refused' in shards) return shards;
  const twice = deviceTwice(runs);
  if (twice !== null) return { refused: `two runs hold a device ${twice}` };

  const devices = runs.flatMap((run) => run.devices).sort((a, b) => compareText(a.id, b.id));
  const files = filesOf(runs, shards);
  const findings = [...onceEach(runs), ...shardFindings(shards, files.failed > 0, inOrder, sha256)].sort(inOrder);
  const checks = mergedChecks(runs.flatMap((run) => run.checks ?? []));
  const { schemaVersion, tool, asOf, knowledge } = first;
  return {
    schemaVersion,
    tool,
    asOf,
    knowledge,
    summary: { devices: devices.length, files, findings: countFindings(findings) },
    devices,
    findings,
    ...(checks.length === 0 ? {} : { checks }),
  };
}

function deviceTwice(runs: readonly RunReport[]): string | null {
  const seen = new Set<string>();
  for (const { devices } of runs) {
    const ids = new Set(devices.map(({ id }) => id));
    for (const id of ids) {
      if (seen.has(id)) return id;
      seen.add(id);
    }
  }
  return null;
}

/** What is said of the run as a whole, such as that the facts are old, every run says. */
function onceEach(runs: readonly RunReport[]): readonly ReportedFinding[] {
  const said = new Set<string>();
  return runs.flatMap(({ findings, shard }) =>
    findings.filter((finding) => {
      if (finding.device !== null) return true;
      if (shard && isOfSuppressions(finding)) return false;
      const text = JSON.stringify(finding);
      const isNew = !said.has(text);
      said.add(text);
      return isNew;
    }),
  );
}

/** What a shard says of suppressions in force is said anew, from all shards. */
function isOfSuppressions({ ruleId }: ReportedFinding): boolean {
  return ruleId === 'unused-suppression' || ruleId === 'expiring-suppression';
}

function filesOf(runs: readonly RunReport[], shards: MergedShards | null): RunReport['summary']['files'] {
  const sum = (of: (files: RunReport['summary']['files']) => number) =>
    runs.reduce((total, { summary }) => total + of(summary.files), 0);
  return {
    read: sum(({ read }) => read) - (shards?.countedAgain ?? 0),
    parsed: sum(({ parsed }) => parsed),
    failed: sum(({ failed }) => failed),
  };
}

/** A check that several runs had goes by the words of the first. */
export function mergedChecks(all: readonly JudgedCheck[]): readonly JudgedCheck[] {
  const merged = new Map<string, JudgedCheck>();
  for (const each of all) {
    const before = merged.get(each.id);
    merged.set(each.id, before ? { ...before, devices: [...before.devices, ...each.devices] } : each);
  }
  return [...merged.values()]
    .map((each) => ({ ...each, devices: [...each.devices].sort(compareText) }))
    .sort((a, b) => compareText(a.id, b.id));
}
