import { ROOT_FACTS } from '../../support/certificates.js';
import { ribbonCoreSetFixer } from '../../../src/fixers/ribbon-core-set/index.js';
import type { Anchor, FixPlan, Want } from '../../../src/fixers/fixer.js';
import type { Certificate } from '../../../src/model/certificate.js';
import type { VendorProfile } from '../../../src/model/knowledge.js';
import type { Identity, TrustModel, TrustStoreEntry } from '../../../src/model/trust.js';
import { applyEdits } from '../../../src/text/edit.js';
import { SourceText } from '../../../src/text/source-text.js';
import { ONE_A_LINE, parse, QUOTED, SEVERAL_A_LINE } from '../../parsers/ribbon-core-set/samples.js';

const anchor = (name: string, digit: string): Anchor => ({
  name,
  file: `${digit}.pem`,
  sha256: digit.repeat(64),
  spkiSha256: digit.repeat(64),
  subject: `CN=${name}`,
  issuer: `CN=${name}`,
  serial: digit,
  notBefore: '2013-08-01T12:00:00.000Z',
  notAfter: '2038-01-15T12:00:00.000Z',
  selfIssued: true,
  selfSigned: true,
  isCa: true,
  ...ROOT_FACTS,
  der: Uint8Array.of(48, 3, 1, 1, Number.parseInt(digit, 16)),
  pem: '',
});

const G2 = anchor('Example Global Root G2', 'a');
const G3 = anchor('Example Global Root G3', 'b');

const profile = (facts: VendorProfile['facts'] = {}): VendorProfile => ({
  id: 'ribbon-sbc-core',
  vendor: 'ribbon-core',
  title: 'SBC Core',
  formats: ['ribbon-core-set'],
  terms: {},
  placeholders: {},
  commands: {
    proveTrustStore: { text: 'prove {label}', phases: ['export'], yields: '', confidence: 'inferred', source: 's' },
    showPkiStatus: { text: 'show status', phases: ['before'], yields: '', confidence: 'unknown' },
  },
  facts: {
    entryNames: { value: { [G2.sha256]: 'ExampleRootG2' }, source: 's', confidence: 'verified' },
    ...facts,
  },
  sources: [],
});

interface Options {
  readonly identities?: Readonly<Record<string, Certificate>>;
  readonly held?: string;
  readonly allow?: boolean;
  readonly facts?: VendorProfile['facts'];
  readonly twice?: boolean;
}

/** The model with certificates behind its labels, as the engine would bind them. */
function bound(model: TrustModel, identities: Readonly<Record<string, Certificate>>): TrustModel {
  const bind = (entry: TrustStoreEntry): TrustStoreEntry => {
    const certificate = identities[entry.label.value];
    const identity: Identity = certificate
      ? { certainty: 'bytes', certificate, at: entry.label.at }
      : { certainty: 'label' };
    return { ...entry, identity };
  };
  return {
    ...model,
    held: model.held?.map(bind) ?? null,
    trustStores: model.trustStores.map((store) => ({ ...store, entries: store.entries?.map(bind) ?? null })),
  };
}

function fix(text: string, anchors: readonly Anchor[], options: Options = {}): { plan: FixPlan; patched: string } {
  const source = SourceText.of('sbc.set', text);
  const model = bound(parse(text), options.identities ?? {});
  const [store] = model.trustStores;
  if (!store) throw new Error('no store');
  const tlsContext = model.tlsContexts[0] ?? {
    name: { value: 'T', at: store.at },
    key: 'T',
    trustStores: ['device'],
    at: store.at,
  };
  const held = model.held?.find(({ label }) => label.value === options.held) ?? null;
  const wants = anchors.map((wanted): Want => ({ store, tlsContext, anchor: wanted, held }));
  const plan = ribbonCoreSetFixer.plan({
    device: {
      ...model,
      id: 'sbc',
      key: 'sbc',
      vendor: 'ribbon-core',
      product: 'SBC Core',
      release: null,
      format: 'ribbon-core-set',
      files: [],
      legs: [],
    },
    source,
    bundles: new Map(),
    wants: options.twice ? [...wants, ...wants] : wants,
    allowed: new Set(options.allow ? ['enable-entry' as const] : []),
    profile: profile(options.facts),
  });
  return {
    plan,
    patched: applyEdits(
      source,
      plan.edits.map(({ edit }) => edit),
    ).text,
  };
}

