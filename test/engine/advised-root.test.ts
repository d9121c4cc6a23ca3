import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readAnchorFile } from '../../src/engine/anchor-file.js';
import type { Anchor } from '../../src/engine/patch.js';
import { fixers } from '../../src/fixers/index.js';
import type { KnownCertificate } from '../../src/model/certificate.js';
import type { Knowledge } from '../../src/model/knowledge.js';
import { SourceText } from '../../src/text/source-text.js';
import { certificateReader } from '../../src/x509/reader.js';
import { exampleIssuingCa, exampleRoot } from '../support/certificates.js';
import { checkFolder, patchFolder, patchedTree, readFolder, shippedAnchor } from '../support/folder.js';
import { projectKnowledge, root, sha256 } from '../support/knowledge.js';

const fixtures = join(__dirname, '..', 'fixtures');
const AS_OF = '2026-11-22';

/** The shipped facts with another root in the place of the advised one, known by its facts only. */
async function advising(pem: string): Promise<{ knowledge: Knowledge; advised: KnownCertificate; bytes: Anchor }> {
  const shipped = await projectKnowledge();
  const reader = certificateReader([], sha256);
  const [found] = (await reader.readFile(SourceText.of('root.pem', pem))).found;
  const der = found && reader.bytesOf(found.certificate.sha256);
  if (!found || !der) throw new Error('the test has no root');
  const advised = {
    ...found.certificate,
    name: 'Example Advised Root',
    file: null,
    issuerSpkiSha256: found.certificate.spkiSha256,
  };
  const knowledge = {
    ...shipped,
    certificates: [...shipped.certificates, advised],
    peers: shipped.peers.map((peer) => ({
      ...peer,
      requirements: peer.requirements.map((requirement) =>
        requirement.id === 'microsoft-tls-g2-self-signed' ? { ...requirement, allOf: [advised.sha256] } : requirement,
      ),
    })),
  };
  return { knowledge, advised, bytes: { ...advised, der, pem } };
}

/** Every form that has a fixer, with a device that lacks roots. */
const cases = readdirSync(fixtures)
  .filter((format) => fixers.some((fixer) => fixer.format === format))
  .filter((format) => existsSync(join(fixtures, format, 'missing', 'expected', 'plan.json')));

/** Forms that are read and not patched. */
const READ_ONLY = ['oracle-commands'];

it('every form with a fixer that writes is among the cases', () => {
  expect([...cases, ...READ_ONLY].sort()).toEqual(fixers.map(({ format }) => format).sort());
});

describe.each(cases)('an advised root that sbclint knows by its facts only, for %s', (format) => {
  const files = readFolder(join(fixtures, format, 'missing', 'input'));
  const { peer } = JSON.parse(readFileSync(join(fixtures, format, 'missing', 'options.json'), 'utf8')) as {
    peer?: string;
  };
  const options = { asOf: AS_OF, ...(peer === undefined ? {} : { peer }) };

  it('is not added without being asked for', async () => {
    const { knowledge, advised } = await advising(exampleRoot);
    const checked = await checkFolder(files, { ...options, knowledge });
    for (const { plan } of await patchFolder(checked, { ...options, assumeMissing: true })) {
      const named = [...plan.additions, ...plan.refusals].map(({ want }) => want.anchor.sha256);
      expect(named).not.toContain(advised.sha256);
    }
  });

  it('is refused with what to bring where no file is given', async () => {
    const { knowledge, advised } = await advising(exampleRoot);
    const checked = await checkFolder(files, { ...options, knowledge });
    const [patch] = await patchFolder(checked, { ...options, assumeMissing: true, onlyAnchor: advised.sha256 });
    expect([patch?.plan.additions, patch?.files]).toEqual([[], []]);
    expect(patch?.plan.refusals[0]?.because).toMatch(/--anchor-file FILE.*azhpc-images/);
  });

  it('is added, proven and found afterwards where its file is given', async () => {
    const { knowledge, advised, bytes } = await advising(exampleRoot);
    const asked = {
      ...options,
      knowledge,
      assumeMissing: true,
      onlyAnchor: advised.sha256,
      anchor: (each: KnownCertificate) => (each.sha256 === advised.sha256 ? bytes : shippedAnchor(each)),
    };
    const patches = await patchFolder(await checkFolder(files, asked), asked);
    expect(patches.flatMap(({ proof }) => proof.failures)).toEqual([]);
    const added = patches.flatMap(({ plan }) => plan.additions.map(({ want }) => want.anchor.sha256));
    expect([...new Set(added)]).toEqual([advised.sha256]);
    const contents = patches.flatMap(({ plan, files: changed }) => [
      ...plan.artifacts.map(({ content }) => Buffer.from(content).toString('latin1')),
      ...changed.map(({ after }) => after.text),
    ]);
    const inBase64 = Buffer.from(bytes.der).toString('base64').slice(0, 40);
    const inDer = Buffer.from(bytes.der).toString('latin1');
    const inHexadecimal = Buffer.from(bytes.der).toString('hex').slice(0, 60).toUpperCase();
    expect(
      contents.some(
        (text) => text.includes(inBase64) || text.includes(inDer) || text.replace(/\s/g, '').includes(inHexadecimal),
      ),
    ).toBe(true);
    // What only the script of the pack adds, no text shows afterwards.
    if (patches.some(({ plan }) => plan.additions.some(({ aside }) => aside))) return;
    const again = await checkFolder(patchedTree(files, patches), asked);
    const lacking = again.result.findings.filter(
      ({ kind, trustAnchor }) => kind === 'fail' && trustAnchor?.sha256 === advised.sha256,
    );
    expect(lacking).toEqual([]);
  });
});

