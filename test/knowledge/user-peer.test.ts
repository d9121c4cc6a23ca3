import { pathAnswer } from '../../src/engine/peer-paths.js';
import { userPeer, type UserPeer } from '../../src/knowledge/user-peer.js';
import type { Certificate, KnownCertificate } from '../../src/model/certificate.js';
import type { Knowledge } from '../../src/model/knowledge.js';
import { moment } from '../../src/model/time.js';
import type { TrustStore } from '../../src/model/trust.js';
import { wholeFile } from '../../src/text/provenance.js';
import { SourceText } from '../../src/text/source-text.js';
import { certificateReader } from '../../src/x509/reader.js';
import { exampleBrainpoolRoot } from '../support/certificates.js';
import { shippedAnchor } from '../support/folder.js';
import { makeHierarchy } from '../support/hierarchy.js';
import { projectKnowledge, sha256 } from '../support/knowledge.js';
import { rootPem } from '../support/rule-cases.js';

type Files = Readonly<Record<string, string | Uint8Array>>;

const KEY = '-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIplantedplantedplanted\n-----END EC PRIVATE KEY-----\n';

/** A carrier: a root, a CA below it, a server of that CA; another root of the same name, and one with another name. */
async function carrier(): Promise<Files> {
  const made = await makeHierarchy([
    { subject: 'Carrier Root', issuer: 'Carrier Root', ca: true },
    { subject: 'Carrier Issuing CA', issuer: 'Carrier Root', ca: true },
    { subject: 'sip.carrier.example', issuer: 'Carrier Issuing CA' },
    { subject: 'Carrier Root', issuer: 'Carrier Root', key: 'impostor', signedBy: 'impostor', ca: true },
    { subject: 'Other Root', issuer: 'Other Root', ca: true },
  ]);
  const names = ['root', 'issuing', 'server', 'impostor', 'other'];
  return Object.fromEntries(
    made.flatMap(({ pem, der }, i) => [
      [`${names[i] ?? ''}.pem`, pem],
      [`${names[i] ?? ''}.der`, der],
    ]),
  );
}

const LISTED = `
  - { file: root.pem, name: Carrier Root }
  - { file: issuing.pem, name: Carrier Issuing CA }`;

function profile(certificates = LISTED, change: (text: string) => string = (text) => text): string {
  return change(`id: carrier
title: Carrier
tlsOnly: true
certificates:${certificates}
clouds:
  - { id: main, title: main, endpoints: [sip.carrier.example], suffixes: [], port: 5061, confidence: verified, source: page }
requirements:
  - id: root
    clouds: [main]
    from: '2025-01-01'
    allOf: [Carrier Root]
    keep: []
    level: error
    confidence: verified
    source: [page]
paths:
  - { id: path, clouds: [main], certificates: [Carrier Issuing CA], confidence: verified, source: [page] }
sources:
  page: { title: a page, url: null, read: '2026-11-20' }
`);
}

async function read(text: string, files: Files): ReturnType<typeof userPeer> {
  const knowledge = await projectKnowledge();
  const beside = (file: string) => {
    const content = files[file];
    return content === undefined ? { failed: `there is no file ${file}` } : { path: file, bytes: bytesOf(content) };
  };
  const bytes = (known: KnownCertificate) => shippedAnchor(known)?.der ?? null;
  return userPeer({ path: 'carrier.yaml', text, beside }, { knowledge, sha256, bytesOf: bytes });
}

const bytesOf = (content: string | Uint8Array) =>
  typeof content === 'string' ? Buffer.from(content, 'latin1') : content;

async function accepted(text: string, files: Files): Promise<UserPeer> {
  const found = await read(text, files);
  if ('problems' in found) throw new Error(JSON.stringify(found.problems, null, 2));
  return found;
}

