import type { Certificate } from '../../src/model/certificate.js';
import { SourceText } from '../../src/text/source-text.js';
import { ownCertificates } from '../../src/x509/own-file.js';
import type { CertificateReader } from '../../src/x509/reader.js';
import { certificateFacts } from '../support/certificate-facts.js';

const der = Uint8Array.from([1, 2, 3]);

interface File {
  readonly text?: string;
  readonly found?: readonly Certificate[];
  readonly refused?: readonly { readonly because: string; readonly at: { readonly line: number } }[];
  readonly encoding?: string;
  readonly recognized?: boolean;
  /** Whether the bytes of a certificate are at hand. */
  readonly hasBytes?: boolean;
}

function taken({ text = '', found = [], refused = [], encoding = 'pem', recognized = true, hasBytes = true }: File) {
  const reader = {
    recognizes: () => recognized,
    readFile: () => Promise.resolve({ found: found.map((certificate) => ({ certificate })), refused, encoding }),
    bytesOf: () => (hasBytes ? der : null),
  } as unknown as CertificateReader;
  return ownCertificates(SourceText.of('own.pem', text), reader);
}

const one = certificateFacts({ sha256: 'one' });
const two = certificateFacts({ sha256: 'two' });

it('takes every certificate of the file once, with its bytes', async () => {
  expect(await taken({ found: [one, two, one] })).toEqual([
    { certificate: one, der },
    { certificate: two, der },
  ]);
});

it.each<[string, File, string]>([
  [
    'a private key',
    { text: '-----BEGIN EC PRIVATE KEY-----\n', found: [one] },
    'it holds a private key, which sbclint never reads: copy the certificate into a file of its own',
  ],
  ['no certificate', { recognized: false }, 'it holds no certificate, neither PEM nor DER nor PKCS#7'],
  ['nothing that can be read', {}, 'it holds no certificate that can be read'],
  ['a certificate without bytes', { found: [one], hasBytes: false }, 'it holds no certificate that can be read'],
  [
    'a block that cannot be read',
    { found: [one], refused: [{ because: 'it is cut', at: { line: 7 } }] },
    'line 7 of it: it is cut',
  ],
  [
    'DER that cannot be read',
    { found: [one], refused: [{ because: 'it is cut', at: { line: 1 } }], encoding: 'der' },
    'it is cut',
  ],
  ['a line end in a subject', { found: [{ ...one, subject: 'CN=a\nreload' }] }, 'a name in it has control characters'],
  ['an escape in an issuer', { found: [one, { ...two, issuer: 'CN=\x1b[2J' }] }, 'a name in it has control characters'],
])('a file with %s is refused, with the reason', async (_, file, refused) => {
  expect(await taken(file)).toEqual({ refused });
});