describe('the file of an advised root', () => {
  const read = async (text: string) => {
    const { advised, knowledge } = await advising(exampleRoot);
    return readAnchorFile(SourceText.of('brought.pem', text), advised, { knowledge, sha256 });
  };

  it('is taken for what its SHA-256 says, alone or among others', async () => {
    expect(await read(exampleRoot)).toBeInstanceOf(Uint8Array);
    expect(await read(exampleIssuingCa + exampleRoot)).toBeInstanceOf(Uint8Array);
  });

  it.each([
    ['another certificate', exampleIssuingCa, /brought\.pem is not Example Advised Root.*holds CN=Example Issuing CA/],
    ['no certificate', 'nothing\n', /holds no certificate/],
    [
      'a private key too',
      `${exampleRoot}-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n`,
      /private key/,
    ],
    ['a cut certificate', exampleRoot.slice(0, 300), /no line -----END CERTIFICATE/],
  ])('is refused when it holds %s', async (_, text, because) => {
    const refused = await read(text);
    expect('refused' in refused ? refused.refused : '').toMatch(because);
  });
});

const reference = join(process.env['SBCLINT_REFERENCE_ROOTS'] ?? join(root, '..', 'shared', 'roots'), 'reference-only');
const REAL = join(reference, 'microsoft-tls-rsa-root-g2.pem');
if (!existsSync(REAL)) it('has no bytes of the advised root at hand', () => expect(existsSync(REAL)).toBe(false));
else {
  it.each(cases)('the real Microsoft TLS RSA Root G2 is added and proven for %s', async (format) => {
    const knowledge = await projectKnowledge();
    const advised = knowledge.certificates.find(({ name }) => name === 'Microsoft TLS RSA Root G2');
    if (!advised) throw new Error('the advised root is not known');
    const source = SourceText.of(REAL, readFileSync(REAL, 'latin1'));
    const der = await readAnchorFile(source, advised, { knowledge, sha256 });
    if ('refused' in der) throw new Error(der.refused);
    const { peer } = JSON.parse(readFileSync(join(fixtures, format, 'missing', 'options.json'), 'utf8')) as {
      peer?: string;
    };
    const asked = {
      asOf: AS_OF,
      ...(peer === undefined ? {} : { peer }),
      assumeMissing: true,
      onlyAnchor: advised.sha256,
      anchor: () => ({ ...advised, der, pem: source.text }),
    };
    const checked = await checkFolder(readFolder(join(fixtures, format, 'missing', 'input')), asked);
    const patches = await patchFolder(checked, asked);
    expect(patches.flatMap(({ proof }) => proof.failures)).toEqual([]);
    expect(patches.flatMap(({ plan }) => plan.additions).length).toBeGreaterThan(0);
  });
}
