import { oracleCertificates } from '../../../src/parsers/oracle-certificates/index.js';
import { SourceText } from '../../../src/text/source-text.js';

const BRIEF = `certificate-record:Root1
Certificate:
    Data:
        Version: 3 (0x2)
        Serial Number:
            02:13:02:50
        Issuer:
            C=US
            CN=Example Root 1
        Subject:
            C=US
            CN=Example Root 1
`;
const DETAIL = BRIEF.replace('Root1', 'Root2').replace(
  '        Subject:',
  '        Validity\n            Not Before: Jan  1 00:00:00 2020 GMT\n            Not After : Jan  1 00:00:00 2030 GMT\n        Subject:',
);
const PEM = `certificate-record: Root3
-----BEGIN PKCS7-----
MIIBAAYJKoZIhvcNAQcC
-----END PKCS7-----
`;
const listing = (text: string) => oracleCertificates.parse(SourceText.of('certificates.txt', text));
const problemsOf = (text: string) =>
  listing(text).problems.map(({ at, messageId, data }) => [at.line, messageId, data['what']]);

describe('show security certificates', () => {
  it('reads brief, detail and pem, several records in one file', () => {
    const { certificates, problems } = listing(`SBC01# show security certificates\n${BRIEF}${DETAIL}${PEM}\nSBC01#`);
    expect(problems).toEqual([]);
    expect(certificates.map(({ label, at }) => [label?.value, label?.at.line, at.line, at.endLine])).toEqual([
      ['Root1', 2, 3, 13],
      ['Root2', 14, 15, 28],
      ['Root3', 29, 30, 32],
    ]);
    const described = (i: number) => certificates[i]?.body.kind === 'described' && certificates[i].body.description;
    expect(described(0)).toMatchObject({ serial: '2130250', subject: 'C=US, CN=Example Root 1', notAfter: null });
    expect(described(1)).toMatchObject({ serial: '2130250', notAfter: '2030-01-01T00:00:00.000Z' });
  });

  it('gives the armour from its BEGIN line to its END line', () => {
    const { certificates } = listing(PEM);
    const [found] = certificates;
    const range = found?.body.kind === 'armour' ? found.body.range : { start: 0, end: 0 };
    expect(PEM.slice(range.start, range.end)).toMatch(/^-----BEGIN PKCS7-----[^]*-----END PKCS7-----$/);
  });

  it.each([
    ['an armour without an end', PEM.slice(0, 60), [[2, 'truncated', 'the certificate of certificate-record Root3']]],
    ['a file that ends early', BRIEF.slice(0, 140), [[1, 'truncated', 'the certificate of certificate-record Root1']]],
    [
      'a record with other text',
      `certificate-record:A\nodd\n${BRIEF}`,
      [[1, 'statement', 'the certificate of certificate-record A']],
    ],
    ['a record without a certificate', `certificate-record:A\n\n${BRIEF}`, []],
  ])('%s', (_, text, expected) => expect(problemsOf(text)).toEqual(expected));

  it('says the same with CRLF', () => {
    const bodies = (text: string) =>
      listing(text).certificates.map(({ label, body }) => [
        label?.value,
        body.kind === 'described' && body.description,
      ]);
    expect(bodies((BRIEF + DETAIL + PEM).replaceAll('\n', '\r\n'))).toEqual(bodies(BRIEF + DETAIL + PEM));
  });

  it('never throws, wherever the file is cut', () => {
    const text = BRIEF + PEM;
    for (let length = 0; length < text.length; length += 1) expect(() => listing(text.slice(0, length))).not.toThrow();
  });

  it.each([
    [BRIEF, true],
    [PEM, true],
    ['certificate-record\n        name                                    A\n', false],
    [`tls-profile\n        name                                    A\n${BRIEF}`, false],
    ['-----BEGIN CERTIFICATE-----\n', false],
  ])('recognizes %j: %s', (text, expected) =>
    expect(oracleCertificates.detect(SourceText.of('x', text))).toBe(expected),
  );
});