async function problems(text: string, files: Files): Promise<string> {
  const found = await read(text, files);
  return 'problems' in found
    ? found.problems.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`).join('\n')
    : '';
}

/** The SHA-256 of a file's only certificate. */
async function hashOf(content: string | Uint8Array | undefined): Promise<string> {
  const source = new SourceText('x', bytesOf(content ?? ''));
  return (await certificateReader([], sha256).readFile(source)).found[0]?.certificate.sha256 ?? '';
}

describe('the certificates beside a profile', () => {
  it('are found by their names, and the profile then holds their SHA-256', async () => {
    const files = await carrier();
    const { peer, brought } = await accepted(profile(), files);
    const [root, issuing] = [await hashOf(files['root.pem']), await hashOf(files['issuing.pem'])];
    expect(peer.requirements[0]?.allOf).toEqual([root]);
    expect(peer.paths[0]?.certificates).toEqual([issuing]);
    expect(brought.map(({ certificate: { name, broughtIn, file } }) => [name, broughtIn, file])).toEqual([
      ['Carrier Root', 'root.pem', null],
      ['Carrier Issuing CA', 'issuing.pem', null],
    ]);
    expect(peer).not.toHaveProperty('certificates');
  });

  it('are read as DER too, and named by SHA-256 as OpenSSL prints it', async () => {
    const files = await carrier();
    const printed = (await hashOf(files['root.pem'])).toUpperCase().replace(/..(?=.)/g, '$&:');
    const text = profile(LISTED.replaceAll('.pem', '.der'), (all) =>
      all.replace('allOf: [Carrier Root]', `allOf: ['${printed}']`),
    );
    expect((await accepted(text, files)).peer.requirements[0]?.allOf).toEqual([await hashOf(files['root.pem'])]);
  });

  it('are one of several in a file where sha256 says which', async () => {
    const files = await carrier();
    const chain = { 'chain.pem': `${String(files['issuing.pem'])}${String(files['root.pem'])}` };
    const [root, issuing] = [await hashOf(files['root.pem']), await hashOf(files['issuing.pem'])];
    const listed = (sha: string, name: string) => `\n  - { file: chain.pem, name: ${name}, sha256: '${sha}' }`;
    const text = profile(listed(root, 'Carrier Root') + listed(issuing, 'Carrier Issuing CA'));
    expect((await accepted(text, chain)).brought).toHaveLength(2);
    expect(await problems(profile('\n  - { file: chain.pem, name: Carrier Root }'), chain)).toMatch(
      /carrier\.yaml:5:7: chain\.pem holds 2 certificates; say with sha256 which one is meant: [0-9a-f]{64} \(CN=Carrier/,
    );
  });

  it('may be one that sbclint knows, whose own facts then stay', async () => {
    const text = profile('\n  - { file: g2.pem, name: Our G2 }', (all) =>
      all.replace('Carrier Root', 'Our G2').replace(/paths:\n.*\n/, ''),
    );
    const { brought } = await accepted(text, { 'g2.pem': rootPem('digicert-global-root-g2') });
    expect(brought.map(({ certificate }) => certificate.name)).toEqual(['DigiCert Global Root G2']);
  });

  it('need not be there for certificates that sbclint knows, by name or SHA-256', async () => {
    const text = profile(' []', (all) =>
      all.replace('allOf: [Carrier Root]', 'allOf: [DigiCert Global Root G2]').replace(/paths:\n.*\n/, ''),
    );
    expect((await accepted(text, {})).peer.requirements[0]?.allOf?.[0]).toMatch(/^cb3ccbb7/);
  });
});

describe('mistakes have their place and say what to do', () => {
  it.each<[string, string, RegExp]>([
    ['a file that is not there', profile(LISTED.replace('root.pem', 'rot.pem')), /:5:7: there is no file rot\.pem/],
    ['a file without a certificate', profile(LISTED.replace('root.pem', 'text')), /:5:7: .*holds no certificate/],
    ['an empty file', profile(LISTED.replace('root.pem', 'empty')), /:5:7: .*holds no certificate/],
    ['a cut certificate', profile(LISTED.replace('root.pem', 'cut')), /:5:7: .*line 1 of it: no line -----END/],
    ['DER that is no certificate', profile(LISTED.replace('root.pem', 'sequence')), /:5:7: sequence is not taken/],
    ['a private key in the file', profile(LISTED.replace('root.pem', 'keyed')), /:5:7: .*private key.*of its own/],
    ['a key store', profile(LISTED.replace('root.pem', 'root.p12')), /:5:7: root\.p12 may hold a private key/],
    [
      'another SHA-256',
      profile(LISTED.replace('Root }', `Root, sha256: '${'0'.repeat(64)}' }`)),
      /:5:\d+: root\.pem holds another certificate: [0-9a-f]{64} \(CN=Carrier Root,O=Example/,
    ],
    ['a SHA-256 that is none', profile(LISTED.replace('Root }', 'Root, sha256: abc }')), /:5:\d+: .*64 hexadecimal/],
    ['a name used twice', profile(LISTED.replace('Issuing CA', 'root')), /:6:\d+: Carrier root is the name of another/],
    ['one certificate twice', profile(LISTED.replace('issuing.pem', 'root.pem')), /:6:\d+: Carrier Root is the same/],
    [
      'the name of a known root for another one',
      profile(LISTED.replace('name: Carrier Root', 'name: digicert global root g2')),
      /:5:\d+: digicert global root g2 is the name of a certificate that sbclint knows/,
    ],
    [
      'a name for scripts to stumble over',
      profile(LISTED.replace('name: Carrier Root', 'name: "$(x)"')),
      /:5:\d+: .*a name is/,
    ],
    [
      'a misspelt name in a path',
      profile(LISTED, (all) => all.replace('[Carrier Issuing CA]', '[Carrier Issuing CB]')),
      /:19:\d+: no certificate is called Carrier Issuing CB; did you mean Carrier Issuing CA\?/,
    ],
    [
      'a name in keep that is nowhere near',
      profile(LISTED, (all) => all.replace('keep: []', 'keep: [{ anchor: Zzz, until: null }]')),
      /:14:\d+: no certificate is called Zzz: say the name of an entry of certificates, or a SHA-256/,
    ],
    [
      'an unknown SHA-256',
      profile(LISTED, (all) => all.replace('allOf: [Carrier Root]', `allOf: ['${'1'.repeat(64)}']`)),
      /:13:\d+: no certificate with the SHA-256 1{64} is known: add its file to certificates/,
    ],
    [
      'a CA that is required as a root',
      profile(LISTED, (all) => all.replace('allOf: [Carrier Root]', 'allOf: [Carrier Issuing CA]')),
      /:13:\d+: Carrier Issuing CA is no root, for CN=Carrier Root,O=Example issued it.*paths name what is below/,
    ],
    [
      'a path that begins with the server',
      profile(`${LISTED}\n  - { file: server.pem, name: Server }`, (all) =>
        all.replace('[Carrier Issuing CA]', '[Server]'),
      ),
      /:20:\d+: Server is no CA: a path begins with the CA/,
    ],
    [
      'a path whose root is not there',
      profile('\n  - { file: issuing.pem, name: Carrier Issuing CA }', (all) =>
        all.replace(/requirements:[^]*paths/, 'paths'),
      ),
      /:5:7: Carrier Issuing CA is issued by CN=Carrier Root,O=Example, and no certificate of that name is here/,
    ],
    [
      'a path whose root only has the name',
      profile(LISTED.replace('root.pem', 'impostor.pem')),
      /:6:7: the signature of Carrier Issuing CA does not verify with the key of CN=Carrier Root,O=Example/,
    ],
    [
      'a source that is not listed',
      profile(LISTED, (all) => all.replace('source: [page]', 'source: [pag]')),
      /:17:\d+: source pag is not in sources; did you mean page\?/,
    ],
    [
      'a statement without confidence',
      profile(LISTED, (all) => all.replace(/ +confidence: verified\n/, '')),
      /:10:5: requirements\.0\.confidence: is missing; one of verified/,
    ],
    [
      'a statement without source',
      profile(LISTED, (all) => all.replace(/ +source: \[page\]\n/, '')),
      /:10:5: requirements\.0\.source: is missing; a list/,
    ],
    [
      'an error on hearsay',
      profile(LISTED, (all) => all.replace('confidence: verified\n    source', 'confidence: inferred\n    source')),
      /:15:5: inferred facts are at most a warning/,
    ],
    [
      'a key with nothing behind it',
      profile(LISTED, (all) => all.replace('keep: []', 'keep:')),
      /:14:5: requirements\.0\.keep: has no value; a list goes there/,
    ],
    [
      'a misspelt key of an entry',
      profile(LISTED.replace('file: root', 'fle: root')),
      /:5:\d+: unknown key fle; did you mean file\?/,
    ],
    [
      'a misspelt confidence',
      profile(LISTED, (all) => all.replace('verified', 'verifed')),
      /:8:\d+: .*did you mean verified\?/,
    ],
    [
      'a number where text belongs',
      profile(LISTED, (all) => all.replace('title: Carrier', 'title: 7.1')),
      /:2:1: title: has to be text, and is the number 7\.1; put text in quotes/,
    ],
  ])('%s', async (_, text, expected) => {
    const files = await carrier();
    const more = {
      text: 'hello\n',
      empty: '',
      cut: String(files['root.pem']).slice(0, 200),
      sequence: Uint8Array.from([0x30, 0x50, ...Array<number>(0x50).fill(0x05)]),
      keyed: KEY + String(files['root.pem']),
      'root.p12': String(files['root.pem']),
    };
    const said = await problems(text, { ...files, ...more });
    expect(said).toMatch(expected);
    expect(said).not.toMatch(/planted|MHcC/);
  });

  it('a profile without lists that say nothing is fine', async () => {
    const text = profile(LISTED, (all) => all.replace(/requirements:[^]*?sources/, 'sources'));
    const { peer } = await accepted(text, await carrier());
    expect([peer.requirements, peer.paths, peer.retired, peer.testOnly]).toEqual([[], [], [], []]);
  });
});

describe('the paths of a profile are decided on the bytes', () => {
  async function answer(anchor: string, asOf = '2026-11-22') {
    const files = await carrier();
    const { peer, brought } = await accepted(profile(), files);
    const shipped = await projectKnowledge();
    const known = brought.map(({ certificate }) => certificate);
    const knowledge: Knowledge = { ...shipped, certificates: [...shipped.certificates, ...known] };
    const source = new SourceText(anchor, bytesOf(files[anchor] ?? ''));
    const { found } = await certificateReader(knowledge.certificates, sha256).readFile(source);
    const [path] = peer.paths;
    if (!path) throw new Error('the profile has no path');
    const store = storeOf(found.map(({ certificate }) => certificate));
    const noLimits = { depth: null, keys: [], insistsOnClientAuth: { answer: 'no', because: '' } } as const;
    return pathAnswer(path, [store], knowledge, moment(asOf), 'server', noLimits)?.answer;
  }

  it.each([
    ['root.pem', '2026-11-22', 'yes'],
    ['root.pem', '2024-12-31', 'no'],
    ['root.pem', '2034-12-31', 'yes'],
    ['root.pem', '2035-01-02', 'no'],
    ['impostor.pem', '2026-11-22', 'no'],
    ['other.pem', '2026-11-22', 'no'],
  ])('a store that holds %s on %s: %s', async (anchor, asOf, expected) => {
    expect(await answer(anchor, asOf)).toBe(expected);
  });

  it('a root on a curve that cannot be checked is taken all the same', async () => {
    const text = profile('\n  - { file: root.pem, name: Carrier Root }', (all) => all.replace(/paths:\n.*\n/, ''));
    expect((await accepted(text, { 'root.pem': exampleBrainpoolRoot })).brought[0]?.certificate.selfSigned).toBe(null);
  });
});

function storeOf(certificates: readonly Certificate[]): TrustStore {
  const at = wholeFile('store');
  return {
    id: 'store',
    name: 'store',
    scope: 'context',
    complete: true,
    incompleteBecause: null,
    builtInBundle: null,
    at,
    entries: certificates.map((certificate) => ({
      label: { value: 'entry', at },
      identity: { certainty: 'bytes', certificate, at },
      claims: [],
      usable: { answer: 'yes', because: '', at },
    })),
  };
}
