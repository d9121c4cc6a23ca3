import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { SourceText } from '../../src/text/source-text.js';
import { certificateReader } from '../../src/x509/reader.js';
import { inTemporaryFolder } from '../support/cli.js';
import { exampleIssuingCa, exampleRollover, exampleRoot } from '../support/certificates.js';
import { projectKnowledge, sha256 } from '../support/knowledge.js';
import { rootPem } from '../support/rule-cases.js';

const g2 = rootPem('digicert-global-root-g2');
const g3 = rootPem('digicert-global-root-g3');
const G2 = 'cb3ccbb76031e5e0138f8dd39a23f9de47ffc35e43c1144cea27d46a5ab1cb5f';
const G3 = '31ad6648f8104138c738f39ea4320133393e3a18cc02296ef97c2ac9ef6731d0';
const der = (pem: string) => Buffer.from(pem.replace(/-----[A-Z0-9 ]+-----|\s/g, ''), 'base64');

async function read(content: string | Uint8Array) {
  const { certificates } = await projectKnowledge();
  const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
  const source = new SourceText('x', bytes);
  const reader = certificateReader(certificates, sha256);
  const { encoding, found, refused } = await reader.readFile(source);
  return {
    recognized: reader.recognizes(source),
    encoding,
    found: found.map(({ certificate }) => certificate.sha256),
    lines: found.map(({ at }) => at.line),
    refused: refused.map(({ because }) => because),
  };
}

describe('PEM', () => {
  it('with prose between the blocks, and CRLF', async () => {
    const text = `# DigiCert Global Root G2\n${g2}\nsubject=/CN=x\n${g3}`.replaceAll('\n', '\r\n');
    expect(await read(text)).toMatchObject({
      recognized: true,
      encoding: 'pem',
      found: [G2, G3],
      lines: [2, 26],
      refused: [],
    });
  });

  it.each([
    ['no END line', g2.replace(/-----END CERTIFICATE-----\n/, ''), 'no line -----END CERTIFICATE-----'],
    [
      'another label at the end',
      g2.replace('-----END CERTIFICATE', '-----END X509 CRL'),
      'no line -----END CERTIFICATE-----',
    ],
    ['text that is not base64', g2.replace('M', '!'), 'its text is not base64'],
    [
      'base64 that is cut short',
      g2.replace(/\n([^-\n]+)\n-----END/, '\n-----END'),
      'it is not DER, or it is cut short',
    ],
    ['an empty block', '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n', 'its text is not base64'],
    [
      'DER that is no certificate',
      '-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----\n',
      'it is not an X.509 certificate',
    ],
    [
      'a request',
      g2.replaceAll('CERTIFICATE-----', 'CERTIFICATE REQUEST-----'),
      'CERTIFICATE REQUEST is not a certificate',
    ],
    ['a private key', g2.replaceAll('CERTIFICATE-----', 'PRIVATE KEY-----'), 'a private key, which is never read'],
  ])('%s is refused with the reason, and what follows is read', async (_, block, reason) => {
    expect(await read(`${block}\n${g3}`)).toMatchObject({ found: [G3], refused: [reason] });
  });

  it.each([
    ['before it', Buffer.concat([der(g3), Buffer.from(g2)]), 1],
    ['between two', Buffer.concat([Buffer.from(g2), der(g3), Buffer.from(g2)]), 23],
    ['behind it', Buffer.concat([Buffer.from(g2), der(g3)]), 23],
    ['at several places', Buffer.concat([Buffer.from(g2), der(g3), Buffer.from(g2), der(g3)]), 23],
  ])('DER %s is not passed over', async (_, bytes, line) => {
    const { found, refused } = await read(bytes);
    expect(new Set(found)).toEqual(new Set([G2]));
    expect(refused).toEqual(['bytes that are no text stand here, and a certificate in DER is not read beside PEM']);
    const { certificates } = await projectKnowledge();
    const file = await certificateReader(certificates, sha256).readFile(new SourceText('x', bytes));
    expect(file.refused[0]?.at.line).toBe(line);
  });

  it('the colours and backspaces of a terminal are text', async () => {
    expect(await read(`\x1b[1m$ cat root.pem\x1b[0m\b\b\f\n${g2}`)).toMatchObject({ found: [G2], refused: [] });
  });

  it.each([
    ['the end mark of old editors', '\x1a'],
    ['zeros that fill a block', '\0'.repeat(500)],
    ['the flow control of a console', '# caf\u00e9 0\u00e9\x11\x13\n'],
  ])('%s is no DER', async (_, rest) => {
    expect(await read(`${g2}${rest}`)).toMatchObject({ found: [G2], refused: [] });
  });

  it("OpenSSL's trusted form loses its own settings, not its identity", async () => {
    const aux = Buffer.concat([der(g2), Buffer.from('300c300a06082b06010505070301', 'hex')]).toString('base64');
    const block = `-----BEGIN TRUSTED CERTIFICATE-----\n${aux}\n-----END TRUSTED CERTIFICATE-----\n`;
    expect(await read(block)).toMatchObject({ found: [G2], refused: [] });
    expect(await read(block.replaceAll('TRUSTED ', ''))).toMatchObject({ found: [] });
  });
});

