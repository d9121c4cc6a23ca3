import { ROOT_FACTS } from '../../support/certificates.js';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import type { Device } from '../../../src/model/device.js';
import type { VendorProfile } from '../../../src/model/knowledge.js';
import type { TrustStoreEntry } from '../../../src/model/trust.js';
import type { Anchor, FixInput, FixPlan, ReviewFix } from '../../../src/fixers/fixer.js';
import { audiocodesIniFixer } from '../../../src/fixers/audiocodes-ini/index.js';
import { audiocodesIni } from '../../../src/parsers/audiocodes-ini/index.js';
import { applyEdits } from '../../../src/text/edit.js';
import { wholeFile } from '../../../src/text/provenance.js';
import { SourceText } from '../../../src/text/source-text.js';
import { compose, parse, table } from '../../parsers/audiocodes-ini/compose.js';

const PEER = 'microsoft-teams-direct-routing';
const profile = load(
  readFileSync(join(__dirname, '../../../vendor-profiles/audiocodes-mediant.yaml'), 'utf8'),
) as VendorProfile;

function anchor(name: string): Anchor {
  const pem = `-----BEGIN CERTIFICATE-----\n${btoa(name)}\n-----END CERTIFICATE-----\n`;
  const sha256 = [...name].map((letter) => letter.charCodeAt(0).toString(16)).join('');
  const file = `${name.toLowerCase().replaceAll(' ', '-')}.pem`;
  return { name, file, pem, sha256, der: new Uint8Array(), ...NO_FACTS };
}
const NO_FACTS = {
  spkiSha256: '',
  subject: '',
  issuer: '',
  serial: '',
  notBefore: '',
  notAfter: '',
  selfIssued: true,
  selfSigned: true,
  isCa: true,
  ...ROOT_FACTS,
};
const A = anchor('Root A');
const B = anchor('Root B');

interface Setup {
  readonly text?: string;
  readonly roots?: readonly Anchor[];
  readonly contexts?: readonly string[];
  readonly bundle?: string;
  readonly held?: number;
  readonly allow?: readonly ReviewFix[];
  readonly peer?: string;
}

function inputOf(setup: Setup): FixInput {
  const { text = compose(), roots = [A], contexts = ['3'], bundle, held, allow = [], peer = PEER } = setup;
  const parsed = parse(text);
  const entry = (): TrustStoreEntry => ({
    label: { value: 'x', at: wholeFile('x') },
    claims: [],
    identity: { certainty: 'label' },
    usable: { answer: 'yes', because: '', at: wholeFile('x') },
  });
  const device: Device = {
    ...parsed,
    id: "edge'1\n$(touch x)",
    key: 'edge1',
    vendor: 'audiocodes',
    format: 'audiocodes-ini',
    files: [],
    legs: parsed.legs.map((leg) => ({ ...leg, peer, cloud: 'commercial' })),
  };
  const wants = contexts.flatMap((index) =>
    roots.map((root) => {
      const store = parsed.trustStores.find(({ id }) => id === index);
      const tlsContext = parsed.tlsContexts.find(({ key }) => key === index);
      if (!store || !tlsContext) throw new Error(`no context ${index}`);
      const entries = held === undefined ? null : Array.from({ length: held }, entry);
      return { store: { ...store, entries }, tlsContext, anchor: root, held: null };
    }),
  );
  return {
    device,
    source: SourceText.of('sbc.ini', text),
    bundles: new Map(bundle === undefined ? [] : [['3', SourceText.of('3.root', bundle)]]),
    wants,
    allowed: new Set(allow),
    profile,
  };
}

const planOf = (setup: Setup): FixPlan => audiocodesIniFixer.plan(inputOf(setup));
const artifact = ({ artifacts }: FixPlan, path: string) => {
  const found = artifacts.find((file) => file.path === path);
  if (!found) throw new Error(`no ${path}`);
  return typeof found.content === 'string' ? found.content : Buffer.from(found.content).toString('latin1');
};