/** The lines that a patch adds, with the line before them. */
function addedTo(text: string, patched: string): { after: string; lines: readonly string[] } {
  const before = text.split('\n');
  const now = patched.split('\n');
  const at = now.findIndex((line, index) => line !== before[index]);
  const count = now.length - before.length;
  expect([...now.slice(0, at), ...now.slice(at + count)]).toEqual(before);
  return { after: now[at - 1] ?? '', lines: now.slice(at, at + count) };
}

const file = (plan: FixPlan, path: string) => plan.artifacts.find((artifact) => artifact.path === path)?.content;

describe('where lines go and what they look like', () => {
  it.each([
    [
      'one setting a line',
      ONE_A_LINE,
      'set system security pki certificate OldRoot type remote',
      [
        'set system security pki certificate ExampleRootG2 state enabled',
        'set system security pki certificate ExampleRootG2 fileName ExampleRootG2.der',
        'set system security pki certificate ExampleRootG2 type remote',
      ],
    ],
    [
      'several settings a line',
      SEVERAL_A_LINE,
      'set system security pki certificate OldRoot type remote fileName old.cer',
      ['set system security pki certificate ExampleRootG2 type remote fileName ExampleRootG2.der state enabled'],
    ],
    [
      'quoted dump',
      QUOTED,
      'set system security pki certificate "OldRoot" type "remote" fileName "old.cer"',
      [
        'set system security pki certificate "ExampleRootG2" type "remote" fileName "ExampleRootG2.der" state "enabled"',
      ],
    ],
    [
      'tabs and CRLF',
      SEVERAL_A_LINE.replace(/ /g, '\t').replace(/^/gm, '\t').replace(/\n/g, '\r\n'),
      '\tset\tsystem\tsecurity\tpki\tcertificate\tOldRoot\ttype\tremote\tfileName\told.cer\r',
      [
        '\tset\tsystem\tsecurity\tpki\tcertificate\tExampleRootG2\ttype\tremote\tfileName\tExampleRootG2.der\tstate\tenabled\r',
      ],
    ],
    [
      'relative to an edit path',
      'edit system security pki\nset certificate A type remote state enabled\ntop\nset profiles security tlsProfile T hashType sha256\ncommit\n',
      'set certificate A type remote state enabled',
      ['set certificate ExampleRootG2_sl type remote fileName ExampleRootG2_sl.der state enabled'],
    ],
    [
      'a block in two parts, before commit and prompts',
      'set system security pki certificate A type remote state enabled\nset addressContext default zone T id 1\nset system security pki certificate B type remote state enabled\nset addressContext default zone T id 2\ncommit\nexit\nadmin@sbc1>\n',
      'set addressContext default zone T id 2',
      ['set system security pki certificate ExampleRootG2_sl type remote fileName ExampleRootG2_sl.der state enabled'],
    ],
    [
      'before the first edit, where the rest is below one',
      'set system security pki certificate A type remote state enabled\nset addressContext default zone T id 1\nset system security pki certificate B type remote state enabled\nedit addressContext default\nset zone T id 2\n',
      'set system security pki certificate B type remote state enabled',
      ['set system security pki certificate ExampleRootG2_sl type remote fileName ExampleRootG2_sl.der state enabled'],
    ],
    [
      'in the order of the last entry that has all settings',
      [
        ...['type remote', 'state enabled', 'fileName a.der'].map((rest) => `A ${rest}`),
        ...['state enabled', 'type local'].map((rest) => `B ${rest}`),
        'B passPhrase $3$x',
      ]
        .map((rest) => `set system security pki certificate ${rest}\n`)
        .join(''),
      'set system security pki certificate B passPhrase $3$x',
      ['type remote', 'state enabled', 'fileName ExampleRootG2.der'].map(
        (rest) => `set system security pki certificate ExampleRootG2 ${rest}`,
      ),
    ],
    [
      'on one line where any entry is',
      'set system security pki certificate A fileName a.der\nset system security pki certificate A type remote state enabled\n',
      'set system security pki certificate A type remote state enabled',
      ['set system security pki certificate ExampleRootG2 fileName ExampleRootG2.der type remote state enabled'],
    ],
    [
      'with no quotes but those that the settings have, whatever is deleted',
      'set system security pki certificate A type remote state enabled\ndelete system security pki certificate "B"\n',
      'delete system security pki certificate "B"',
      ['set system security pki certificate ExampleRootG2_sl type remote fileName ExampleRootG2_sl.der state enabled'],
    ],
    [
      'with no quotes where a blank asks for those that are there',
      'set system security pki certificate "A " type remote state enabled\n',
      'set system security pki certificate "A " type remote state enabled',
      ['set system security pki certificate ExampleRootG2 type remote fileName ExampleRootG2.der state enabled'],
    ],
    [
      'last, where an edit path that leads to the entries is open',
      'set system security pki certificate A type remote state enabled\nset addressContext default zone T id 1\nedit system security pki\nset certificate B type remote state enabled\n',
      'set certificate B type remote state enabled',
      ['set certificate ExampleRootG2_sl type remote fileName ExampleRootG2_sl.der state enabled'],
    ],
    [
      'the machine path',
      'set security pki certificate A type remote state enabled\n',
      'set security pki certificate A type remote state enabled',
      ['set security pki certificate ExampleRootG2 type remote fileName ExampleRootG2.der state enabled'],
    ],
  ])('%s', (_name, text, after, lines) => {
    const { plan, patched } = fix(text, [G2]);
    expect(addedTo(text, patched)).toEqual({ after, lines });
    const label = lines[0]?.match(/ExampleRootG2(?:_sl)?/)?.[0];
    expect(plan.additions.map((addition) => addition.label)).toEqual([label]);
  });

  it('leaves a file alone that shows no PKI entries, and writes the script', () => {
    const { plan } = fix('set addressContext default zone T id 1\n', [G2]);
    expect(plan.edits).toEqual([]);
    expect(plan.imports).toEqual([{ kind: 'store', store: 'device', anchor: G2, file: 'ExampleRootG2_sl.der' }]);
    expect(plan.artifacts.map(({ path }) => path)).toEqual(['trust-anchors/ExampleRootG2_sl.der', 'apply.cli']);
  });

  it('adds a terminator where the last line has none, and no other', () => {
    const text = 'set system security pki certificate A type remote state enabled';
    expect(fix(text, [G2]).patched).toBe(
      `${text}\nset system security pki certificate ExampleRootG2 type remote fileName ExampleRootG2.der state enabled`,
    );
  });

  it.each([
    ['one setting a line', ONE_A_LINE],
    ['several settings a line', SEVERAL_A_LINE],
    ['quoted dump', QUOTED],
    ['CRLF', ONE_A_LINE.replace(/\n/g, '\r\n')],
  ])('the file says the same and the entries: %s', (_name, text) => {
    const { patched } = fix(text, [G2, G3]);
    const [before, after] = [parse(text), parse(patched)];
    const outline = new Set(after.outline());
    expect(before.outline().filter((line) => !outline.has(line))).toEqual([]);
    expect(
      after.held
        ?.slice(before.held?.length)
        .map(({ label, claims, usable }) => [label.value, claims[1]?.value, usable.answer]),
    ).toEqual([
      ['ExampleRootG2', 'ExampleRootG2.der', 'yes'],
      ['ExampleGlobalRootG3', 'ExampleGlobalRootG3.der', 'yes'],
    ]);
    expect(after.problems).toEqual(before.problems);
    expect(after.legs.map(({ name }) => name)).toEqual(before.legs.map(({ name }) => name));
  });

  it('refuses where edit has led somewhere else for good', () => {
    const { plan } = fix('edit system security pki certificate A\nset type remote state enabled\n', [G2]);
    expect(plan).toMatchObject({ edits: [], artifacts: [], refusals: [{ want: { anchor: G2 } }] });
  });
});

