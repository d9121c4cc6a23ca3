import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { ciscoIosFixer } from '../../../src/fixers/cisco-ios/index.js';
import type { Anchor, FixInput, FixPlan, Want } from '../../../src/fixers/fixer.js';
import type { VendorProfile } from '../../../src/model/knowledge.js';
import type { TrustStore } from '../../../src/model/trust.js';
import { applyEdits } from '../../../src/text/edit.js';
import { SourceText } from '../../../src/text/source-text.js';
import { chain, parse, trunk, trustpoint } from '../../parsers/cisco-ios/compose.js';
import { G2 as EXAMPLE } from '../ribbon-core-fix.js';
import { A_SENTENCE, sentences } from '../sentences.js';

const profile = load(readFileSync('vendor-profiles/cisco-cube.yaml', 'utf8')) as VendorProfile;
const PEM = '-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n';
const G2: Anchor = { ...EXAMPLE, pem: PEM };
const G3: Anchor = { ...G2, name: 'Example Global Root G3', sha256: 'b'.repeat(64), serial: 'b1' };

interface Setup {
  readonly roots?: readonly Anchor[];
  readonly store?: Partial<TrustStore>;
  /** The trustpoint that holds the root already. */
  readonly held?: string;
  readonly namesTaken?: FixInput['namesTaken'];
}

function planOf(text: string, { roots = [G2], store, held, namesTaken }: Setup = {}): FixPlan {
  const parsed = parse(text);
  const [all] = parsed.trustStores;
  const [tlsContext] = parsed.tlsContexts;
  if (!all || !tlsContext) throw new Error('no store');
  const entry = parsed.held?.find(({ label }) => label.value === held) ?? null;
  const wants = roots.map((anchor): Want => ({ store: { ...all, ...store }, tlsContext, anchor, held: entry }));
  return ciscoIosFixer.plan({
    device: { ...parsed, id: 'cube1', key: 'cube1', vendor: 'cisco', format: 'cisco-ios', files: [], legs: [] },
    source: SourceText.of('cube1.cfg', text),
    bundles: new Map(),
    wants,
    allowed: new Set(),
    profile,
    ...(namesTaken && { namesTaken }),
  });
}

const patched = (text: string, setup?: Setup) =>
  applyEdits(
    SourceText.of('cube1.cfg', text),
    planOf(text, setup).edits.map(({ edit }) => edit),
  ).text;
const labels = ({ additions }: FixPlan) => additions.map(({ label }) => label);

const TRUNK = trunk();
const OLD = `${trustpoint('OLD')}!\n${chain('OLD', 'ca 0A')}!\n`;
/** A router with its own certificate and no CA certificate. */
const ROUTER = `${trustpoint('ID')}!\n${chain('ID', '05')}!\n${TRUNK}`;
const newTrustpoint = (name = 'ExampleGlobalRootG2', revocation = 'none') =>
  `crypto pki trustpoint ${name}\n enrollment terminal pem\n revocation-check ${revocation}\n`;
const newChain = (name = 'ExampleGlobalRootG2', serial = '0A') =>
  `crypto pki certificate chain ${name}\n certificate ca ${serial}\n  3000\n  \tquit\n`;
const ofG3 = ['ExampleGlobalRootG3', 'B1'] as const;

describe('the patched text', () => {
  it.each<[string, string, string]>([
    [
      'after the last of its kind',
      OLD + TRUNK,
      `${trustpoint('OLD')}!\n${newTrustpoint()}!\n${chain('OLD', 'ca 0A')}!\n${newChain()}!\n${TRUNK}`,
    ],
    [
      'before the first section where there are chains only',
      `${chain('OLD', 'ca 0A')}!\n${TRUNK}`,
      `${newTrustpoint()}!\n${chain('OLD', 'ca 0A')}!\n${newChain()}!\n${TRUNK}`,
    ],
    [
      'before the first section that is read, and behind what is not',
      `hostname cube1\n!\n${chain('OLD', 'ca 0A')}!\n${TRUNK}`,
      `hostname cube1\n!\n${newTrustpoint()}!\n${chain('OLD', 'ca 0A')}!\n${newChain()}!\n${TRUNK}`,
    ],
    [
      'the chain never above its trustpoint',
      `${chain('OLD', 'ca 0A')}!\n${trustpoint('OLD')}!\n${TRUNK}`,
      `${chain('OLD', 'ca 0A')}!\n${trustpoint('OLD')}!\n${newTrustpoint()}!\n${newChain()}!\n${TRUNK}`,
    ],
  ])('has the new ones %s', (_, text, expected) => {
    expect(patched(text)).toBe(expected);
    expect(patched(text.replaceAll('\n', '\r\n'))).toBe(expected.replaceAll('\n', '\r\n'));
    const indented = (lines: string) => lines.replace(/^(?=.)/gm, ' ');
    expect(patched(indented(text))).toBe(indented(expected));
  });

  it('has several roots in their order, each once', () => {
    expect(patched(ROUTER, { roots: [G2, G3, G2] })).toBe(
      `${trustpoint('ID')}!\n${newTrustpoint()}!\n${newTrustpoint(ofG3[0])}!\n${chain('ID', '05')}!\n${newChain()}!\n${newChain(...ofG3)}!\n${TRUNK}`,
    );
  });
});