describe('with the bundle of the store', () => {
  const block = (root: Anchor, eol = '\n') => root.pem.replaceAll('\n', eol);
  const patched = (bundle: string, roots: readonly Anchor[]) => {
    const { edits } = planOf({ bundle, roots });
    expect(edits.map(({ file, allow }) => [file, allow])).toEqual([['3.root', null]]);
    return applyEdits(
      SourceText.of('3.root', bundle),
      edits.map(({ edit }) => edit),
    ).text;
  };

  it.each([
    ['plain', block(A), block(A) + block(B)],
    ['CRLF', block(A, '\r\n'), block(A, '\r\n') + block(B, '\r\n')],
    ['no final newline', block(A).trimEnd(), block(A) + block(B)],
    ['blank lines between', `${block(A)}\n${block(A)}`, `${block(A)}\n${block(A)}\n${block(B)}`],
    ['a blank line at the end', `${block(A)}\n${block(A)}\n`, `${block(A)}\n${block(A)}\n${block(B)}`],
    ['a comment above each', `# Root A\n${block(A)}`, `# Root A\n${block(A)}# Root B\n${block(B)}`],
    [
      'a name above each',
      `Root A\n${block(A)}\nRoot A\n${block(A)}`,
      `Root A\n${block(A)}\nRoot A\n${block(A)}\nRoot B\n${block(B)}`,
    ],
    ['a title far above', `My roots\n\n${block(A)}`, `My roots\n\n${block(A)}\n${block(B)}`],
    ['empty', '', block(B)],
  ])('%s', (_, bundle, expected) => {
    expect(patched(bundle, [B])).toBe(expected);
  });

  it('adds each root once, and needs no import', () => {
    const plan = planOf({ bundle: block(A), roots: [A, B, A] });
    expect(plan.additions.map(({ label }) => label)).toEqual(['Root A', 'Root B']);
    expect(plan.imports).toEqual([]);
    expect(plan.edits).toHaveLength(1);
  });

  it('names no root as new in the rollback where the store was not shown in full', () => {
    expect(artifact(planOf({ bundle: '' }), 'rollback.md')).toContain('## Only after a look');
  });
});

describe('without it', () => {
  const plan = planOf({ roots: [A, B], contexts: ['0', '3'] });

  it('changes no text and imports', () => {
    expect(plan.edits).toEqual([]);
    expect(plan.imports.map((one) => (one.kind === 'store' ? [one.store, one.anchor.name] : one))).toEqual([
      ['0', 'Root A'],
      ['0', 'Root B'],
      ['3', 'Root A'],
      ['3', 'Root B'],
    ]);
    expect(plan.artifacts.map(({ path }) => path)).toEqual([
      'trust-anchors/root-a.pem',
      'trust-anchors/root-b.pem',
      'apply.sh',
      'rollback.md',
    ]);
  });

  it('calls only what adds, one certificate a call, and saves at the end', () => {
    const script = artifact(plan, 'apply.sh');
    const urls = script.match(/"https:\S+"/g) ?? [];
    expect(urls).toEqual([
      '"https://$SBC/api/v1/files/tls/0/trustedRoot/incremental"',
      '"https://$SBC/api/v1/files/tls/0/trustedRoot/incremental"',
      '"https://$SBC/api/v1/files/tls/3/trustedRoot/incremental"',
      '"https://$SBC/api/v1/files/tls/3/trustedRoot/incremental"',
      '"https://$SBC/api/v1/actions/saveConfiguration"',
    ]);
    expect(script).not.toMatch(/--insecure|-k |delete|clear/i);
  });

  it('is a script that a shell accepts, whatever the device is called', () => {
    const script = artifact(plan, 'apply.sh');
    execFileSync('sh', ['-n'], { input: script });
    expect(script).not.toContain('\n$(touch');
  });

  it('removes nothing that may have been there before', () => {
    const rollback = artifact(plan, 'rollback.md');
    expect(rollback).toContain('## Only after a look');
    expect(rollback).not.toContain('## Newly added');
  });

  it('asks to save each store before, and to compare it after', () => {
    const commands = [...plan.checksBefore, ...plan.checksAfter].flatMap(({ command }) => command ?? []);
    expect(commands.filter((command) => command.includes('/files/tls/3/trustedRoot'))).toHaveLength(2);
    expect(commands.filter((command) => command.includes('{'))).toEqual([]);
  });

  it('gives a device without the REST API instructions', () => {
    const text = compose().replace('7.40A.500.357', '7.00A.049.003');
    expect(planOf({ text }).artifacts.map(({ path }) => path)).toEqual([
      'trust-anchors/root-a.pem',
      'apply.md',
      'rollback.md',
    ]);
  });
});

describe('the limit of the store', () => {
  const on = (release: string, held: number) => {
    const { additions, refusals } = planOf({ text: compose().replace('7.40A.500.357', release), roots: [A, B], held });
    return [additions.length, refusals.length];
  };

  it.each([
    ['7.00A.049.003', 18, [2, 0]],
    ['7.00A.049.003', 19, [1, 1]],
    ['7.00A.049.003', 20, [0, 2]],
    ['7.40A.500.357', 20, [2, 0]],
    ['7.40A.500.357', 150, [0, 2]],
  ])('%s with %d certificates', (release, held, expected) => {
    expect(on(release, held)).toEqual(expected);
  });

  it('plans nothing where all is refused', () => {
    expect(planOf({ held: 150 })).toMatchObject({ edits: [], artifacts: [], steps: [], notes: [] });
  });
});

