import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from '../../src/cli/commands.js';
import { EXIT_CODES } from '../../src/cli/exit-code.js';
import { FLAGS } from '../../src/cli/flags.js';
import { manPage } from '../../src/cli/man.js';
import { root } from '../support/knowledge.js';

const file = join(root, 'man', 'sbclint.1');

it('the man page is what the table of commands makes', () => {
  if (process.env['UPDATE'] === '1') writeFileSync(file, manPage());
  expect(readFileSync(file, 'utf8')).toBe(manPage());
});

it('names every command, flag and exit code', () => {
  const page = manPage().replaceAll('\\-', '-');
  for (const { name } of commands) expect(page).toMatch(new RegExp(`^\\.B sbclint ${name}\\b`, 'm'));
  for (const { name } of Object.values(FLAGS)) expect(page).toMatch(new RegExp(`^\\.BR --${name}( |$)`, 'm'));
  for (const code of Object.keys(EXIT_CODES)) expect(page).toContain(`\n.B ${code}\n`);
});

it('holds no line that roff would take for a request by mistake', () => {
  const requests = manPage()
    .split('\n')
    .filter((line) => /^[.']/.test(line))
    .map((line) => line.split(' ')[0]);
  expect([...new Set(requests)].sort()).toEqual(
    ['.\\"', '.B', '.BR', '.EE', '.EX', '.I', '.IP', '.PP', '.RE', '.RI', '.RS', '.SH', '.TH', '.TP'].sort(),
  );
});
