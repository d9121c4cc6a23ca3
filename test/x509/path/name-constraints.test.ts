import type { Certificate, GeneralName } from '../../../src/model/certificate.js';
import { nameFault } from '../../../src/x509/path/name-constraints.js';
import { certificateFacts } from '../../support/certificate-facts.js';

const name = (type: GeneralName['type'], value: string): GeneralName => ({ type, value });
const host = name('dns', 'sip.example.com');

type Lists = { readonly permitted?: readonly GeneralName[]; readonly excluded?: readonly GeneralName[] };

function said(certificate: Partial<Certificate>, { permitted = [], excluded = [] }: Lists, isEnd = true) {
  return nameFault(certificateFacts({ subjectAltName: [host], ...certificate }), { permitted, excluded }, isEnd);
}

/** Whether a name is within a constraint; `null` where it cannot be told. */
function isWithin(own: GeneralName, base: GeneralName): boolean | null {
  const fault = said({ subject: '', subjectAltName: [own] }, { excluded: [base] });
  return fault?.undecided ? null : fault !== null;
}

it.each<[own: GeneralName, base: GeneralName, within: boolean | null]>([
  [host, name('dns', 'sip.example.com'), true],
  [host, name('dns', 'ip.example.com'), false],
  [host, name('dns', ''), true],
  [name('email', 'a@example.com'), name('email', 'example.com'), true],
  [name('email', 'a@example.com'), name('email', '.example.com'), false],
  [name('email', 'a@b.EXAMPLE.com'), name('email', '.Example.com'), true],
  [name('email', '.@example.com'), name('email', '.@example.com'), true],
  [name('email', 'b@example.com'), name('email', 'a@example.com'), false],
  [name('email', '@example.com'), name('email', 'example.com'), true],
  [name('email', 'example.com'), name('email', 'example.com'), null],
  [name('ip', 'c0000205'), name('ip', 'c0000200ffffff00'), true],
  [name('ip', 'c0000305'), name('ip', 'c0000200ffffff00'), false],
  [name('ip', 'c0000205'), name('ip', 'c0000204ffffffff'), false],
  [
    name('ip', '20010db8' + '0'.repeat(24)),
    name('ip', '20010db8' + '0'.repeat(24) + 'ffffffff' + '0'.repeat(24)),
    true,
  ],
  [
    name('ip', '20010db9' + '0'.repeat(24)),
    name('ip', '20010db8' + '0'.repeat(24) + 'ffffffff' + '0'.repeat(24)),
    false,
  ],
  [name('ip', 'c0000205'), name('ip', '0'.repeat(64)), false],
  [name('ip', 'c00002'), name('ip', '0'.repeat(12)), null],
  [name('directory', 'CN=a,O=b'), name('directory', 'O=b'), true],
  [name('directory', 'CN=a,O=b'), name('directory', 'O=c'), false],
  [name('uri', 'sip:a@example.com'), name('uri', 'example.com'), null],
  [name('dns', 'example.com'), name('email', 'example.com'), false],
])('%j within %j: %s', (own, base, within) => {
  expect(isWithin(own, base)).toBe(within);
});

it('says which name, and what is wrong with it', () => {
  const permitted = [name('dns', 'example.net')];
  expect(said({}, { permitted })).toEqual({
    detail: 'dns sip.example.com is not among the permitted names',
    undecided: false,
  });
  expect(said({}, { excluded: [name('dns', 'example.com')] })).toEqual({
    detail: 'dns sip.example.com is excluded',
    undecided: false,
  });
  expect(said({ subject: 'CN=a,O=b' }, { excluded: [name('directory', 'O=b')] })?.detail).toBe('CN=a,O=b is excluded');
  const strange = { subjectAltName: [name('other', '')] };
  expect(said(strange, { permitted: [name('other', '')] })).toEqual({
    detail: 'a constraint on names such as one of its alternative names is not understood',
    undecided: true,
  });
});

it('one constraint that allows a name is enough, and one that excludes it too', () => {
  const [here, there] = [name('dns', 'example.com'), name('dns', 'example.net')];
  expect(said({}, { permitted: [there, here] })).toBeNull();
  expect(said({}, { permitted: [here], excluded: [there, here] })?.undecided).toBe(false);
  const mail = { subjectAltName: [name('uri', 'sip:example.com')] };
  expect(said(mail, { permitted: [name('uri', 'example.com')], excluded: [there] })?.undecided).toBe(true);
});

it('a name of which no constraint speaks is free', () => {
  expect(
    said({}, { permitted: [name('email', 'example.com')], excluded: [name('ip', 'c0000200ffffff00')] }),
  ).toBeNull();
  expect(said({ subject: '' }, { permitted: [name('directory', 'O=b')] })).toBeNull();
});

it('what is certain goes before what is doubtful, and the first doubt before the second', () => {
  const names = [name('uri', 'sip:a'), name('other', ''), host];
  const strange = { permitted: [name('uri', 'b'), name('other', '')] };
  expect(said({ subjectAltName: names }, strange)?.detail).toMatch(/uri sip:a/);
  expect(said({ subjectAltName: names }, { ...strange, excluded: [host] })).toMatchObject({ undecided: false });
});

describe('the subject', () => {
  const permitted = [name('dns', 'example.net')];
  const bare = (subject: string, isEnd = true) => said({ subject, subjectAltName: [] }, { permitted }, isEnd);

  it.each([
    ['CN=sip.example.com', false],
    ['CN=*.example.com', true],
    ['CN=sip_1.example-a.com', false],
  ])('%s is a host, doubtful: %s', (subject, undecided) => {
    expect(bare(subject)).toMatchObject({ undecided });
    expect(bare(subject, false)).toBeNull();
  });

  it.each(['CN=Example', 'CN=SIP server.example.com', 'CN=sip.example.com.', 'CN=a*.example.com', 'O=sip.example.com'])(
    '%s is no host',
    (subject) => {
      expect(bare(subject)).toBeNull();
    },
  );

  it('is no host where an alternative name is one', () => {
    expect(said({ subjectAltName: [name('dns', 'sip.example.net')] }, { permitted })).toBeNull();
  });

  it.each(['E', 'EMAILADDRESS', '1.2.840.113549.1.9.1'])('is a mailbox in %s', (type) => {
    const excluded = [name('email', 'example.com')];
    expect(said({ subject: `${type}=a@example.com,CN=x` }, { excluded })?.detail).toBe(
      'email a@example.com is excluded',
    );
    expect(said({ subject: `O=a@example.com,CN=x` }, { excluded })).toBeNull();
  });
});
