import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings } from '../../src/config/read-settings.js';
import { EMPTY_SCOPE, type Scope } from '../../src/config/scope.js';
import { check } from '../../src/engine/check.js';
import type { CheckOptions } from '../../src/engine/input.js';
import { suppressionFindings, suppressionStates } from '../../src/engine/suppressions.js';
import type { Finding } from '../../src/model/finding.js';
import type { Knowledge } from '../../src/model/knowledge.js';
import { moment } from '../../src/model/time.js';
import { rules } from '../../src/rules/index.js';
import { projectKnowledge, root, sha256 } from './knowledge.js';

/** A folder of files as an engineer would have it, and what a rule says about it. */
export interface RuleCase {
  readonly name: string;
  /** Path to content. The first one is shown on the rule's page. */
  readonly files: Readonly<Record<string, string>>;
  /** 2026-11-22 when absent. */
  readonly asOf?: string;
  readonly peer?: string;
  /** The text of an sbclint.yaml beside the files. */
  readonly settings?: string;
  /** For cases that the shipped facts do not give, such as a fact that nobody has established. */
  readonly knowledge?: (shipped: Knowledge) => Knowledge;
  /** `error sbc.cfg:12 DigiCert Global Root G3`: level, place, and the root where there is one. In order. */
  readonly findings?: readonly string[];
  /** For an open case: the rule that says so where this one has to keep silent. */
  readonly by?: string;
}

export interface RuleCases {
  readonly rule: string;
  readonly pass: readonly RuleCase[];
  /** Absent for rules that only ever answer open. */
  readonly fail?: readonly RuleCase[];
  readonly open: readonly RuleCase[];
  readonly notApplicable: readonly RuleCase[];
}

/** What all rules say about a case. */
export async function findingsOf({ files, asOf, peer, settings, knowledge }: RuleCase): Promise<readonly Finding[]> {
  const shipped = await projectKnowledge();
  const facts = knowledge?.(shipped) ?? shipped;
  const inputs = Object.entries(files).map(([path, content]) => ({
    path,
    relative: path,
    role: 'named' as const,
    read: () => Buffer.from(content, 'latin1'),
  }));
  const scope = settings === undefined ? EMPTY_SCOPE : scopeOf(settings);
  const options: CheckOptions = {
    knowledge: facts,
    scopeOf: () => ({ scope, knowledge: facts, peer: null }),
    asOf: moment(asOf ?? '2026-11-22'),
    peer: peer ?? null,
    rules: {},
    devices: [],
    certificates: [],
    sha256,
  };
  const { result } = await check(inputs, options);
  const { devices, findings } = result;
  const checked = { devices, findings, unread: result.files.failed > 0, isShard: false, isWhole: () => true };
  return [...findings, ...suppressionFindings(suppressionStates(scope.suppressions, checked, options.asOf), options)];
}

function scopeOf(text: string): Scope {
  const read = readSettings('sbclint.yaml', {
    read: () => ({ text }),
    resolve: (_, path) => path,
    below: (_, path) => path,
    ruleIds: rules.map(({ id }) => id),
  });
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return { ...read.settings, baseline: null };
}

/** A finding as a case writes it. */
export function summaryOf({ level, at, trustAnchor }: Finding): string {
  const place = at ? ` ${at.file}:${at.line}` : '';
  return `${level}${place}${trustAnchor ? ` ${trustAnchor.name}` : ''}`;
}

/** The PEM file of a shipped root, such as `digicert-global-root-g2`. */
export function rootPem(slug: string): string {
  return readFileSync(join(root, 'trust-anchors', `${slug}.pem`), 'latin1');
}
