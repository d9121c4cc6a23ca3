import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DevicePatch } from '../../src/engine/patch.js';
import type { VendorProfile } from '../../src/model/knowledge.js';
import { checkFolder, patchFolder, readFolder, type FolderOptions } from '../support/folder.js';
import { projectKnowledge } from '../support/knowledge.js';

const fixtures = join(__dirname, '..', 'fixtures');
const patched = readdirSync(fixtures).flatMap((format) =>
  readdirSync(join(fixtures, format))
    .map((name) => `${format}/${name}`)
    .filter((name) => existsSync(join(fixtures, name, 'expected', 'plan.json'))),
);

/** The pack's own script, which needs nothing from the vendor. */
const OF_THE_PACK = ['sh apply.sh'];

async function patchesOf(name: string): Promise<readonly DevicePatch[]> {
  const options = JSON.parse(readFileSync(join(fixtures, name, 'options.json'), 'utf8')) as FolderOptions;
  return patchFolder(await checkFolder(readFolder(join(fixtures, name, 'input')), options), options);
}

async function profileOf(name: string): Promise<VendorProfile> {
  const format = name.split('/')[0] ?? '';
  const profile = (await projectKnowledge()).vendors.find(({ formats }) => formats.includes(format));
  if (!profile) throw new Error(`no profile lists ${format}`);
  return profile;
}

/** Every command of the profile, with anything in the place of its placeholders. */
function patternOf({ commands }: VendorProfile): RegExp {
  const all = Object.values(commands).map(({ text }) =>
    text
      .split(/\{\w+\}/)
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.+'),
  );
  return new RegExp(`^(?:${all.join('|')})$`);
}

it.each(patched)('the steps for %s give commands of the vendor profile only', async (name) => {
  const known = patternOf(await profileOf(name));
  const given = (await patchesOf(name)).flatMap(({ plan }) =>
    [...plan.checksBefore, ...plan.steps, ...plan.checksAfter, ...plan.rollback].flatMap(
      ({ command }) => command?.split('\n') ?? [],
    ),
  );
  expect(given.filter((command) => !known.test(command) && !OF_THE_PACK.includes(command))).toEqual([]);
});

it.each(patched.filter((name) => /^(?:oracle|cisco)/.test(name)))('the scripts for %s type the same', async (name) => {
  const profile = await profileOf(name);
  const known = patternOf(profile);
  const verbs = new Set(Object.values(profile.commands).map(({ text }) => text.split(' ')[0] ?? ''));
  const typed = (await patchesOf(name))
    .flatMap(({ plan }) => plan.artifacts)
    .filter(({ path }) => /^(?:apply|rollback)\.(?:acli|ios)$/.test(path))
    .flatMap(({ content }) => String(content).split('\n'))
    .filter((line) => /^\S+ /.test(line) && verbs.has(line.split(' ')[0] ?? ''));
  expect(typed).not.toEqual([]);
  expect(typed.filter((line) => !known.test(line))).toEqual([]);
});

it('rollback by hand names the page of the vendor profile', async () => {
  const { commands } = await profileOf('audiocodes-ini/missing');
  const [patch] = await patchesOf('audiocodes-ini/missing');
  const rollback = patch?.plan.artifacts.find(({ path }) => path === 'rollback.md');
  expect(rollback?.content).toContain(commands['removeTrustAnchor']?.text ?? 'no such command');
});

it.each(patched)(
  'the plan for %s says what to check, to do and to undo, and its files are for that device',
  async (name) => {
    const patches = (await patchesOf(name)).filter(({ plan }) => plan.additions.length + plan.changes.length > 0);
    expect(patches.length).toBeGreaterThan(0);
    for (const { before, plan } of patches) {
      const { checksBefore, steps, checksAfter, rollback, artifacts } = plan;
      const lists = { checksBefore, steps, checksAfter, rollback };
      const empty = Object.entries(lists).flatMap(([list, { length }]) => (length > 0 ? [] : list));
      // A file by itself is nothing that could be asked afterwards.
      expect(empty).toEqual(name.startsWith('trust-store/') ? ['checksAfter'] : []);
      for (const { what, command } of Object.values(lists).flat()) {
        expect(what.length).toBeGreaterThan(4);
        expect(`${what} ${command}`).not.toMatch(/undefined|\[object/);
      }
      // A script that a step runs is among the files.
      const run = Object.values(lists).flatMap((list) =>
        list.flatMap(({ what, command }) => `${what} ${command}`.match(/\b(apply|rollback)\.\w+/g) ?? []),
      );
      expect(artifacts.map(({ path }) => path)).toEqual(expect.arrayContaining(run));
      const written = artifacts.map(({ path, content }) => ({ path, text: String(content) }));
      for (const { text } of written) expect(text).not.toMatch(/undefined|\[object/);
      for (const { path, text } of written.filter((each) => /^(apply|rollback)\.md$/.test(each.path))) {
        expect([path, text]).toEqual([path, expect.stringContaining(before.device.id)]);
        for (const { want } of plan.additions) expect(text).toContain(want.anchor.name);
      }
    }
  },
);
