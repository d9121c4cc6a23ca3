import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as Library from '../src/index.js';
import { inTemporaryFolder, sbclint } from './support/cli.js';
import { root } from './support/knowledge.js';

// The library as it is built: `npm test` builds first.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const library = require(join(root, 'dist', 'index.cjs')) as typeof Library;
const { check, formats, inputFile, loadKnowledge, patch, readInputs, render, rules, simulate, timeline } = library;

const fleet = join(root, 'examples', 'fleet');
const asOf = '2026-11-22';

it('the example of docs/api.md prints what the page says', () =>
  inTemporaryFolder(async (at) => {
    const page = join(root, 'docs', 'api.md');
    const text = readFileSync(page, 'utf8');
    const example = /```js\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
    mkdirSync(join(at, 'node_modules'));
    symlinkSync(root, join(at, 'node_modules', 'sbclint'), 'junction');
    writeFileSync(join(at, 'example.mjs'), example);
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(at, 'example.mjs')], {
      encoding: 'utf8',
      timeout: 60_000,
    });
    expect([status, stderr]).toEqual([0, '']);
    const printed = text.replace(/(It prints:\n\n```text\n)[\s\S]*?```/, (_, head: string) => `${head}${stdout}\`\`\``);
    if (process.env['UPDATE'] === '1') writeFileSync(page, printed);
    expect(readFileSync(page, 'utf8')).toBe(printed);
    await Promise.resolve();
  }));

