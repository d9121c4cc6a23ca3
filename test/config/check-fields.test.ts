import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECK_SUBJECTS, fieldsOf, type CheckField } from '../../src/model/custom-check.js';
import { root } from '../support/knowledge.js';

const guide = join(root, 'docs', 'guides', 'custom-checks.md');

const KINDS: Readonly<Record<CheckField['type'], string>> = {
  name: 'name',
  choice: 'one of',
  answer: 'answer',
  sha256: 'SHA-256',
  number: 'number',
  names: 'list of names',
  choices: 'list',
  sha256s: 'list of SHA-256',
};

it('the guide lists every field, as the table has it', () => {
  const rows = CHECK_SUBJECTS.flatMap((subject) => [
    `### ${subject}\n\n| field | is | says |\n| --- | --- | --- |`,
    ...[...fieldsOf(subject)].map(([name, { type, values, help }]) => {
      const kind = type === 'choice' ? `${KINDS[type]} ${(values ?? []).join(', ')}` : KINDS[type];
      return `| \`${name}\` | ${kind} | ${help} |`;
    }),
    '',
  ]);
  const text = readFileSync(guide, 'utf8');
  const [before = '', rest = ''] = text.split('<!-- fields -->');
  const after = rest.split('<!-- end of fields -->')[1] ?? '';
  const table = rows.join('\n').trim();
  const made = `${before}<!-- fields -->\n\n${table}\n\n<!-- end of fields -->${after}`;
  if (process.env['UPDATE'] === '1') writeFileSync(guide, made);
  expect(readFileSync(guide, 'utf8')).toBe(made);
});