describe('names', () => {
  const nameFor = (text: string, wanted: Anchor, options: Options = {}) =>
    fix(text, [wanted], options).plan.additions.map(({ label }) => label);
  const entry = (name: string, rest = 'type remote state enabled') =>
    `set system security pki certificate ${name} ${rest}\n`;

  it.each([
    ['derived from the name of the root', entry('A'), G3, 'ExampleGlobalRootG3'],
    [
      'of 23 characters at most',
      entry('A'),
      anchor('Example TLS RSA4096 Root Authority G5', 'c'),
      'ExampleTLSRSA4096RootAu',
    ],
    ['taken by a local entry', entry('ExampleRootG2', 'type local'), G2, 'ExampleRootG2_2'],
    ['taken in other letters', entry('exampleROOTg2', 'type local'), G2, 'ExampleRootG2_2'],
    ['taken by a file', entry('A', 'type remote fileName ExampleRootG2.der'), G2, 'ExampleRootG2_2'],
    [
      'taken by another file',
      entry('ExampleRootG2', 'type remote fileName other.der state enabled'),
      G2,
      'ExampleRootG2_2',
    ],
    ['taken with a blank behind it', entry('"ExampleRootG2 "', 'type local'), G2, 'ExampleRootG2_2'],
    [
      'with a suffix within the limit',
      entry('ExampleTLSRSA4096RootAu'),
      anchor('Example TLS RSA4096 Root Authority G5', 'c'),
      'ExampleTLSRSA4096Root_2',
    ],
    ['that is a keyword', entry('A'), anchor('Display Root', 'd'), 'CA_DisplayRoot'],
    ['without a legal character', entry('A'), anchor('根', 'e'), 'Root_eeeeeeee'],
  ])('%s', (_name, text, wanted, name) => {
    expect(nameFor(text, wanted)).toEqual([name]);
    expect(name).toMatch(/^[+,\-.:@0-9A-Z_a-z]{1,23}$/);
  });

  it('is another where the entry of that name holds something else', () => {
    const text = entry('ExampleRootG2', 'type remote fileName ExampleRootG2.der state enabled');
    expect(nameFor(text, G2, { identities: { ExampleRootG2: G3 } })).toEqual(['ExampleRootG2_2']);
  });

  it('leaves alone an entry that may be the root already', () => {
    const text = entry('ExampleRootG2', 'type remote fileName ExampleRootG2.der state enabled');
    const { plan } = fix(text, [G2]);
    expect(plan.additions).toEqual([]);
    expect(plan.refusals[0]?.because).toContain('ExampleRootG2');
  });

  describe('where entries may be there that are not shown', () => {
    const script = (text: string) => `configure\n${text}commit\n`;

    it.each([
      ['no entry is shown', 'set addressContext default zone T id 1\n', G2, 'ExampleRootG2_sl'],
      ['a script', script(entry('A')), G2, 'ExampleRootG2_sl'],
      [
        'a filtered output',
        `a@sbc1> show configuration | display set | match A\n${entry('A')}a@sbc1>\n`,
        G2,
        'ExampleRootG2_sl',
      ],
      [
        'within the limit',
        script(entry('A')),
        anchor('Example TLS RSA4096 Root Authority G5', 'c'),
        'ExampleTLSRSA4096Roo_sl',
      ],
      [
        'the name that is deleted is free again',
        script(
          `${entry('A')}${entry('ExampleRootG2_sl', 'type local')}delete system security pki certificate ExampleRootG2_sl\n`,
        ),
        G2,
        'ExampleRootG2_sl',
      ],
      ['and even that name is taken', script(entry('ExampleRootG2_sl', 'type local')), G2, 'ExampleRootG2_sl_2'],
    ])('no entry of the most natural name is changed: %s', (_name, text, wanted, name) => {
      const { plan } = fix(text, [wanted]);
      expect(plan.additions.map(({ label }) => label)).toEqual([name]);
      expect(name.length).toBeLessThanOrEqual(23);
      expect(file(plan, 'apply.cli')).toContain(
        `set system security pki certificate ${name} type remote fileName ${name}.der state enabled\n`,
      );
      expect(file(plan, `trust-anchors/${name}.der`)).toEqual(wanted.der);
      expect(file(plan, 'rollback.cli')).toBeUndefined();
    });

    it.each(['ExampleRootG2', 'ExampleRootG2_sl'])(
      'an entry that may be the root already is left alone: %s',
      (name) => {
        const { plan } = fix(script(entry(name, `type remote fileName ${name}.der state enabled`)), [G2]);
        expect(plan.additions).toEqual([]);
        expect(plan.refusals[0]?.because).toContain(`PKI entry ${name} is enabled`);
      },
    );
  });

  it.each([
    ['of one name', entry('A'), ['Root', 'Root'], ['Root', 'Root_2']],
    [
      'of one name, where no entry is shown',
      'set addressContext default zone T id 1\n',
      ['Root', 'Root'],
      ['Root_sl', 'Root_sl_2'],
    ],
    ['of which one is called like the file of the other', entry('A'), ['Root', 'Root.der'], ['Root', 'Root.der_2']],
  ])('tell two new roots apart %s', (_name, text, roots, labels) => {
    const wanted = roots.map((name, at) => anchor(name, String(at + 3)));
    expect(fix(text, wanted).plan.additions.map(({ label }) => label)).toEqual(labels);
  });

  it('keeps to the number of certificates that the device holds', () => {
    const facts = { maxCertificates: { value: 2, source: 's', confidence: 'verified' as const } };
    const { plan } = fix(entry('A'), [G2, G3], { facts });
    expect([plan.additions.length, plan.refusals.length]).toEqual([1, 1]);
  });
});

