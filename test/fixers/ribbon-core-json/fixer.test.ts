import { ribbonCoreJsonFixer } from '../../../src/fixers/ribbon-core-json/index.js';
import { ribbonCoreJson } from '../../../src/parsers/ribbon-core-json/index.js';
import { fix } from '../ribbon-core-fix.js';

const entries = (...names: readonly string[]) => names.map((name) => ({ name, state: 'enabled', type: 'remote' }));
const text = (...names: readonly string[]) =>
  JSON.stringify({ data: { 'sonusSystem:system': { security: { pki: { certificate: entries(...names) } } } } });

it('edits nothing and writes the script', () => {
  const { plan } = fix(ribbonCoreJson, ribbonCoreJsonFixer, text('A'));
  expect(plan.edits).toEqual([]);
  expect(plan.additions.map(({ label, aside }) => [label, aside])).toEqual([['RootG2', true]]);
  expect(plan.artifacts.map(({ path }) => path)).toEqual(['trust-anchors/RootG2.der', 'apply.cli']);
});

it('takes another name where an entry has it', () => {
  const { plan } = fix(ribbonCoreJson, ribbonCoreJsonFixer, text('rootg2'));
  expect(plan.additions.map(({ label }) => label)).toEqual(['RootG2_2']);
});

it('refuses to enable an entry', () => {
  const { plan } = fix(ribbonCoreJson, ribbonCoreJsonFixer, text('A').replace('enabled', 'disabled'), 'A');
  expect(plan.refusals).toHaveLength(1);
});