it('after a thousand blocks that cannot be read it says once that it stops', async () => {
  const block = '-----BEGIN CERTIFICATE-----\n*\n-----END CERTIFICATE-----\n';
  const { found, refused } = await read(block.repeat(1003) + g2);
  expect([found, refused.length]).toEqual([[], 1001]);
  expect(refused.at(-1)).toMatch(/not read, after 1000 blocks/);
  expect((await read(block.repeat(1000) + g2)).found).toEqual([G2]);
});

describe('DER', () => {
  it.each([
    ['as it is', der(g2)],
    ['with a newline that a transfer added', Buffer.concat([der(g2), Buffer.from('\r\n')])],
  ])('%s', async (_, bytes) =>
    expect(await read(bytes)).toMatchObject({ recognized: true, encoding: 'der', found: [G2] }),
  );

  it('cut short is not recognized, and never read as something else', async () => {
    expect(await read(der(g2).subarray(0, 500))).toMatchObject({ recognized: false, found: [] });
  });

  it('with bytes after it is refused', async () => {
    expect(await read(Buffer.concat([der(g2), Buffer.from('xyz')]))).toMatchObject({ found: [] });
  });
});

describe('PKCS#7', () => {
  const pkcs7 = (folder: string, form: 'PEM' | 'DER') => {
    writeFileSync(join(folder, 'in.pem'), g2 + g3);
    execFileSync('openssl', [
      'crl2pkcs7',
      '-nocrl',
      '-certfile',
      join(folder, 'in.pem'),
      '-outform',
      form,
      '-out',
      join(folder, 'out'),
    ]);
    return readFileSync(join(folder, 'out'));
  };

  it.each([
    ['PEM', 'pem'],
    ['DER', 'pkcs7'],
  ] as const)('%s', async (form, encoding) => {
    await inTemporaryFolder(async (folder) => {
      expect(await read(pkcs7(folder, form))).toMatchObject({
        recognized: true,
        encoding,
        found: [G2, G3],
        refused: [],
      });
    });
  });

  it('whose structure is damaged is refused', async () => {
    await inTemporaryFolder(async (folder) => {
      const bytes = Buffer.from(pkcs7(folder, 'DER'));
      const content = Buffer.from('2a864886f70d010701', 'hex');
      bytes[bytes.indexOf(content) + content.length] = 0xa1; // the tag of the certificates
      expect((await read(bytes)).refused).toEqual(['its PKCS#7 holds no certificate']);
    });
  });
});

describe('certificates that are not known', () => {
  it('are decoded: a root, an issuing CA, and one that only names itself', async () => {
    const reader = certificateReader([], sha256);
    const { found } = await reader.readFile(SourceText.of('x', exampleRoot + exampleIssuingCa + exampleRollover));
    expect(found.map(({ certificate: { selfIssued, selfSigned, isCa } }) => [selfIssued, selfSigned, isCa])).toEqual([
      [true, true, true],
      [false, false, true],
      [true, false, true],
    ]);
    expect(found[0]?.certificate).toMatchObject({
      subject: 'CN=Example Root CA,O=Example,C=US',
      notAfter: '2040-01-01T00:00:00.000Z',
      serial: '1',
      sha256: sha256(der(exampleRoot)),
    });
  });
});

it('never throws, whatever the bytes', async () => {
  const reader = certificateReader([], sha256);
  const seed = der(g2);
  await fc.assert(
    fc.asyncProperty(fc.nat(seed.length - 1), fc.nat(255), fc.nat(seed.length), async (at, value, cut) => {
      const bytes = Buffer.from(seed);
      bytes[at] = value;
      await reader.readFile(new SourceText('x', bytes.subarray(0, cut)));
    }),
    { numRuns: 200 },
  );
});