it('docs/api.md names all that is exported, and nothing else', () => {
  const page = readFileSync(join(root, 'docs', 'api.md'), 'utf8');
  const rows = [...page.matchAll(/^\| `(\w+)/gm)].map((match) => match[1]);
  expect([...rows, 'formats'].sort()).toEqual(Object.keys(library).sort());
});

describe('a run', () => {
  it('is what the command line prints', async () => {
    const { stdout } = await sbclint(['check', fleet, '--as-of', asOf, '--format', 'json'], {
      version: library.version,
    });
    const run = await check(await readInputs([fleet]), { asOf });
    expect(run.report).toEqual(JSON.parse(stdout));
    expect((await render(run, 'json')).text).toBe(stdout);
  });

  it('needs no file on disk', async () => {
    const ini = readFileSync(join(fleet, 'tallinn', 'tallinn.ini'));
    const root1 = readFileSync(join(fleet, 'tallinn', '1.root'));
    const run = await check([inputFile('sbc\\tallinn.ini', ini), inputFile('sbc/1.root', root1)], { asOf });
    expect(run.report.devices.map(({ files }) => files.map(({ path }) => path))).toEqual([
      ['sbc/tallinn.ini', 'sbc/1.root'],
    ]);
    expect(run.report.summary.findings.error).toBe(7);
  });

  it('says what was not recognized, and which labels nobody has', async () => {
    const file = inputFile('g2.pem', readFileSync(join(root, 'trust-anchors', 'digicert-global-root-g2.pem')));
    const run = await check([inputFile('notes.md', '# notes\n')], { asOf, certificates: [{ label: 'X', file }] });
    expect(run).toMatchObject({ unrecognized: ['notes.md'], unusedLabels: ['X'] });
  });

  it.each([
    ['a date that is none', { asOf: '2026-13-01' }, /asOf wants a day/],
    ['a month', { asOf: '2026-11' }, /asOf wants a day/],
    ['an unknown peer', { asOf, peer: 'nobody' }, /unknown peer nobody/],
    ['an unknown rule', { asOf, rules: { nothing: 'off' as const } }, /unknown rule nothing/],
  ])('refuses %s', async (_, options, message) => {
    await expect(check([], options)).rejects.toThrow(message);
  });

  it('goes on from the object itself only', async () => {
    const run = await check([], { asOf });
    await expect(patch({ ...run })).rejects.toThrow(/no copy/);
    expect(() => timeline({ ...run }, '2030-01-01')).toThrow(TypeError);
  });

  it('takes levels, and says nothing of a rule that is off', async () => {
    const files = await readInputs([join(fleet, 'tallinn')]);
    const run = await check(files, { asOf, rules: { 'missing-trust-anchor': 'off', 'unverifiable-path': 'note' } });
    const levels = run.report.findings.map(({ ruleId, level }) => `${ruleId} ${level}`);
    expect(levels).toContain('unverifiable-path note');
    expect(levels.join()).not.toContain('missing-trust-anchor');
  });
});

describe('what follows a run', () => {
  const whole = async () => check(await readInputs([fleet]), { asOf });

  it.each(['sarif', 'csv', 'junit'])('%s is what the command line prints', async (format) => {
    const { stdout } = await sbclint(['check', fleet, '--as-of', asOf, '--format', format], {
      version: library.version,
    });
    expect((await render(await whole(), format)).text).toBe(stdout);
  });

  it('a saved report is rendered too', async () => {
    const run = await whole();
    const saved = JSON.parse(JSON.stringify(run.report)) as typeof run.report;
    expect((await render(saved, 'csv')).text).toBe((await render(run, 'csv')).text);
    await expect(render(saved, 'pdf')).rejects.toThrow(`formats: ${formats.join(', ')}`);
  });

  it('simulate and timeline say what the commands say', async () => {
    const run = await whole();
    const day = ['--as-of', asOf, '--format', 'json'];
    const simulated = await sbclint(['simulate', fleet, ...day]);
    // The library also says in words what is presented.
    const { results } = JSON.parse(simulated.stdout) as { results: object[] };
    expect(await simulate(run)).toMatchObject(results);
    const drawn = await sbclint(['timeline', fleet, ...day, '--until', '2031-12-31']);
    const { events, announced, gaps } = timeline(run, '2031-12-31');
    const shown = JSON.parse(drawn.stdout) as { events: object[]; gaps: object[] };
    expect(shown.events).toHaveLength(events.length + announced.length);
    expect(shown.events).toEqual(expect.arrayContaining([...events, ...announced]));
    expect(shown.gaps).toEqual(gaps);
    expect(() => timeline(run, '2026-11-21')).toThrow(/before/);
    expect(timeline(run, '2026-11-22').events.length).toBeGreaterThan(0);
    expect(() => timeline(run, 'soon')).toThrow(/until wants a day/);
  });

  it('patch plans what the command writes, with its proof', async () => {
    const { devices, planJson } = await patch(await whole());
    const { stdout } = await sbclint(['patch', fleet, '--as-of', asOf, '--format', 'json'], {
      version: library.version,
    });
    expect(planJson).toBe(stdout);
    const tallinn = devices.find(({ plan }) => plan.id === 'tallinn');
    expect(tallinn).toMatchObject({ failures: [], plan: { proof: { facts: true, bytes: true, idempotent: true } } });
    expect(tallinn?.pack.map(({ path }) => path)).toContain('tallinn/README.md');
    expect(tallinn?.findingsAfter.some(({ ruleId }) => ruleId === 'missing-trust-anchor')).toBe(false);
    expect(devices.filter(({ plan, pack }) => plan.additions.length === 0 && pack.length > 0)).toEqual([]);
  });

  it('patch refuses a fix and a root that nobody knows', async () => {
    const run = await check([], { asOf });
    await expect(patch(run, { allow: ['everything'] })).rejects.toThrow(/unknown fix everything/);
    await expect(patch(run, { onlyAnchor: 'G2' })).rejects.toThrow(/onlyAnchor wants the SHA-256/);
  });
});

it('the facts and the rules are there', () => {
  expect(loadKnowledge().peers.map(({ id }) => id)).toContain('microsoft-teams-direct-routing');
  expect(rules.map(({ id }) => id)).toContain('missing-trust-anchor');
  expect(rules.every(({ what, why, remedy }) => what !== '' && why !== '' && remedy !== '')).toBe(true);
});
