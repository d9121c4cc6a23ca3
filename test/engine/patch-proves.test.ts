import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFolder, checkFolder, patchFolder, type Folder, type FolderOptions } from '../support/folder.js';
import { root } from '../support/knowledge.js';

const AS_OF = { asOf: '2026-11-22' };
const fixture = (path: string) => readFolder(join(root, 'test', 'fixtures', path, 'input'));

/** The plan for the one device of a folder, which has to be proven: what cannot be is not to be planned. */
async function planned(files: Folder, options: Partial<FolderOptions> = {}) {
  const all = { ...AS_OF, ...options };
  const [patch, another] = await patchFolder(await checkFolder(files, all), all);
  if (!patch || another) throw new Error('not one device');
  expect(patch.proof.failures).toEqual([]);
  return patch;
}

/** A fixture whose file `path` is changed. */
function changed(name: string, path: string, change: (text: string) => string): Folder {
  const files = new Map(fixture(name));
  const before = Buffer.from(files.get(path) ?? []).toString('latin1');
  const after = change(before);
  expect(after).not.toBe(before);
  return files.set(path, Buffer.from(after, 'latin1'));
}

const PKI = 'system security pki';
const CURLY = ['ribbon-core-curly/captured-session', 'edge2.cfg'] as const;
const SET = ['ribbon-core-set/captured-session', 'edge9.log'] as const;

/** The entries of the log once more, as `show` of them alone prints them. */
const entriesAlone: Record<string, (text: string) => string> = {
  [CURLY[0]]: (text) => {
    const entries = / +certificate [^}]*}\r?\n/g;
    return `admin@edge2> show configuration ${PKI}\n${(text.match(entries) ?? []).join('')}admin@edge2> \n`;
  },
  [SET[0]]: (text) => {
    const lines = new RegExp(`^set ${PKI} .*\\r?\\n`, 'gm');
    return `admin@edge9> show configuration ${PKI} | display set\n${(text.match(lines) ?? []).join('')}admin@edge9> \n`;
  },
};

