import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../../src/rules/index.js';
import { findingsOf, summaryOf, type RuleCase, type RuleCases } from '../support/rule-cases.js';

const files = readdirSync(__dirname).filter((name) => name.endsWith('.cases.ts'));
const all = files.map((name) => {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return (require(join(__dirname, name)) as { cases: RuleCases }).cases;
});

it('every rule has a page, and cases of its own for each answer', () => {
  const ids = rules.map(({ id }) => id);
  expect(all.map(({ rule }) => rule).sort()).toEqual(ids);
  expect(files.map((name) => name.replace('.cases.ts', '')).sort()).toEqual(ids);
  expect(ids.filter((id) => !existsSync(join(__dirname, '..', '..', 'docs', 'rules', `${id}.md`)))).toEqual([]);
  for (const { pass, open, notApplicable } of all) {
    for (const list of [pass, open, notApplicable]) expect(list.length).toBeGreaterThan(0);
  }
});

it.each(rules)('$id is described', ({ docs, messages, citations, applies }) => {
  for (const text of [docs.what, docs.why, docs.remedy, applies]) expect(text).toMatch(/^[A-Z"].*\.$/s);
  expect(Object.keys(messages).length).toBeGreaterThan(0);
  expect(citations.length).toBeGreaterThan(0);
  expect(JSON.stringify([docs, messages, applies])).not.toMatch(/fill in/i);
});

it.each(rules)('the page of $id says how grave it is', ({ id, level, docs }) => {
  const page = readFileSync(join(__dirname, '..', '..', 'docs', 'rules', `${id}.md`), 'utf8');
  expect(page).toContain(`\n**${level}** ${docs.what}\n`);
});

/** Which of a rule's messages a text is: the one that gives most of its letters. */
function messageId(id: string, text: string): string | undefined {
  const templates = Object.entries(rules.find((rule) => rule.id === id)?.messages ?? {}).map(([name, template]) => ({
    name,
    parts: template.split(/\{\w+\}/),
  }));
  const fitting = templates.filter(({ parts }) =>
    new RegExp(`^${parts.map((part) => part.replace(/[^\w ]/g, '\\$&')).join('.*')}$`, 's').test(text),
  );
  return fitting.sort((a, b) => b.parts.join('').length - a.parts.join('').length)[0]?.name;
}

const SOME_WORDS = expect.stringMatching(/\w/) as string;

describe.each(all)('$rule', ({ rule, pass, fail = [], open, notApplicable }) => {
  const said = { fail: new Set<string>(), open: new Set<string>() };
  const found = async (each: RuleCase, kind: 'fail' | 'open', by = rule) => {
    const findings = (await findingsOf(each)).filter((finding) => finding.ruleId === by && finding.kind === kind);
    for (const { message } of findings) said[kind].add(`${by} ${messageId(by, message) ?? '?'}`);
    return findings;
  };

  it('has no gap left to fill in', () => {
    expect(JSON.stringify([pass, fail, open, notApplicable].flat().map(({ name }) => name))).not.toMatch(/fill in/i);
  });

  it.each(pass)('passes: $name', async (each) => {
    expect((await found(each, 'fail')).map(summaryOf)).toEqual([]);
    expect((await found(each, 'open')).map(summaryOf)).toEqual([]);
  });

  it.each(notApplicable)('does not apply: $name', async (each) => {
    expect((await findingsOf(each)).filter(({ ruleId }) => ruleId === rule)).toEqual([]);
  });

  // Some rules only ever answer open, and jest refuses an empty table.
  if (fail.length > 0) {
    it.each(fail)('fails: $name', async (each) => {
      expect((await found(each, 'fail')).map(summaryOf)).toEqual(each.findings);
    });
  }

  it.each(open)('is open: $name', async (each) => {
    const findings = await found(each, 'open', each.by);
    expect(findings.map(summaryOf)).toEqual(each.findings);
    for (const { because, hint } of findings) expect([because, hint]).toEqual([SOME_WORDS, SOME_WORDS]);
  });

  it('says nothing of what fails that it says of what is open', () => {
    expect([...said.open, ...said.fail].filter((each) => each.endsWith('?'))).toEqual([]);
    expect([...said.open].filter((each) => said.fail.has(each))).toEqual([]);
  });
});

it.each<[RuleCase['asOf'], string]>([
  ['2023-10-02', 'in 1 day'],
  ['2023-10-01', 'in 2 days'],
])('on %s a requirement is ahead %s', async (asOf, ahead) => {
  const upcoming = all.find(({ rule }) => rule === 'upcoming-trust-anchor')?.fail?.[0];
  if (!upcoming || asOf === undefined) throw new Error('no case');
  const findings = await findingsOf({ ...upcoming, asOf });
  const { message } = findings.find(({ ruleId }) => ruleId === 'upcoming-trust-anchor') ?? { message: '' };
  expect(message).toContain(`from 2023-10-03, ${ahead}`);
});