describe('revocation-check', () => {
  const saying = (...methods: readonly string[]) =>
    methods
      .map(
        (method, at) =>
          trustpoint(`T${at}`).replace('revocation-check none', method) + chain(`T${at}`, `ca 0${at + 1}`),
      )
      .join('') + TRUNK;
  const chosen = (text: string) => /revocation-check (.*)/.exec(String(planOf(text).artifacts.at(-2)?.content))?.[1];

  it.each<[string, string, string]>([
    ['is none where nothing shows the custom of the place', ROUTER, 'none'],
    ['is that of the CA trustpoints', saying('revocation-check ocsp crl', 'revocation-check ocsp crl'), 'ocsp crl'],
    ['is crl where they leave it to the default', saying('exit', 'exit'), 'crl'],
    ['is the last of two in one trustpoint', saying('revocation-check ocsp\n revocation-check crl'), 'crl'],
    ['is none where they differ', saying('revocation-check crl', 'revocation-check ocsp'), 'none'],
    ['is none where they say what is not known', saying('revocation-check odd'), 'none'],
    [
      'does not follow the trustpoints of the router itself',
      saying('revocation-check crl', 'revocation-check ocsp\n rsakeypair K', 'revocation-check ocsp\n eckeypair K'),
      'crl',
    ],
    [
      'does not follow the trustpoint for licences',
      saying('revocation-check crl').replaceAll('T0', 'SLA-TrustPoint'),
      'none',
    ],
    [
      'does not follow a trustpoint without a CA certificate',
      `${trustpoint('X').replace('none', 'ocsp')}${chain('X', '05')}${saying('revocation-check crl')}`,
      'crl',
    ],
  ])('%s', (_, text, expected) => {
    expect(chosen(text)).toBe(expected);
    expect(planOf(text).notes[0]).toMatch(new RegExp(`^revocation-check ${expected} is what `));
  });
});

describe('names', () => {
  it.each([
    ['ExampleGlobalRootG2', 'ExampleGlobalRootG2-2'],
    ['EXAMPLEGLOBALROOTG2', 'ExampleGlobalRootG2-2'],
    ['ExampleGlobalRootG3', 'ExampleGlobalRootG2'],
  ])('beside %s the new one is called %s', (name, label) => {
    expect(labels(planOf(trustpoint(name) + chain(name, 'ca 01') + TRUNK))).toEqual([label]);
    expect(labels(planOf(trustpoint(name) + chain(name, '01') + TRUNK))).toEqual([label]);
    expect(labels(planOf(trustpoint(name) + chain('OLD', 'ca 01') + TRUNK))).toEqual([label]);
    expect(labels(planOf(trustpoint('OLD') + chain(name, '01') + TRUNK))).toEqual([label]);
    expect(labels(planOf(ROUTER, { namesTaken: () => [name.toLowerCase()] }))).toEqual([label]);
  });

  it('tell two roots of one name apart', () => {
    const plan = planOf(ROUTER, { roots: [G2, { ...G3, name: G2.name }] });
    expect(labels(plan)).toEqual(['ExampleGlobalRootG2', 'ExampleGlobalRootG2-2']);
  });
});

