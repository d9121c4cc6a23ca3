import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import type { Anchor, Fixer, FixPlan, Want } from '../../src/fixers/fixer.js';
import { keyStoreFixer } from '../../src/fixers/key-store/index.js';
import { oracleBackupXmlFixer } from '../../src/fixers/oracle-backup-xml/index.js';
import { oracleCommandsFixer } from '../../src/fixers/oracle-commands/index.js';
import { trustStoreFixer } from '../../src/fixers/trust-store/index.js';
import type { Device } from '../../src/model/device.js';
import type { VendorProfile } from '../../src/model/knowledge.js';
import type { TrustStore, TrustStoreEntry } from '../../src/model/trust.js';
import { wholeFile } from '../../src/text/provenance.js';
import { SourceText } from '../../src/text/source-text.js';
import { G2 as EXAMPLE } from './ribbon-core-fix.js';
import { A_SENTENCE, sentences } from './sentences.js';

const G2: Anchor = {
  ...EXAMPLE,
  file: 'example-g2.pem',
  pem: '-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n',
};
const G3: Anchor = { ...G2, name: 'Example Global Root G3', file: 'example-g3.pem', sha256: 'b'.repeat(64) };
const at = wholeFile('store');
const profileOf = (name: string) => load(readFileSync(`vendor-profiles/${name}.yaml`, 'utf8')) as VendorProfile;

const entry = (label: string, usable: 'yes' | 'no' = 'yes'): TrustStoreEntry => ({
  label: { value: label, at },
  claims: [],
  identity: { certainty: 'label' },
  usable: { answer: usable, because: '', at },
});
const storeOf = (entries: TrustStore['entries'], complete = true): TrustStore => ({
  id: 'store',
  name: 'store',
  scope: 'device',
  entries,
  complete,
  incompleteBecause: null,
  builtInBundle: null,
  at,
});

interface Setup {
  readonly path?: string;
  readonly text?: string;
  readonly store?: TrustStore;
  readonly roots?: readonly Anchor[];
  readonly bundle?: string;
  readonly profile?: VendorProfile;
}

function planOf(fixer: Fixer, setup: Setup): FixPlan {
  const { path = 'my/store', text = '', store = storeOf([entry('old')]), roots = [G2], bundle } = setup;
  const source = SourceText.of(path, text);
  return fixer.plan({
    device: { trustStores: [store], problems: [] } as unknown as Device,
    source,
    bundles: new Map(bundle === undefined ? [] : [['store', SourceText.of(path, bundle)]]),
    wants: roots.map((anchor) => ({ store, anchor, held: null }) as unknown as Want),
    allowed: new Set(),
    profile: setup.profile ?? profileOf(fixer.format),
  });
}
const because = ({ refusals }: FixPlan) => refusals.map((refusal) => [refusal.want.anchor.name, refusal.because]);
const content = ({ artifacts }: FixPlan, path: string) => artifacts.find((artifact) => artifact.path === path)?.content;

describe('a key store', () => {
  it('gets each root by an alias of its own, from a file of its own', () => {
    const plan = planOf(keyStoreFixer, { roots: [G2, G3] });
    expect(plan.additions.map(({ label, aside }) => [label, aside])).toEqual([
      ['example-g2', true],
      ['example-g3', true],
    ]);
    expect(plan.imports).toEqual([
      { kind: 'store', store: 'store', anchor: G2, file: 'trust-anchors/example-g2.pem', aside: true },
      { kind: 'store', store: 'store', anchor: G3, file: 'trust-anchors/example-g3.pem', aside: true },
    ]);
    expect(content(plan, 'apply.sh')).toContain(
      "\nadd 'trust-anchors/example-g2.pem' 'example-g2'\nadd 'trust-anchors/example-g3.pem' 'example-g3'\nexit",
    );
    expect([content(plan, 'trust-anchors/example-g2.pem'), plan.edits]).toEqual([G2.pem, []]);
    expect(content(plan, 'rollback.sh')).toContain('added.txt');
  });

  it.each<[readonly string[], string]>([
    [['example-g2'], 'example-g2-2'],
    [['EXAMPLE-G2', 'Example-G2-2'], 'example-g2-3'],
    [['example-g2-2'], 'example-g2'],
  ])('that holds %j gives it the alias %s', (names, alias) => {
    const store = storeOf(names.map((name) => entry(name)));
    expect(planOf(keyStoreFixer, { store }).additions.map(({ label }) => label)).toEqual([alias]);
  });

  it('tells two roots of one file name apart', () => {
    const plan = planOf(keyStoreFixer, { roots: [G2, { ...G3, file: G2.file }] });
    expect(plan.additions.map(({ label }) => label)).toEqual(['example-g2', 'example-g2-2']);
  });

  it.each([
    ['\xce\xce\xce\xce\0', true],
    ['Keystore type: JCEKS\nKeystore provider: SunJCE\n', true],
    ['Enter password:\r\nKeystore type: JCEKS\r\n', true],
    ['\xfe\xed\xfe\xed', false],
    ['0\xce\xce\xce\xce', false],
    ['Keystore type: PKCS12\n', false],
  ])('of %j is named as JCEKS: %s', (text, named) => {
    const plan = planOf(keyStoreFixer, { text });
    for (const path of ['apply.sh', 'rollback.sh'])
      expect(/-storetype JCEKS/.test(String(content(plan, path)))).toBe(named);
  });

  it('says what to do, and has the vendor command to look afterwards', () => {
    const plan = planOf(keyStoreFixer, {});
    for (const sentence of sentences(plan)) expect(sentence).toMatch(A_SENTENCE);
    expect(plan.notes.join()).toContain('after an update');
    expect([plan.checksBefore, plan.rollback].map(({ length }) => length)).toEqual([1, 1]);
    expect(plan.steps[0]).toMatchObject({ command: 'sh apply.sh', expect: 'one line for each root' });
    expect(plan.checksAfter[0]).toMatchObject({ command: expect.stringContaining('keytool') as string });
    const bare = planOf(keyStoreFixer, { profile: { ...profileOf('key-store'), commands: {} } });
    expect(bare.checksAfter[0]).toMatchObject({ command: null, expect: null });
  });

  it('of which nothing is shown gets it all the same', () => {
    expect(planOf(keyStoreFixer, { store: storeOf(null) }).additions).toHaveLength(1);
  });

  it.each([
    ['not all could be read', storeOf([entry('old')], false), /^keytool writes the store anew, and not all/],
    ['one certificate is not marked as trusted', storeOf([entry('old'), entry('other', 'no')]), /^keytool drops/],
  ])('is left alone where %s', (_, store, reason) => {
    const plan = planOf(keyStoreFixer, { store, roots: [G2, G3] });
    expect(because(plan)).toEqual([G2, G3].map(({ name }) => [name, expect.stringMatching(reason)]));
    expect(plan).toMatchObject({ additions: [], artifacts: [], steps: [] });
  });
});

