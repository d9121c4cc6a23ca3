import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { rollOut } from '../../../src/fixers/audiocodes-ini/rollout.js';
import type { Work } from '../../../src/fixers/audiocodes-ini/work.js';
import type { Addition, Anchor, FixInput } from '../../../src/fixers/fixer.js';
import type { VendorProfile } from '../../../src/model/knowledge.js';
import type { TlsContext, TrustStore } from '../../../src/model/trust.js';
import { G2 as EXAMPLE } from '../ribbon-core-fix.js';
import { A_SENTENCE, sentences } from '../sentences.js';

const profile = load(readFileSync('vendor-profiles/audiocodes-mediant.yaml', 'utf8')) as VendorProfile;
const G2: Anchor = { ...EXAMPLE, file: 'example-g2.pem', pem: 'PEM of G2\n' };
const G3: Anchor = { ...G2, name: 'Example Global Root G3', file: 'example-g3.pem', sha256: 'b'.repeat(64) };
const NEW = '7.40A.600.100';
const OLD = '7.00A.049.003';

const added = (store: string, anchor = G2): Addition => ({
  want: {
    store: { id: store } as TrustStore,
    tlsContext: { name: { value: `CTX-${store}` } } as TlsContext,
    anchor,
    held: null,
  },
  label: anchor.name,
});

interface Setup {
  readonly release?: string | null;
  /** The stores that the evidence shows in full. */
  readonly complete?: readonly string[];
  readonly bundles?: readonly string[];
  readonly profile?: VendorProfile;
  readonly work?: Partial<Work>;
}

function planOf({ release = NEW, complete = ['0', '3'], bundles = [], work = {}, ...more }: Setup) {
  const trustStores = ['0', '3'].map((id) => ({ id, complete: complete.includes(id) }));
  const input = {
    profile: more.profile ?? profile,
    device: { id: 'edge1', release: release === null ? null : { value: release }, trustStores },
    bundles: new Map(bundles.map((id) => [id, {}])),
  } as unknown as FixInput;
  return rollOut(input, { additions: [], switched: [], incrementalIni: null, ...work });
}
const content = ({ artifacts }: ReturnType<typeof rollOut>, path: string) =>
  Buffer.from(artifacts.find((artifact) => artifact.path === path)?.content ?? '').toString();
const paths = ({ artifacts }: ReturnType<typeof rollOut>) => artifacts.map(({ path }) => path);
const said = (list: readonly { what: string }[]) => list.map(({ what }) => what).join('\n');

const ROOTS: Partial<Work> = { additions: [added('0'), added('3'), added('3', G3)] };
const SWITCHED = [{ store: '3', context: 'CTX-3' }];

