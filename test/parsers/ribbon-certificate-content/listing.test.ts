import { ribbonCertificateContent } from '../../../src/parsers/ribbon-certificate-content/index.js';
import { SourceText } from '../../../src/text/source-text.js';

const COMMAND = 'admin@sbc1> request system security pki certificate RootG2 retrieveCertContent\n';
const PRINTED = `Certificate:
    Data:
        Version: 3 (0x2)
        Serial Number:
            03:3a:f1:e6:a7:11:a9:a0:bb:28:64:b1:1d:09:fa:e5
        Issuer: C=US, O=DigiCert Inc, OU=www.digicert.com, CN=DigiCert Global Root G2
        Validity
            Not Before: Aug  1 12:00:00 2013 GMT
            Not After : Jan 15 12:00:00 2038 GMT
        Subject: C=US, O=DigiCert Inc, OU=www.digicert.com, CN=DigiCert Global Root G2
[ok][2026-01-01 10:00:00]
`;
const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';

const read = (text: string) => {
  const source = SourceText.of('capture.txt', text);
  const { certificates, problems } = ribbonCertificateContent.parse(source);
  return {
    detected: ribbonCertificateContent.detect(source),
    found: certificates.map(({ label, body }) => [
      label?.value ?? null,
      body.kind === 'armour'
        ? source.slice(body.range.start, body.range.end)
        : body.kind === 'described' && body.description.serial,
    ]),
    problems: problems.map(({ messageId, at }) => `${at.line} ${messageId}`),
  };
};

const SERIAL = '33af1e6a711a9a0bb2864b11d09fae5';

describe('retrieveCertContent', () => {
  it.each([
    ['printed text', COMMAND + PRINTED, [['RootG2', SERIAL]]],
    ['CRLF', (COMMAND + PRINTED).replace(/\n/g, '\r\n'), [['RootG2', SERIAL]]],
    ['PEM', COMMAND + PEM, [['RootG2', PEM.trimEnd()]]],
    ['PEM before text', COMMAND + PRINTED + PEM, [['RootG2', PEM.trimEnd()]]],
    ['without the command', PRINTED, [[null, SERIAL]]],
    [
      'two entries, one asked for below an edit path',
      `${COMMAND}${PRINTED}admin@sbc1% request certificate "Other" retrieveCertContent\n${PEM}`,
      [
        ['RootG2', SERIAL],
        ['Other', PEM.trimEnd()],
      ],
    ],
  ])('%s', (_name, text, found) => {
    expect(read(text)).toEqual({ detected: true, found, problems: [] });
  });

  it.each([
    ['behind a prompt', `${COMMAND}aborted\n`],
    ['at the start of a line, with a pipe', 'request certificate "A" retrieveCertContent | nomore\r\nfailure\r\n'],
    ['anywhere, with PEM', `notes: certificate A retrieveCertContent gave\n${PEM}`],
    ['anywhere, with a printed issuer', `notes: certificate A retrieveCertContent gave\n${PRINTED}`],
  ])('is recognized by the command %s', (_name, text) => {
    expect(read(text).detected).toBe(true);
  });

  it('reports a command without a certificate', () => {
    expect(read(`${COMMAND}result failure\n${COMMAND}${PRINTED}`)).toEqual({
      detected: true,
      found: [['RootG2', SERIAL]],
      problems: ['1 statement'],
    });
  });

  it.each([
    ['a PEM file with prose', `Certificate:\n Issuer: CN=x\n${PEM}`],
    ['an Oracle listing', `certificate-record: A\n${PRINTED}`],
    ['a configuration', `set system security pki certificate A type remote\n${COMMAND}${PRINTED}`],
    ['anything else', 'hello\n'],
    ['prose', 'For each entry run request system security pki certificate NAME retrieveCertContent and save it.\n'],
    ['a list', '1. `request system security pki certificate NAME retrieveCertContent`\n'],
    ['a sentence that begins so', 'request system security pki certificate NAME retrieveCertContent shows it.\n'],
  ])('does not claim %s', (_name, text) => {
    expect(read(text).detected).toBe(false);
  });

  it('never throws, and leaves keys alone', () => {
    const text = `${COMMAND}-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n${PEM}${COMMAND}${PRINTED}`;
    expect(read(text).found).toEqual([
      ['RootG2', PEM.trimEnd()],
      ['RootG2', SERIAL],
    ]);
    for (let end = 0; end <= text.length; end += 1) expect(() => read(text.slice(0, end))).not.toThrow();
  });
});