describe('a trust store in a file', () => {
  const bundle = G3.pem;

  it('has the roots appended, each once, and the way back', () => {
    const plan = planOf(trustStoreFixer, { bundle, roots: [G2, { ...G3, sha256: 'c' }, G2] });
    expect(plan.edits.map(({ file, edit, allow }) => [file, edit.insert, allow])).toEqual([
      ['my/store', G2.pem + G3.pem, null],
    ]);
    expect(plan.additions.map(({ label }) => label)).toEqual([G2.name, G3.name, G2.name]);
    expect(plan.artifacts.map(({ path }) => path)).toEqual([
      'trust-anchors/example-g2.pem',
      'trust-anchors/example-g3.pem',
      'rollback.md',
    ]);
    expect(content(plan, 'trust-anchors/example-g2.pem')).toBe(G2.pem);
    expect(content(plan, 'rollback.md')).toBe(
      `# Take out again what was appended to store, and nothing else:\n\n- ${G2.name}\n- ${G3.name}\n`,
    );
    for (const sentence of sentences(plan)) expect(sentence).toMatch(A_SENTENCE);
    expect([plan.checksBefore.length, plan.steps.length, plan.rollback.length]).toEqual([1, 1, 1]);
    expect(plan.steps[0]?.expect).toContain('every certificate that was there before');
  });

  it.each([
    ['etc/ssl/certs/ca-certificates.crt', true],
    ['ca-certificates.crt', true],
    ['my-ca-certificates.crt', false],
  ])('called %s belongs to the system: %s', (path, ofSystem) => {
    const { notes } = planOf(trustStoreFixer, { bundle, path });
    expect(notes).toEqual(ofSystem ? [expect.stringContaining('/usr/local/share/ca-certificates/')] : []);
    const unknown = { ...profileOf('trust-store'), facts: {} };
    expect(planOf(trustStoreFixer, { bundle, path, profile: unknown }).notes).toEqual([]);
  });

  it.each([
    ['that is not PEM', undefined, /^the file is not PEM/],
    ['that ends inside a certificate', `${bundle}-----BEGIN CERTIFICATE-----\nMII`, /mend it first$/],
  ])('%s is left alone', (_, given, reason) => {
    const plan = planOf(trustStoreFixer, given === undefined ? {} : { bundle: given });
    expect(because(plan)).toEqual([[G2.name, expect.stringMatching(reason)]]);
    expect(plan).toMatchObject({ edits: [], additions: [], artifacts: [] });
  });
});

it.each([
  ['a script of commands', oracleCommandsFixer, /^commands show neither .*show running-config/],
  ['a backup', oracleBackupXmlFixer, /^restoring a backup .*show running-config/],
])('%s is not added to: each root is refused, and the export that helps is named', (_, fixer, reason) => {
  const plan = planOf(fixer, { roots: [G2, G3], profile: profileOf('oracle-sbc') });
  expect(because(plan)).toEqual([G2, G3].map(({ name }) => [name, expect.stringMatching(reason)]));
  expect(plan).toMatchObject({ edits: [], additions: [], artifacts: [] });
});