describe('an entry that holds the root and is disabled', () => {
  const ABSENT =
    'set system security pki certificate R type remote\nset system security pki certificate B type remote\n';
  const PRESENT = 'set system security pki certificate "R" type "remote" state "disabled"\n';
  const options = { identities: { R: G2 }, held: 'R' };

  it('is refused without --allow, by name', () => {
    const { plan } = fix(PRESENT, [G2], options);
    expect(plan).toMatchObject({ edits: [], additions: [], changes: [], artifacts: [] });
    expect(plan.refusals[0]?.because).toMatch(/\bR\b.*disabled.*--allow enable-entry/);
  });

  it.each([
    [
      'absent state',
      ABSENT,
      `set system security pki certificate R type remote\nset system security pki certificate R state enabled\nset system security pki certificate B type remote\n`,
    ],
    ['state disabled', PRESENT, PRESENT.replace('disabled', 'enabled')],
  ])('is enabled with it: %s', (_name, text, expected) => {
    const { plan, patched } = fix(text, [G2], { ...options, allow: true });
    expect(patched).toBe(expected);
    expect(plan.edits.map(({ allow }) => allow)).toEqual(['enable-entry']);
    expect(plan.changes).toEqual([{ kind: 'enable-entry', label: 'R' }]);
    expect(plan.additions.map(({ label }) => label)).toEqual(['R']);
    expect(plan.imports).toEqual([]);
    expect(file(plan, 'apply.cli')).toBe(
      'configure\nset system security pki certificate R state enabled\ncommit\nexit\n',
    );
    expect(file(plan, 'rollback.cli')).toBeUndefined();
  });

  it('is enabled below the edit command that leads to it', () => {
    const text = 'edit system security pki certificate R\nset type remote\n';
    expect(fix(text, [G2], { ...options, allow: true }).patched).toBe(`${text}set state enabled\n`);
  });

  it('is not enabled where its type is not shown', () => {
    const { plan } = fix('set system security pki certificate R state enabled\n', [G2], { ...options, allow: true });
    expect([plan.edits.length, plan.refusals.length]).toEqual([0, 1]);
  });
});