describe('roots that are added by calls', () => {
  const plan = planOf({ work: ROOTS });

  it('come with one file each, the calls, and the way back', () => {
    expect(paths(plan)).toEqual([
      'trust-anchors/example-g2.pem',
      'trust-anchors/example-g3.pem',
      'apply.sh',
      'rollback.md',
    ]);
    expect(content(plan, 'trust-anchors/example-g2.pem')).toBe(G2.pem);
    expect(content(plan, 'apply.sh')).toContain("echo 'TLS context 3 (CTX-3): Example Global Root G3'");
    expect(content(plan, 'rollback.md')).toBe(
      [
        '# edge1: undo what apply added',
        'No REST call removes one root, so it is done by hand (recalled, not verified on a device):',
        profile.commands['removeTrustAnchor']?.text,
        'Remove nothing else, and save the configuration to flash at the end.',
        '## Newly added',
        [
          `- TLS context 0 (CTX-0): ${G2.name}, SHA-256 ${G2.sha256}`,
          `- TLS context 3 (CTX-3): ${G2.name}, SHA-256 ${G2.sha256}`,
          `- TLS context 3 (CTX-3): ${G3.name}, SHA-256 ${G3.sha256}`,
        ].join('\n'),
        'Restoring a saved configuration as a whole is not a rollback of this: it undoes every later change too, and it resets\nthe device.',
        '',
      ]
        .join('\n\n')
        .slice(0, -1),
    );
  });

  it('are looked at before and after in each store once', () => {
    expect(plan.checksBefore.map(({ what }) => /TLS context \d \(\S+\)/.exec(what)?.[0])).toEqual([
      undefined,
      'TLS context 0 (CTX-0)',
      'TLS context 3 (CTX-3)',
    ]);
    expect(plan.checksAfter.map(({ what }) => /TLS context \d \(\S+\)/.exec(what)?.[0])).toEqual([
      'TLS context 0 (CTX-0)',
      'TLS context 3 (CTX-3)',
    ]);
    expect(plan.checksAfter[0]?.expect).toContain('every certificate of the file saved before');
    expect(plan.checksBefore[1]?.command).toContain('/tls/0/');
    expect(plan.steps.map(({ command }) => command)).toEqual([
      profile.commands['applyScript']?.text,
      profile.commands['saveConfiguration']?.text,
    ]);
  });

  it('come with what may go wrong, and no word on what is not done', () => {
    const notes = plan.notes.join('\n');
    expect(notes).toMatch(/never use it for this.*\n.*409.*\n.*full INI file.*reset/);
    expect(notes).not.toMatch(/is not known|was not shown|bundle|built-in/);
    expect(plan.notes.at(-1)).toContain('it is no rollback of this');
    for (const sentence of sentences(plan)) expect(sentence).toMatch(A_SENTENCE);
  });
});

it('a store that is not shown in full is looked through by a person, and its roots are not called new', () => {
  const plan = planOf({ work: ROOTS, complete: ['0'] });
  const looks = plan.checksBefore.filter(({ what }) => what.startsWith('Look through'));
  expect(looks.map(({ what, expect: wanted }) => [/context \d/.exec(what)?.[0], wanted])).toEqual([
    ['context 3', 'no more than 150 certificates once the new ones are counted in'],
  ]);
  expect(content(plan, 'rollback.md')).toMatch(
    /## Newly added\n\n- TLS context 0[^]*## Only after a look[^]*- TLS context 3/,
  );
  expect(plan.notes.join('\n')).toContain('so a root may be there already');
});

it('a bundle that was given is for the records only', () => {
  expect(planOf({ work: ROOTS, bundles: ['3'] }).notes.join('\n')).toContain('do not upload it as a whole');
});

describe('the release', () => {
  it.each<[string, string | null, boolean]>([
    ['has the calls', NEW, true],
    ['is from before the calls', OLD, false],
    ['is not known, and then the calls are tried', null, true],
  ])('%s', (_, release, rest) => {
    const plan = planOf({ work: ROOTS, release });
    expect(paths(plan).includes('apply.sh')).toBe(rest);
    expect(paths(plan).includes('apply.md')).toBe(!rest);
    expect(plan.notes.some((note) => note.includes('firmware release is not known'))).toBe(release === null);
    expect(plan.notes.some((note) => note.includes('trustedRoot/incremental'))).toBe(rest);
    expect(plan.checksBefore[0]?.what.includes('on the Web page')).toBe(!rest);
    for (const sentence of sentences(plan)) expect(sentence).toMatch(A_SENTENCE);
  });

  it('decides nothing where the profile does not say from when on there are calls', () => {
    const facts: VendorProfile['facts'] = { ...profile.facts, restApi: { value: 'unknown' } };
    const plan = planOf({ work: ROOTS, release: null, profile: { ...profile, facts } });
    expect(paths(plan)).toContain('apply.sh');
    expect(plan.notes.join('\n')).not.toContain('firmware release is not known');
  });

  it('without the calls leaves one way, on the Web page', () => {
    const plan = planOf({ work: ROOTS, release: OLD });
    expect(plan.steps.map(({ what, command }) => [what.slice(0, 15), command])).toEqual([['Follow apply.md', null]]);
    expect(content(plan, 'apply.md')).toContain(
      `- TLS context 3 (CTX-3): ${G3.name}: \`trust-anchors/example-g3.pem\`\n\nThen save`,
    );
    const web = profile.commands['exportTrustAnchorOnWebPage']?.text.replace(/\{\w+\}/g, '') ?? 'none';
    for (const { command } of [...plan.checksBefore.slice(1, 3), ...plan.checksAfter])
      expect(command?.slice(0, 12)).toBe(web.slice(0, 12));
  });
});