describe('refusals', () => {
  it.each<[string, string, Setup, RegExp]>([
    ['a trustpoint that holds the root', OLD + TRUNK, { held: 'OLD' }, /^trustpoint OLD already holds it$/],
    [
      'a store of one trustpoint',
      TRUNK,
      { store: { id: 'X', scope: 'context', name: 'client-vtp X' } },
      /^client-vtp X names one/,
    ],
    ['the trustpool', TRUNK, { store: { id: 'trustpool' } }, /^what some trustpoint holds .*show crypto pki cert/],
    ['an export that is cut', ROUTER.replace('end\n', ''), {}, /no line that says end/],
    ['a part without any trustpoint', TRUNK, {}, /^the export shows no crypto pki section, .* names are free$/],
    [
      'a header that is shortened',
      `cry pki trustp OTHER\n${OLD}${TRUNK}`,
      {},
      /^line 1 looks like the header .* names are free$/,
    ],
    ['chains that were taken out', trustpoint('OLD') + TRUNK, {}, /shows no certificate chain/],
    ['a root without its bytes', ROUTER, { roots: [{ ...G2, der: new Uint8Array() }] }, /^its bytes are not there$/],
    ['a root that has no name', ROUTER, { roots: [{ ...G2, name: '根' }] }, /^no name for a new trustpoint is free$/],
  ])('%s', (_, text, setup, because) => {
    const plan = planOf(text, setup);
    expect(plan).toMatchObject({ edits: [], additions: [], artifacts: [], steps: [], notes: [] });
    expect(plan.refusals.map((refusal) => refusal.because)).toEqual([expect.stringMatching(because)]);
  });

  it('take a name that only a reference shows for one that is not free', () => {
    const plan = planOf(OLD + trunk({ profile: ['trustpoint EXAMPLEGLOBALROOTG2'] }));
    expect(labels(plan)).not.toContain('ExampleGlobalRootG2');
    expect(labels(plan)).toHaveLength(1);
  });

  it('do not keep other roots out, nor hide in a plan that adds some', () => {
    const plan = planOf(ROUTER, { roots: [{ ...G3, der: new Uint8Array() }, G2] });
    expect([labels(plan), plan.refusals.length]).toEqual([['ExampleGlobalRootG2'], 1]);
  });

  it('do not come from a root that another store of the router holds', () => {
    const plan = planOf(OLD + TRUNK, { held: 'OLD', store: { id: 'trustpool' } });
    expect(plan.refusals.map(({ because }) => because)).toEqual([expect.stringMatching(/^what some trustpoint holds/)]);
  });
});

describe('the roll-out', () => {
  const plan = planOf(ROUTER, { roots: [G2, G3] });
  const content = (path: string) => plan.artifacts.find((artifact) => artifact.path === path)?.content;

  it('types each root with its fingerprint, merges what the router will print, and takes back only that', () => {
    const typed = (name: string, label: string) =>
      `!\n! ${name}, SHA-1 fingerprint SHA1\ncrypto pki trustpoint ${label}\n enrollment terminal pem\n fingerprint SHA1\n revocation-check none\n exit\ncrypto pki authenticate ${label}\n${PEM}\n`;
    expect(
      String(content('apply.ios'))
        .replace(/^!.*\n/, '')
        .replace(/[0-9A-F]{40}/g, 'SHA1'),
    ).toBe(`configure terminal\n${typed(G2.name, 'ExampleGlobalRootG2')}${typed(G3.name, ofG3[0])}end\nwrite memory\n`);
    expect(content('apply-merge.ios')).toBe(
      `!\n${newTrustpoint()}!\n${newTrustpoint(ofG3[0])}!\n${newChain()}!\n${newChain(...ofG3)}!\nend\n`,
    );
    expect(String(content('rollback.ios')).replace(/^!.*\n/, '')).toBe(
      `configure terminal\nno crypto pki trustpoint ExampleGlobalRootG2\nno crypto pki trustpoint ${ofG3[0]}\nend\nwrite memory\n`,
    );
    for (const path of ['apply.ios', 'rollback.ios']) expect(content(path)).toMatch(/^! .*yes/);
    for (const { name } of [{ name: 'ExampleGlobalRootG2' }, { name: ofG3[0] }])
      expect(content(`trust-anchors/${name}.pem`)).toBe(PEM);
  });

  it('says which trustpoints are new, and looks at each of them', () => {
    expect(plan.checksBefore.at(-1)?.expect).toBe(`none is named ExampleGlobalRootG2, ${ofG3[0]}`);
    for (const list of [plan.checksAfter, plan.rollback]) {
      expect(list.map(({ command }) => /ExampleGlobalRootG[23]$/.exec(command?.trimEnd() ?? '')?.[0])).toEqual([
        'ExampleGlobalRootG2',
        ofG3[0],
      ]);
    }
  });

  it('has a command of the vendor for all but the choice of the way, and a sentence everywhere', () => {
    const steps = [...plan.checksBefore, ...plan.steps, ...plan.checksAfter, ...plan.rollback];
    expect(steps.filter(({ command }) => command === null)).toEqual([plan.steps[0]]);
    for (const sentence of sentences(plan)) expect(sentence).toMatch(A_SENTENCE);
    for (const { what } of steps) expect(what).toMatch(/\w\)?\.$/);
  });
});
