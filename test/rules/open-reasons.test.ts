import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../../src/rules/index.js';
import { OPEN_PAGE, OPEN_REASONS } from '../../src/rules/open-reasons.js';
import { sbclint } from '../support/cli.js';
import { projectKnowledge, root } from '../support/knowledge.js';
import { settlingNames, withOpenCommands } from '../support/open-findings.js';
import type { RuleCases } from '../support/rule-cases.js';
import { strayCommands } from '../support/vendor-pages.js';

const source = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('open-reasons.ts'))
  .map((path) => readFileSync(join(root, 'src', path), 'utf8'))
  .join('\n');

describe.each(Object.values(OPEN_REASONS))('open: $title', ({ title, sounds, remedy }) => {
  it('has a section on the page', () => {
    const headings = [...readFileSync(join(root, OPEN_PAGE), 'utf8').matchAll(/^## (.*)$/gm)].map((match) => match[1]);
    expect(headings).toContain(title);
  });

  it('quotes words that sbclint says', () => {
    expect(sounds.filter((words) => !source.includes(words))).toEqual([]);
  });

  it('is in what explain open prints', async () => {
    const { stdout } = await sbclint(['explain', 'open']);
    expect(stdout).toContain(`\n${title}\n`);
    expect(stdout).toContain(remedy);
  });
});

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, { docs }) => {
  it('says what open means, and whether it ever is', () => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { cases } = require(join(__dirname, `${id}.cases.ts`)) as { cases: RuleCases };
    const isEver = cases.open.some(({ by }) => by === undefined);
    expect(docs.open?.means).toMatch(isEver ? /^(?!Never)[A-Z].*\.$/ : /^Never by itself: .*\.$/);
  });

  it('leads from explain to the page', async () => {
    const { stdout } = await sbclint(['explain', id]);
    expect(stdout).toContain(docs.open?.means);
    expect(stdout).toContain(OPEN_PAGE);
  });
});

it('--help leads to explain open, and that to the page', async () => {
  expect((await sbclint(['--help'])).stdout).toContain('sbclint explain open');
  const { code, stdout } = await sbclint(['explain', 'open']);
  expect(code).toBe(0);
  expect(stdout).toContain(OPEN_PAGE);
});

describe(OPEN_PAGE, () => {
  const path = join(root, OPEN_PAGE);

  it('shows the commands of the vendor profiles as they are', async () => {
    const { vendors } = await projectKnowledge();
    const made = withOpenCommands(readFileSync(path, 'utf8'), vendors);
    if (process.env['UPDATE'] === '1') writeFileSync(path, made);
    expect(readFileSync(path, 'utf8')).toBe(made);
    for (const { title } of vendors) expect(made).toContain(`### ${title}\n`);
  });

  it('asks the profiles for no command that none of them has', async () => {
    const { vendors } = await projectKnowledge();
    const held = new Set(vendors.flatMap(({ commands }) => Object.keys(commands)));
    expect(settlingNames.filter((name) => !held.has(name))).toEqual([]);
  });

  it('quotes no command that no profile holds', async () => {
    const { vendors } = await projectKnowledge();
    const prose = readFileSync(path, 'utf8').split('<!-- commands by product -->')[0] ?? '';
    expect(strayCommands(prose, vendors, vendors)).toEqual([]);
  });
});
