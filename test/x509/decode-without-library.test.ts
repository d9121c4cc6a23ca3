import { rootCertificates } from 'node:tls';
import { SourceText } from '../../src/text/source-text.js';
import { checkSignatures } from '../../src/x509/path/signatures.js';
import { certificateReader } from '../../src/x509/reader.js';
import { exampleBrainpoolRoot } from '../support/certificates.js';
import { sha256 } from '../support/knowledge.js';

const loaded = jest.fn();
jest.mock('../../src/x509/library-decoder', () => {
  loaded();
  return {};
});

const read = (pem: string) => certificateReader([], sha256).readFile(SourceText.of('x', pem));

it('reads the roots of Node, and checks their signatures, without @peculiar/x509', async () => {
  const reader = certificateReader([], sha256);
  const { found, refused } = await reader.readFile(SourceText.of('x', rootCertificates.join('\n')));
  expect([found.length, refused]).toEqual([rootCertificates.length, []]);
  expect(found.every(({ certificate }) => certificate.selfSigned !== null)).toBe(true);
  const all = found.slice(0, 10).map(({ certificate }) => ({
    certificate,
    der: reader.bytesOf(certificate.sha256),
    issuerSpkiSha256: null,
  }));
  const signatures = await checkSignatures(all);
  expect(all.map(({ certificate }) => signatures(certificate, certificate))).toEqual(all.map(() => 'yes'));
  expect(loaded).not.toHaveBeenCalled();
});

it('loads it for a key of a rare curve', async () => {
  await read(exampleBrainpoolRoot);
  expect(loaded).toHaveBeenCalledTimes(1);
});
