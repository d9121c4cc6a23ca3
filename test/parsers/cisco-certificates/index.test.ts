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

const POOLED = `${ROOT}  Associated Trustpoints: Trustpool \n  Trustpool: Built-In\n`;

it('takes every certificate of the trustpool without a name, whatever the image associates it with', () => {
  const other = POOLED.replace('Trustpoints: Trustpool', 'Trustpoints: RXC_Trustpool');
  expect(read(`${POOLED}\n${other}`)).toMatchObject({ found: [[null, '0a3b'], [null, '0a3b']], problems: [] }); // prettier-ignore
});

it('joins a value that the device breaks at its comma', () => {
  const broken = POOLED.replaceAll('o=Example, Inc.', 'o=Example\n     Inc.');
  expect(broken).not.toBe(POOLED);
  const body = { description: { subject: 'cn=Example Root CA, o=Example\\, Inc., c=US' } };
  expect(read(broken).certificates[0]?.body).toMatchObject(body);
});

it('passes over the name and the serial number of the device before its subject', () => {
  const own = ROOT.replace('CA Certificate', 'Certificate').replace(
    'Subject:\n',
    'Subject:\n    Name: SBC-0057\n    Serial Number: PID:SBC SN:FCW1\n',
  );
  expect(read(`${own}  Associated Trustpoints: ID\n`)).toMatchObject({
    found: [['ID (own certificate)', '0a3b']],
    problems: [],
  });
});

it.each([
  ['in a certificate', `${POOLED}\n${ROOT}`, ['19 truncated']],
  ['in its last line', POOLED.slice(0, -3), ['17 truncated']],
  ['by a pager that waits', `${POOLED} --More-- `, ['18 truncated']],
  ['by a prompt that does not come again', `sbc1#show crypto pki trustpool\n${POOLED}`, ['19 truncated']],
  ['by hand', `${POOLED}<<output snipped>>\n`, ['18 statement']],
])('says that a listing of the trustpool is cut %s', (_, text, problems) => {
  expect(read(text).problems).toEqual(problems);
});

it.each([
  ['it ends in its last line', POOLED.trimEnd()],
  ['the prompt comes again', `sbc1#show crypto pki trustpool\n${POOLED}\nsbc1#`],
  ['the pager went on', `${POOLED} --More-- \n${POOLED}`],
])('takes a listing of the trustpool for whole where %s', (_, text) => {
  expect(read(text).problems).toEqual([]);
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
