import { rollOut, type PlannedEntry } from '../../../src/fixers/ribbon-core/steps.js';
import type { Step } from '../../../src/model/planned-device.js';
import type { VendorProfile } from '../../../src/model/knowledge.js';
import { G2 } from '../ribbon-core-fix.js';
import { A_SENTENCE, sentences } from '../sentences.js';

const COMMANDS = [
  'showPkiEntries',
  'showPkiStatus',
  'proveTrustStore',
  'copyCertificates',
  'copyScript',
  'applyScript',
  'rollbackScript',
];
/** Each command is its own name, with the entry behind it. */
const profile = {
  commands: Object.fromEntries(
    COMMANDS.map((id) => [id, { text: `${id} {label}`, expect: `good {label}`, yields: '', confidence: 'inferred' }]),
  ),
} as unknown as VendorProfile;

const entry = (name: string, undoByHand = false): PlannedEntry => ({
  name,
  fileName: `${name}.der`,
  anchor: G2,
  undoByHand,
});
const commands = (steps: readonly Step[]) => steps.map(({ command }) => command?.trim() ?? null);
const said = (steps: readonly Step[]) => steps.map(({ what }) => what).join('\n');
const ofNoProfile = { commands: {} } as unknown as VendorProfile;

describe('new entries', () => {
  const plan = rollOut(profile, [entry('A'), entry('B')], []);

  it('are looked for, copied, made and looked at, in that order', () => {
    expect(commands(plan.checksBefore)).toEqual(['showPkiEntries', 'showPkiStatus']);
    expect(commands(plan.steps)).toEqual(['copyCertificates', 'copyScript', 'applyScript']);
    expect(commands(plan.checksAfter)).toEqual(['showPkiStatus', 'proveTrustStore A', 'proveTrustStore B']);
    expect(commands(plan.rollback)).toEqual(['rollbackScript', null]);
  });

  it('are not there before, and the right roots afterwards', () => {
    expect(plan.checksBefore[0]?.expect).toBe('no entry named A and B');
    expect(said(plan.steps)).toContain('trust-anchors/A.der and trust-anchors/B.der');
    expect(plan.checksAfter[1]?.expect).toBe('Example Global Root G2, serial number 0a');
    expect(plan.checksAfter[0]).toMatchObject({
      what: expect.stringContaining('A and B') as string,
      expect: expect.stringMatching(/^status success for each; .*not-found/) as string,
    });
    expect(plan.notes.join()).toMatch(/every SIP\/TLS port.*both nodes of a pair/);
    expect(said(plan.rollback)).toContain('deletes A and B and nothing else');
    expect(said(plan.rollback)).not.toContain('by hand');
  });

  it.each([
    ['a1b', '0a1b'],
    ['a1b2', 'a1b2'],
  ])('have the serial number %s, which the device prints as %s', (serial, printed) => {
    const { checksAfter } = rollOut(profile, [{ ...entry('A'), anchor: { ...G2, serial } }], []);
    expect(checksAfter.at(-1)?.expect).toMatch(new RegExp(` ${printed}$`));
  });
});

it('a root that may have been trusted before is taken out by nothing but a hand', () => {
  const mixed = rollOut(profile, [entry('A'), entry('B', true)], []);
  expect(said(mixed.rollback)).toContain('deletes A and nothing else');
  expect(said(mixed.rollback)).toContain('Undo B by hand only');
  expect(said(mixed.rollback)).not.toContain('Undo A');
  expect(commands(rollOut(profile, [entry('B', true)], []).rollback)).toEqual([null, null]);
});

it('an entry that is only enabled needs no file, and is not deleted', () => {
  const plan = rollOut(profile, [], ['R']);
  expect(commands(plan.checksBefore)).toEqual(['showPkiEntries', 'showPkiStatus', 'proveTrustStore R']);
  expect(plan.checksBefore.map(({ expect: wanted }) => wanted?.trim())).toEqual(['good', 'good', 'good R']);
  expect(commands(plan.steps)).toEqual(['copyScript', 'applyScript']);
  expect(plan.checksAfter.map(({ what }) => what)).toEqual([expect.stringContaining('status of R')]);
  expect(plan.rollback.map(({ what }) => what)).toEqual([expect.stringContaining('Entry R was there before')]);
});

it('says how far a command is backed, and makes none up', () => {
  const added = [entry('A'), entry('B', true)];
  expect(rollOut(profile, added, ['R']).steps.map(({ what }) => what)).toEqual([
    expect.stringMatching(/ \(inferred, not verified\)$/),
    expect.stringMatching(/ \(inferred, not verified\)$/),
    expect.stringMatching(/ \(inferred, not verified\)$/),
  ]);
  const bare = rollOut(ofNoProfile, added, ['R']);
  const steps = [...bare.checksBefore, ...bare.steps, ...bare.checksAfter, ...bare.rollback];
  expect(steps.filter(({ command }) => command !== null)).toEqual([]);
  expect(bare.checksBefore[2]).toMatchObject({ expect: null });
  for (const sentence of sentences(bare)) expect(sentence).toMatch(A_SENTENCE);
  for (const { expect: wanted } of steps) expect(wanted).not.toBe('');
});
