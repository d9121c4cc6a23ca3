import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import Ajv04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import type { ReportedFinding, RunReport } from '../../src/model/run-report.js';
import type { ReportContext } from '../../src/reporters/report-format.js';
import { rules } from '../../src/rules/index.js';
import { root } from './knowledge.js';

/** What a report gets of a saved run whose files are gone. */
export const bareContext: ReportContext = {
  rules,
  lineHashes: () => new Map(),
  fixes: new Map(),
  gzipSize: (text) => gzipSync(text).length,
  page: null,
};

const schema = join(root, 'node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
// One pattern of the schema is no regular expression of Unicode.
const ajv = new Ajv04.default({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));

/** What the schema of SARIF 2.1.0 says against a log. */
export function sarifProblems(text: string): readonly string[] {
  validate(JSON.parse(text));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

export function finding(given: Partial<ReportedFinding> = {}): ReportedFinding {
  return {
    ruleId: 'missing-trust-anchor',
    kind: 'fail',
    level: 'error',
    device: 'edge1',
    message: 'TLS context Trunk does not trust Example Root R1',
    because: null,
    tlsContext: 'Trunk',
    peer: 'example-trunk',
    requirements: ['example-2025'],
    trustAnchor: { name: 'Example Root R1', sha256: 'a'.repeat(64) },
    location: {
      path: 'edge1/running.cfg',
      startLine: 4,
      startColumn: 41,
      endLine: 4,
      endColumn: 60,
      byteStart: 97,
      byteEnd: 116,
    },
    hint: 'add it',
    fix: 'safe',
    fingerprint: 'f'.repeat(64),
    suppression: null,
    ...given,
  };
}

/** A run over the devices that some findings name; fingerprints are made unique. */
export function runOf(findings: readonly ReportedFinding[], given: Partial<RunReport> = {}): RunReport {
  const ids = [...new Set(findings.flatMap(({ device }) => device ?? []))];
  return {
    schemaVersion: 1,
    tool: { name: 'sbclint', version: '1.2.3' },
    asOf: '2026-11-22',
    knowledge: { readUntil: '2026-11-20' },
    summary: {
      devices: ids.length,
      files: { read: ids.length, parsed: ids.length, failed: 0 },
      findings: { error: 0, warning: 0, note: 0, open: 0, suppressed: 0 },
    },
    devices: ids.map((id) => ({
      id,
      vendor: 'oracle',
      product: 'Oracle SBC',
      release: null,
      files: [{ path: `${id}/running.cfg`, format: 'oracle-acli', status: 'parsed', sha256: 'b'.repeat(64) }],
      trustStores: [],
      legs: [],
    })),
    findings: findings.map((each, i) => ({ ...each, fingerprint: i.toString(16).padStart(64, '0') })),
    ...given,
  };
}
