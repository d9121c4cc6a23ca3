import { ciscoCertificates } from '../../../src/parsers/cisco-certificates/index.js';
import { SourceText } from '../../../src/text/source-text.js';

const ROOT = `CA Certificate
  Status: Available
  Certificate Serial Number (hex): 0A3B
  Certificate Usage: Signature
  Issuer:
    cn=Example Root CA
    o=Example, Inc.
    c=US
  Subject:
    cn=Example Root CA
    o=Example, Inc.
    c=US
  Validity Date:
    start date: 12:00:00 UTC Aug 1 2013
    end   date: 12:00:00 UTC Jan 15 2038
`;

function read(text: string) {
  const source = SourceText.of('capture.txt', text);
  const { certificates, problems } = ciscoCertificates.parse(source);
  return {
    detected: ciscoCertificates.detect(source),
    found: certificates.map(({ label, body }) => [
      label?.value ?? null,
      body.kind === 'described' ? body.description.serial : body.kind,
    ]),
    problems: problems.map(({ messageId, at }) => `${at.line} ${messageId}`),
    certificates,
  };
}

it('reads what is printed of a certificate, for each trustpoint that it is associated with', () => {
  const { detected, found, problems, certificates } = read(
    `cube1#show crypto pki certificates\n${ROOT}  Associated Trustpoints: A B\n`,
  );
  expect([detected, found, problems]).toEqual([
    true,
    [
      ['A', '0a3b'],
      ['B', '0a3b'],
    ],
    [],
  ]);
  expect(certificates[0]?.body).toMatchObject({
    description: {
      subject: 'cn=Example Root CA, o=Example\\, Inc., c=US',
      notBefore: '2013-08-01T12:00:00.000Z',
      notAfter: '2038-01-15T12:00:00.000Z',
    },
  });
});

it('gives those of the trustpool no name, and the own certificate another than its CA', () => {
  expect(read(`${ROOT}  Trustpool: Built-In\n`).found).toEqual([[null, '0a3b']]);
  const own = ROOT.replace('CA Certificate', 'Certificate');
  expect(read(`${own}  Associated Trustpoints: ID\n`).found).toEqual([['ID (own certificate)', '0a3b']]);
});

it('says where a certificate is not told in full', () => {
  expect(read(`${ROOT.replace(/ {2}Subject:\n(?: {4}.*\n){3}/, '')}  Trustpool: Built-In\n`).problems).toEqual([
    '1 statement',
  ]);
});

it('reads PEM by trustpoint', () => {
  const text = `------Trustpoint: ID------
% CA certificate:
-----BEGIN CERTIFICATE-----
AAAA
-----END CERTIFICATE-----

% General Purpose Certificate:
-----BEGIN CERTIFICATE-----
BBBB
-----END CERTIFICATE-----

------Trustpoint: MS-ROOT------
% Self-signed CA certificate:
-----BEGIN CERTIFICATE-----
CCCC
`;
  expect(read(text)).toMatchObject({
    detected: true,
    found: [
      ['ID', 'armour'],
      ['ID (own certificate)', 'armour'],
      ['MS-ROOT', 'armour'],
    ],
    problems: ['14 truncated'],
  });
});

it('leaves a configuration to its own parser, which asks for the listing apart', () => {
  expect(read(`voice service voip\nsip-ua\n${ROOT}  Trustpool: Built-In\n`).detected).toBe(false);
});