describe('the built-in list', () => {
  const allow = ['use-default-ca-bundle'] as const;
  const contexts = (...cells: string[]) => table('TLSContexts', COLUMNS, ...cells);
  const COLUMNS =
    'Name, TLSVersion, ServerCipherString, ClientCipherString, RequireStrictCert, UseDefaultCABundle, DHKeySize';
  const text = (release: string, ...cells: string[]) =>
    compose({ contexts: contexts(...cells) }).replace('7.40A.500.357', release);
  const good = text(
    '7.40A.600.100',
    '0 = "default", 7, "D", "D", 0, 0, 2048',
    '3 = "CTX-CLOUD", 12, "D", "D", 0, 0, 2048',
  );

  it('is switched on by one digit, with no import', () => {
    const plan = planOf({ text: good, roots: [A, B], allow });
    expect(plan.edits).toMatchObject([{ file: 'sbc.ini', edit: { insert: '1' }, allow: 'use-default-ca-bundle' }]);
    expect(plan).toMatchObject({ additions: [], imports: [], refusals: [] });
    expect(plan.changes).toEqual([{ kind: 'use-built-in-bundle', store: '3' }]);

    const source = SourceText.of('sbc.ini', good);
    const after = applyEdits(
      source,
      plan.edits.map(({ edit }) => edit),
    );
    expect(after.text).toBe(good.replace('"CTX-CLOUD", 12, "D", "D", 0, 0', '"CTX-CLOUD", 12, "D", "D", 0, 1'));
    const changed = difference(parse(good).outline(), parse(after.text).outline());
    expect(changed).toEqual(['TLSContexts 3 UseDefaultCABundle = 0']);
  });

  it('is loaded as an incremental file with the whole row', () => {
    const plan = planOf({ text: good, allow });
    expect(artifact(plan, 'apply.ini')).toBe(
      `[ TLSContexts ]\r\n\r\nFORMAT Index = ${COLUMNS};\r\n` +
        'TLSContexts 3 = "CTX-CLOUD", 12, "D", "D", 0, 1, 2048;\r\n\r\n[ \\TLSContexts ]\r\n',
    );
    expect(artifact(plan, 'apply.sh').match(/"https:\S+"/g)?.[0]).toBe('"https://$SBC/api/v1/files/ini/incremental"');
    execFileSync('sh', ['-n'], { input: artifact(plan, 'apply.sh') });
    expect(audiocodesIni.detect(SourceText.of('apply.ini', artifact(plan, 'apply.ini')))).toBe(true);
  });

  it.each(['caf\xe9', 'caf\xc3\xa9'])('is loaded with the bytes of the name as the export has them: %j', (name) => {
    const plan = planOf({ text: good.replaceAll('CTX-CLOUD', name), allow });
    const file = plan.artifacts.find(({ path }) => path === 'apply.ini');
    const bytes = Buffer.from(file?.content ?? '');
    expect(bytes.includes(Buffer.from(`TLSContexts 3 = "${name}"`, 'latin1'))).toBe(true);
  });

  it('is no file to load where the export leaves out columns', () => {
    const narrow = table('TLSContexts', 'Name, UseDefaultCABundle', '3 = "CTX-CLOUD", 0');
    const short = compose({ contexts: narrow }).replace('7.40A.500.357', '7.40A.600.100');
    const plan = planOf({ text: short, allow });
    expect(plan.edits).toHaveLength(1);
    expect(plan.artifacts.map(({ path }) => path)).toEqual(['rollback.md']);
    expect(plan.steps[0]?.what).toContain('would set those to their defaults');
  });

  it.each<[string, Setup, string]>([
    ['an older release', { text: good.replace('7.40A.600.100', '7.40A.500.100') }, '7.40A.500.100'],
    ['an unknown release', { text: good.replace(/;Software.*\n/, '') }, 'not known'],
    ['index 5', { text: good.replace('TLSContexts 3', 'TLSContexts 5'), contexts: ['5'] }, '0 to 4'],
    [
      'no such column',
      { text: compose({ contexts: table('TLSContexts', 'Name', '3 = "CTX-CLOUD"') }) },
      'no such column',
    ],
    [
      'a row that is there twice',
      {
        text: text('7.40A.600.100', ...['0, 0', '0, 0'].map((rest) => `3 = "CTX-CLOUD", 12, "D", "D", ${rest}, 2048`)),
      },
      'more than one row',
    ],
    ['another peer', { text: good, peer: 'private-carrier' }, 'private-carrier'],
  ])('is refused: %s', (_, setup, because) => {
    const plan = planOf({ ...setup, allow });
    expect(plan).toMatchObject({ edits: [], additions: [], imports: [], changes: [], artifacts: [] });
    expect(plan.refusals.map((refusal) => refusal.because)).toEqual([expect.stringContaining(because)]);
  });

  it('that is on already leaves the import', () => {
    const plan = planOf({
      text: good.replace('"CTX-CLOUD", 12, "D", "D", 0, 0', '"CTX-CLOUD", 12, "D", "D", 0, 1'),
      allow,
    });
    expect(plan).toMatchObject({ changes: [], refusals: [], additions: [{ label: 'Root A' }] });
  });

  it('is left alone unless allowed', () => {
    expect(planOf({ text: good }).edits).toEqual([]);
  });
});

function difference(before: readonly string[], after: readonly string[]): readonly string[] {
  const left = [...after];
  return before.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