describe('the built-in list', () => {
  const ini = '[ TLSContexts ]\r\n';
  const alone = planOf({ work: { switched: SWITCHED, incrementalIni: ini } });
  const both = planOf({ work: { additions: [added('0')], switched: SWITCHED, incrementalIni: ini } });
  const byHand = planOf({ work: { switched: SWITCHED } });
  const byHandAndRoots = planOf({ work: { additions: [added('0')], switched: SWITCHED } });

  it.each([
    ['alone', alone, ['apply.ini', 'apply.sh', 'rollback.md']],
    ['beside roots', both, ['trust-anchors/example-g2.pem', 'apply.ini', 'apply.sh', 'rollback.md']],
    ['by hand', byHand, ['rollback.md']],
    ['by hand beside roots', byHandAndRoots, ['trust-anchors/example-g2.pem', 'apply.sh', 'rollback.md']],
  ])('is switched on %s', (_, plan, expected) => {
    expect(paths(plan)).toEqual(expected);
    expect(plan.checksAfter.at(-1)).toMatchObject({ command: profile.commands['checkBuiltInBundle']?.text });
    expect(plan.notes.join('\n')).toMatch(/not published.*\n.*for your records: load apply\.ini/);
    expect(content(plan, 'rollback.md')).toMatch(
      /## The built-in list\n\n.*back to off.*\n\n- TLS context 3 \(CTX-3\)\n/,
    );
    for (const sentence of sentences(plan)) expect(sentence).toMatch(A_SENTENCE);
  });

  it('is loaded by the one script, which a step runs once', () => {
    const apply = profile.commands['applyScript']?.text;
    expect(content(alone, 'apply.sh')).toContain("echo 'TLS context 3: use the built-in list of CAs'");
    expect([alone, both].map(({ steps }) => steps.filter(({ command }) => command === apply).length)).toEqual([1, 1]);
    expect(said(alone.steps)).toMatch(/^Load apply\.ini/);
    expect(said(both.steps)).toMatch(/^Add the roots.*\nThe same script then loads apply\.ini/);
    expect(content(alone, 'apply.ini')).toBe(ini);
  });

  it('that a person switches on is saved there, and a script saves only what it changes', () => {
    expect(byHand.steps.map(({ what }) => what)).toEqual([expect.stringMatching(/TLS context 3, and save to flash/)]);
    expect(said(byHandAndRoots.steps)).toMatch(/^Add the roots.*\nOn the Web page.*\nThe script ends by saving/);
    expect(byHand.notes.join('\n')).not.toContain('409');
  });
});

it('makes up no command where the profile has none', () => {
  const plan = planOf({
    work: { ...ROOTS, switched: SWITCHED },
    complete: [],
    profile: { ...profile, commands: {}, facts: {} },
  });
  const steps = [...plan.checksBefore, ...plan.steps, ...plan.checksAfter, ...plan.rollback];
  expect(steps.filter(({ command }) => command !== null)).toEqual([]);
  expect(content(plan, 'rollback.md')).toContain('on the Web page of the TLS context');
  expect(
    plan.checksBefore.filter(({ what }) => what.startsWith('Look through')).map(({ expect: wanted }) => wanted),
  ).toEqual([null, null]);
  for (const sentence of sentences(plan)) expect(sentence).toMatch(A_SENTENCE);
});
