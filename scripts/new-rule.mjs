// Starts a rule: npm run new-rule -- <rule-id>
// Writes the rule, its cases and its line in the list. Tests fail until every "fill in" is gone; docs/adding-a-rule.md leads on.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './load-ts.mjs';

const id = process.argv[2];
if (!id || !/^[a-z]+(-[a-z]+)+$/.test(id)) {
  console.error(
    'usage: npm run new-rule -- <rule-id>   (the defect in lower case with hyphens, such as missing-trust-anchor)',
  );
  process.exit(2);
}
const rulePath = join(root, 'src/rules', `${id}.ts`);
const casesPath = join(root, 'test/rules', `${id}.cases.ts`);
if (existsSync(rulePath)) {
  console.error(`src/rules/${id}.ts is there already`);
  process.exit(2);
}
const name = id.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());

writeFileSync(
  rulePath,
  `import { defineRule } from './define-rule.js';
import { facings } from './facing.js';

export const ${name} = defineRule({
  id: '${id}',
  level: 'warning',
  citations: [{ document: 'Fill in', section: 'fill in' }],
  docs: {
    what: 'Fill in: what is wrong, in one sentence.',
    why: 'Fill in: what happens when nobody acts.',
    remedy: 'Fill in: what to do.',
    open: { see: 'trust-store', means: 'Fill in: why it may not be told; or "Never by itself: ..." and what is open instead.' },
  },
  applies: 'Fill in: what has to be seen before the rule says anything.',
  messages: {
    found: '{context} fill in',
    unproven: 'cannot tell whether {context} fill in',
  },

  *check({ device, knowledge }) {
    for (const { context, peer } of facings(device, knowledge)) {
      if (!context) continue;
      const data = { context: context.name.value };
      yield { kind: 'fail', messageId: 'found', data, at: context.at, tlsContext: context.name.value, peer: peer.id };
    }
  },
});
`,
);

writeFileSync(
  casesPath,
  `import { oracleTrunk } from '../support/oracle-text.js';
import type { RuleCases } from '../support/rule-cases.js';

export const cases: RuleCases = {
  rule: '${id}',
  pass: [{ name: 'fill in', files: { 'sbc.cfg': oracleTrunk() } }],
  fail: [{ name: 'fill in', files: { 'sbc.cfg': oracleTrunk() }, findings: ['warning sbc.cfg:1'] }],
  open: [{ name: 'fill in', files: { 'sbc.cfg': oracleTrunk() }, findings: ['warning sbc.cfg:1'] }],
  notApplicable: [
    { name: 'the trunk calls nobody that sbclint knows', files: { 'sbc.cfg': oracleTrunk({ hosts: ['sip.carrier.example.net'] }) } },
  ],
};
`,
);

/** The list of rules, with one line for each file that defines one, in the order of their ids. */
const found = readdirSync(join(root, 'src/rules'))
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => {
    const match = /^export const (\w+) = defineRule\(/m.exec(readFileSync(join(root, 'src/rules', file), 'utf8'));
    return match ? [{ id: file.replace('.ts', ''), name: match[1] }] : [];
  })
  .sort((a, b) => (a.id < b.id ? -1 : 1));
writeFileSync(
  join(root, 'src/rules/index.ts'),
  `import type { Rule } from './define-rule.js';
${found.map((rule) => `import { ${rule.name} } from './${rule.id}.js';`).join('\n')}

/** Every rule, in the order of their ids; a test compares the list with the folder. */
export const rules: readonly Rule[] = [
${found.map((rule) => `  ${rule.name},`).join('\n')}
];
`,
);
console.log(`src/rules/${id}.ts\ntest/rules/${id}.cases.ts\nNow follow docs/adding-a-rule.md from step 2.`);
