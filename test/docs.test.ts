import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { conciseLine } from '../src/reporters/concise.js';
import { citationText, rulesText } from '../src/reporters/rule-text.js';
import type { Rule } from '../src/rules/define-rule.js';
import { OPEN_PAGE, OPEN_REASONS } from '../src/rules/open-reasons.js';
import { rules } from '../src/rules/index.js';
import { root } from './support/knowledge.js';
import { findingsOf, type RuleCase, type RuleCases } from './support/rule-cases.js';

const folder = join(root, 'docs', 'rules');
const update = process.env['UPDATE'] === '1';

/** Longer examples are cut: a page is read at night. */
const LONGEST_EXAMPLE = 60;

async function page(rule: Rule): Promise<string> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { cases } = require(join(__dirname, 'rules', `${rule.id}.cases.ts`)) as { cases: RuleCases };
  const { docs, citations, messages } = rule;
  return [
    `# ${rule.id}`,
    '',
    '<!-- Made by `npm run docs` from the rule and its test cases. -->',
    '',
    `**${rule.level}** ${docs.what}`,
    '',
    '## Why it matters',
    '',
    docs.why,
    '',
    '## When it applies',
    '',
    rule.applies,
    '',
    '## What to do',
    '',
    docs.remedy,
    '',
    ...open(docs.open),
    '## What it says',
    '',
    ...Object.values(messages).map((message) => `- \`${message}\``),
    '',
    ...(await example('An example that fails', cases.fail?.[0], rule, 'fail')),
    ...(await example('An example that cannot be told', cases.open[0], rule, 'open')),
    ...(await example('An example that passes', cases.pass[0], rule, null)),
    '## See',
    '',
    ...citations.map((citation) => `- ${citationText(citation)}`),
    '',
  ].join('\n');
}

/** What an open finding of the rule means, with a link to what helps. */
function open(said: Rule['docs']['open']): readonly string[] {
  if (!said) return [];
  const { title } = OPEN_REASONS[said.see];
  const anchor = title
    .toLowerCase()
    .replace(/[^a-z0-9 _-]/g, '')
    .replaceAll(' ', '-');
  const page = relative('docs/rules', OPEN_PAGE);
  return ['## When it is open', '', `${said.means} What to do: [${title}](${page}#${anchor}).`, ''];
}

async function example(
  title: string,
  each: RuleCase | undefined,
  rule: Rule,
  kind: 'fail' | 'open' | null,
): Promise<readonly string[]> {
  if (!each) return [];
  const [first, ...others] = Object.entries(each.files);
  const found = await findingsOf(each);
  const said = found
    .filter((finding) => finding.kind === kind && finding.ruleId === (each.by ?? rule.id))
    .map(conciseLine);
  const lines = (first?.[1] ?? '').trimEnd().split(/\r?\n/);
  const cut = lines.length > LONGEST_EXAMPLE ? [...lines.slice(0, LONGEST_EXAMPLE), '...'] : lines;
  const beside = others.map(([path]) => `\`${path}\``).join(', ');
  return [
    `## ${title}`,
    '',
    `${each.name[0]?.toUpperCase()}${each.name.slice(1)}${each.asOf ? `, as of ${each.asOf}` : ''}.`,
    '',
    `\`${first?.[0]}\`${beside ? `, with ${beside} beside it` : ''}:`,
    '',
    '```text',
    ...cut,
    '```',
    '',
    ...(said.length > 0 ? ['sbclint says:', '', '```text', ...said, '```', ''] : []),
  ];
}

it('the pages are those that the rules make', async () => {
  const pages = new Map<string, string>([
    ['README.md', `# Rules\n\n<!-- Made by \`npm run docs\`. -->\n\n${rulesText(rules, 'md')}`],
  ]);
  for (const rule of rules) pages.set(`${rule.id}.md`, await page(rule));
  if (update) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of pages) writeFileSync(join(folder, name), text);
  }
  expect(existsSync(folder) ? readdirSync(folder).sort() : []).toEqual([...pages.keys()].sort());
  for (const [name, text] of pages) expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
});
