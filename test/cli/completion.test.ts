import { commands } from '../../src/cli/commands.js';
import { FLAGS } from '../../src/cli/flags.js';
import { commandHelp, generalHelp } from '../../src/cli/help.js';
import { REVIEW_FIXES } from '../../src/engine/patch.js';
import { rules } from '../../src/rules/index.js';
import { sbclint } from '../support/cli.js';

const shells = ['bash', 'zsh', 'fish', 'powershell'];

it.each(shells)('the script for %s holds every command, flag and rule', async (shell) => {
  const { code, stdout } = await sbclint(['completion', shell]);
  expect(code).toBe(0);
  for (const { name } of commands) expect(stdout).toMatch(new RegExp(`\\b${name}\\b`));
  for (const { name } of Object.values(FLAGS)) {
    expect(stdout).toMatch(new RegExp(shell === 'fish' ? ` -l ${name} ` : `--${name}\\b`));
  }
  for (const { id } of rules) expect(stdout).toContain(id);
  expect(stdout).toContain('microsoft-teams-direct-routing');
  expect(stdout).not.toMatch(/undefined(?!-reference)|\[object/);
});

it('no word that a script offers can end its quotes', async () => {
  for (const shell of shells) {
    const { stdout } = await sbclint(['completion', shell]);
    for (const { help } of Object.values(FLAGS)) {
      if (help.includes("'")) expect(stdout).not.toContain(`${help}'`);
    }
  }
  // PowerShell cannot be run everywhere: outside of comments, quotes come in pairs on every line.
  const { stdout } = await sbclint(['completion', 'powershell']);
  for (const line of stdout.split('\n').filter((each) => !each.startsWith('#'))) {
    expect([line, (line.match(/'/g) ?? []).length % 2]).toEqual([line, 0]);
  }
});

it.each([[[]], [['tcsh']], [['bash', 'zsh']]])('refuses %j', async (operands) => {
  const { code, stdout, stderr } = await sbclint(['completion', ...operands]);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain('bash, zsh, fish, powershell');
});

it('every operand and every choice of the table is described in the help of its command', () => {
  for (const command of commands) {
    const help = commandHelp(command);
    for (const [, inner = ''] of command.operands.matchAll(/[[<]([^\]>]+)[\]>]/g)) {
      const words = inner.includes('|') ? inner.split('|') : [inner];
      for (const word of words) {
        const row = help
          .split('\n')
          .find((line) => /^ {2}\S/.test(line) && line.trim().replace(/^[[<]/, '').startsWith(word));
        expect([command.name, word, row]).toEqual([command.name, word, expect.stringMatching(/\S {2,}\S/)]);
      }
    }
  }
});

it('a change that needs to be allowed is offered by its name', () => {
  expect(FLAGS.allow.completes).toEqual(Object.keys(REVIEW_FIXES));
});

it('the help says what to do with an open finding', () => {
  expect(generalHelp()).toMatch(/"open" means[\s\S]*sbclint explain <rule>[\s\S]*docs\/guides\/open-findings\.md/);
});