describe.each([CURLY, SET])('%s: a log that shows PKI entries more than once', (name, path) => {
  const alone = entriesAlone[name] ?? String;

  it('is not edited where both show the same part: one would contradict the other', async () => {
    const { plan, files } = await planned(changed(name, path, (text) => text + text));
    expect(files).toEqual([]);
    expect(plan.additions.length).toBeGreaterThan(0);
    expect(plan.additions.every(({ aside }) => aside)).toBe(true);
    expect(plan.artifacts.map((artifact) => artifact.path)).toContain('apply.cli');
  });

  it.each([
    ['before', (text: string) => alone(text) + text],
    ['behind', (text: string) => text + alone(text)],
  ])('is edited in what shows all, with a part of it %s', async (_, change) => {
    const log = changed(name, path, change);
    const { plan, files } = await planned(log);
    expect(plan.additions.some(({ aside }) => aside)).toBe(false);
    const added = files[0]?.after.text ?? '';
    const [first] = plan.additions;
    expect(added.split(` ${first?.label ?? ''}.der`).length).toBe(2);
    // The part is there as it was.
    expect(added).toContain(alone(Buffer.from(fixture(name).get(path) ?? []).toString('latin1')));
  });

  it('enables none of them, for every place says that it is disabled', async () => {
    const disabled = (text: string) =>
      text.replace(/(DigiCertGlobalRootG2(?: \{\s+| ))state( +)enabled/, '$1state$2disabled');
    const { plan } = await planned(
      changed(name, path, (text) => disabled(text) + disabled(text)),
      { allow: ['enable-entry'] },
    );
    expect(plan.changes).toEqual([]);
    expect(plan.refusals.map(({ because }) => because)).toContainEqual(
      expect.stringMatching(/DigiCertGlobalRootG2 .* is disabled, and the file has no one place to enable it/),
    );
  });
});

it('a new entry is not called like a file that holds its root and more', async () => {
  const { plan } = await planned(fixture('ribbon-core-set/stale-file'));
  const wanted = plan.imports.map(({ anchor }) => anchor);
  const rsa = wanted.filter(({ name }) => name.startsWith('Microsoft RSA'));
  const labelBeside = async (held: typeof wanted) => {
    const pem = held.map((anchor) => anchor.pem).join('');
    const files = changed('ribbon-core-set/stale-file', 'certificates/MSFT_RSA_Root_2017.der', () => pem);
    const { additions } = (await planned(files)).plan;
    return additions.find(({ want }) => want.anchor.sha256 === rsa[0]?.sha256)?.label;
  };
  expect(await labelBeside(rsa)).toBe('MSFT_RSA_Root_2017');
  expect(await labelBeside(wanted)).toBe('MSFT_RSA_Root_2017_2');
});

describe('a bundle with more blocks that hold no certificate than are read', () => {
  const spoilt = (name: string, path: string, blocks: number) =>
    changed(name, path, (text) => '-----BEGIN CERTIFICATE-----\n'.repeat(blocks) + text);

  it('is not appended to: nobody would read the root there', async () => {
    const options = { peer: 'microsoft-teams-direct-routing', assumeMissing: true };
    const { plan } = await planned(spoilt('trust-store/missing', 'ca-certificates.crt', 1001), options);
    expect([plan.edits, plan.additions]).toEqual([[], []]);
    expect(plan.refusals[0]?.because).toBe('the file cannot be read to its end: mend it first');
  });

  it('is appended to while the last block is read', async () => {
    const options = { peer: 'microsoft-teams-direct-routing', assumeMissing: true };
    const { plan } = await planned(spoilt('trust-store/missing', 'ca-certificates.crt', 1000), options);
    expect(plan.edits).toHaveLength(1);
  });

  it('stays as it is where the calls to the device add the roots', async () => {
    const { plan } = await planned(spoilt('audiocodes-cli/truncated', '3.root', 1001), { assumeMissing: true });
    expect([plan.edits.length, plan.additions.length > 0]).toEqual([0, true]);
  });
});

it('nothing is added to a trust store that two exports list differently', async () => {
  const list = fixture('ribbon-edge-rest/fine').get('certificates.xml') ?? new Uint8Array();
  const files = new Map(fixture('ribbon-edge-xml/missing')).set('certificates.xml', list);
  const { plan } = await planned(files, { assumeMissing: true });
  expect([plan.edits, plan.additions]).toEqual([[], []]);
  expect(plan.refusals.length).toBeGreaterThan(0);
  expect(plan.refusals[0]?.because).toBe('two exports list the trust store differently: leave out the one that is old');
});

it('nothing is added to a tls-profile that is there once more, without its header line', async () => {
  const one = Buffer.from(fixture('oracle-acli/one-element').get('edge1.cfg') ?? []).toString('latin1');
  const headless = one.replace(/^tls-profile\n/m, '');
  expect(headless).not.toBe(one);
  const files = changed('oracle-acli/two-clouds', 'edge1.cfg', (text) => headless + text);
  const { plan } = await planned(files, { assumeMissing: true });
  expect([plan.edits, plan.additions]).toEqual([[], []]);
  expect(plan.refusals.map(({ because }) => because)).toContain('the file has two tls-profiles CloudTLS');
});

it('a listing of another maker says nothing of what the store of a device holds', async () => {
  const files = new Map(fixture('ribbon-core-set/missing'));
  const before = await checkFolder(files, AS_OF);
  const listing = fixture('ribbon-edge-rest/missing').get('certificates.xml') ?? new Uint8Array();
  const { result } = await checkFolder(files.set('certificates/list.xml', listing), AS_OF);
  const labels = ({ devices: [device] }: typeof result) =>
    device?.trustStores.map(({ entries }) => entries?.map(({ label }) => label.value));
  expect(labels(result)).toEqual(labels(before.result));
});

it('what a device shows as its own is not put among what it trusts, whatever a file beside it says that it is', async () => {
  const files = new Map(fixture('oracle-acli/missing'));
  const g3 = readFileSync(join(root, 'trust-anchors', 'digicert-global-root-g3.pem'));
  const { plan } = await planned(files.set('EdgeCert.pem', g3));
  const labels = plan.additions.map(({ label }) => label);
  expect(labels).toContain('DigiCertGlobalRootG3');
  expect(labels).not.toContain('EdgeCert');
});

it('an entry with a damaged line is no pattern for a new one', async () => {
  const files = changed('ribbon-core-curly/missing', 'edge2.cfg', (text) =>
    text.replace(/(certificate DigiCertGlobalRootG2 \{\n)/, '$1       """"             preference1 tls-tcp;\n'),
  );
  const { plan, files: patched } = await planned(files, { assumeMissing: true });
  expect(plan.additions.length).toBeGreaterThan(0);
  expect(patched[0]?.after.text).not.toMatch(/_sl \{\n[^}]*""/);
});

it('no line is put behind one that breaks off', async () => {
  const files = changed('ribbon-core-set/broken', 'edge5.set', (text) => text.replace('LastRoot typ', ' typ'));
  const { files: patched } = await planned(files, { assumeMissing: true });
  for (const { after } of patched) expect(after.text).toMatch(/certificate {2}typ$/);
});
