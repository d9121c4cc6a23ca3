import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { findingSchema, planSchema, runReportSchema, verificationSchema } from '../../src/config/report-schema.js';
import { sbclint } from '../support/cli.js';
import { root } from '../support/knowledge.js';
import { finding, runOf } from '../support/reports.js';

const fixtures = join(root, 'test/fixtures');
const plans = readdirSync(fixtures, { recursive: true })
  .map(String)
  .filter((path) => path.endsWith('plan.json'));

it('takes every run, and keeps every key in its order', async () => {
  const { stdout } = await sbclint([join(root, 'examples/fleet'), '--as-of', '2026-11-22', '--format', 'json']);
  expect(JSON.stringify(runReportSchema.parse(JSON.parse(stdout)))).toBe(JSON.stringify(JSON.parse(stdout)));
  const later = { ...runOf([finding()]), added: { later: true } };
  expect(runReportSchema.parse(later)).toEqual(later);
});

it('takes every plan of the fixtures', () => {
  expect(plans.length).toBeGreaterThan(20);
  for (const path of plans) {
    const plan: unknown = JSON.parse(readFileSync(join(fixtures, path), 'latin1'));
    expect(JSON.stringify(planSchema.parse(plan))).toBe(JSON.stringify(plan));
  }
});

it('takes what verify says', async () => {
  const fixture = join(fixtures, 'oracle-acli', 'missing');
  const plan = join(fixture, 'expected', 'plan.json');
  const { stdout } = await sbclint([
    'verify',
    join(fixture, 'expected', 'patched'),
    '--plan',
    plan,
    '--format',
    'json',
  ]);
  expect(JSON.stringify(verificationSchema.parse(JSON.parse(stdout)))).toBe(JSON.stringify(JSON.parse(stdout)));
});

it.each([
  ['a level', finding({ level: 'fatal' as never })],
  ['a SHA-256', finding({ trustAnchor: { name: 'R1', sha256: 'abc' } })],
  ['a line', finding({ location: { ...(finding().location as never as object), startLine: 0 } as never })],
  ['a state', finding({ suppression: { kind: 'odd' as never, reason: null, owner: null, until: null } })],
])('refuses %s that is none', (_, wrong) => {
  expect(findingSchema.safeParse(finding()).success).toBe(true);
  expect(findingSchema.safeParse(wrong).success).toBe(false);
});

it.each([
  ['run', runReportSchema],
  ['plan', planSchema],
  ['finding', findingSchema],
  ['verification', verificationSchema],
])('the schema of a %s can be written as JSON Schema', (_, schema) => {
  expect(z.toJSONSchema(schema)).toMatchObject({ type: 'object' });
});