describe('the pack', () => {
  const PROVEN = { identities: { RootG2: G3, OldRoot: G3 } };

  it('has a DER file for each root, a script and its reverse', () => {
    const { plan } = fix(ONE_A_LINE, [G2], { ...PROVEN, twice: true });
    expect(plan.artifacts.map(({ path }) => path)).toEqual([
      'trust-anchors/ExampleRootG2.der',
      'apply.cli',
      'rollback.cli',
    ]);
    expect(file(plan, 'trust-anchors/ExampleRootG2.der')).toEqual(G2.der);
    expect(file(plan, 'apply.cli')).toBe(
      'configure\nset system security pki certificate ExampleRootG2 type remote fileName ExampleRootG2.der state enabled\ncommit\nexit\n',
    );
    expect(file(plan, 'rollback.cli')).toBe(
      'configure\ndelete system security pki certificate ExampleRootG2\ncommit\nexit\n',
    );
    expect(plan.imports).toEqual([{ kind: 'label', label: 'ExampleRootG2', anchor: G2, file: 'ExampleRootG2.der' }]);
  });

  it('has no reverse where the root may have been there before', () => {
    const { plan } = fix(ONE_A_LINE, [G2]);
    expect(file(plan, 'rollback.cli')).toBeUndefined();
    expect(plan.rollback[0]?.what).toContain('by hand');
  });

  it('holds no secret and says what is not verified', () => {
    const { plan } = fix(ONE_A_LINE, [G2], PROVEN);
    const { additions, ...shown } = plan;
    expect(additions).toHaveLength(1);
    expect(JSON.stringify(shown)).not.toContain('c2VjcmV0');
    expect(plan.checksAfter.map(({ what, command }) => [command, /not verified/.test(what)])).toEqual([
      ['show status', true],
      ['prove ExampleRootG2', true],
    ]);
  });

  it('is empty when nothing is wanted', () => {
    expect(fix(ONE_A_LINE, []).plan).toMatchObject({ edits: [], artifacts: [], steps: [], notes: [] });
  });
});
