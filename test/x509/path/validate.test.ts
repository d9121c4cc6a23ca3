import type { Certificate } from '../../../src/model/certificate.js';
import { ODD_DATE } from '../../../src/x509/peculiarities.js';
import { pathFault, type PathQuestion } from '../../../src/x509/path/validate.js';
import { certificateFacts } from '../../support/certificate-facts.js';

type Changes = Partial<Record<'root' | 'ca' | 'end', Partial<Certificate>>>;

const NOW = Date.parse('2026-11-23T00:00:00Z');
const question: PathQuestion = {
  at: { first: NOW, last: NOW },
  role: 'server',
  insistsOnUsage: 'yes',
  signatures: () => 'yes',
};

const pathOf = ({ root, ca, end }: Changes): readonly Certificate[] => [
  certificateFacts(end),
  certificateFacts({ subject: 'CN=CA', issuer: 'CN=Root', isCa: true, ...ca }),
  certificateFacts({ subject: 'CN=Root', issuer: 'CN=Root', isCa: true, ...root }),
];

/** Which certificate is at fault, how, and whether it is certain. */
function said(changes: Changes, asked: Partial<PathQuestion> = {}, isWhole = true): unknown[] | null {
  const failure = pathFault(pathOf(changes), isWhole, { ...question, ...asked });
  return failure && [failure.certificate.subject, failure.fault, failure.detail, failure.undecided];
}

const [END, CA, ROOT] = ['CN=sip.example.com', 'CN=CA', 'CN=Root'];

it('a decent path has no fault, and neither has none', () => {
  expect(said({})).toBeNull();
  expect(pathFault([], true, question)).toBeNull();
});

it.each<[name: string, changes: Changes, said: unknown[], asked?: Partial<PathQuestion>]>([
  [
    'the date before',
    { ca: { notBefore: '2027-01-01T00:00:00.000Z' } },
    [CA, 'not-yet-valid', '2027-01-01T00:00:00.000Z', false],
  ],
  [
    'the date after',
    { end: { notAfter: '2026-01-01T00:00:00.000Z' } },
    [END, 'expired', '2026-01-01T00:00:00.000Z', false],
  ],
  [
    'the key that does not verify it',
    {},
    [CA, 'signature', 'it does not verify with the key of CN=Root', false],
    { signatures: () => 'no' },
  ],
  [
    'the algorithm that is not known',
    { ca: { signatureAlgorithm: 'GOST' } },
    [CA, 'signature', 'GOST cannot be checked here', true],
    { signatures: () => 'unknown' },
  ],
  [
    'the issuer that the identifier is not of',
    { end: { authorityKeyIdentifier: { keyIdentifier: null, issuer: null, serial: '2' } } },
    [END, 'key-identifier', 'CN=CA', true],
  ],
  ['a small key', { root: { key: 'RSA 1024' } }, [ROOT, 'weak', 'has a key of 1024 bits only', true]],
  ['what is irregular', { ca: { irregular: ['it is odd'] } }, [CA, 'irregular', 'it is odd', true]],
  [
    'the extension that nobody knows',
    { end: { unknownCritical: ['1.2.3'] } },
    [END, 'critical-extension', '1.2.3', false],
  ],
  [
    'all usages of a server that can sign nothing',
    { end: { keyUsage: ['nonRepudiation', 'cRLSign'] } },
    [END, 'key-usage', 'nonRepudiation, cRLSign', false],
  ],
  [
    'all usages of a CA that may not sign',
    { ca: { keyUsage: ['cRLSign', 'digitalSignature'] } },
    [CA, 'key-usage', 'cRLSign, digitalSignature', false],
  ],
  [
    'all purposes of one that is for others',
    { end: { extKeyUsage: ['clientAuth', 'OCSPSigning'] } },
    [END, 'ext-key-usage', 'clientAuth, OCSPSigning', false],
  ],
  ['what a CA lacks', { ca: { isCa: null } }, [CA, 'not-a-ca', 'basicConstraints', false]],
  ['what an anchor lacks', { root: { isCa: null } }, [ROOT, 'not-a-ca', 'basicConstraints', true]],
  ['the length that is too short', { root: { pathLength: 0 } }, [ROOT, 'path-length', '0', false]],
  [
    'the name that is not allowed',
    { ca: { nameConstraints: { permitted: [{ type: 'dns', value: 'example.net' }], excluded: [] } } },
    [END, 'name-constraints', 'dns sip.example.com is not among the permitted names', false],
  ],
])('a fault names the certificate and %s', (_, changes, expected, ...[asked]) => {
  expect(said(changes, asked)).toEqual(expected);
});

it('what is certain goes before what is doubtful, and what is nearer to the anchor before what is further', () => {
  const odd = { irregular: ['it is odd'] };
  expect(said({ root: odd, end: { unknownCritical: ['1.2.3'] } })).toEqual([END, 'critical-extension', '1.2.3', false]);
  expect(said({ root: odd, ca: odd, end: odd })?.[0]).toBe(ROOT);
  expect(said({ ca: { isCa: false }, end: { notAfter: '2026-01-01T00:00:00.000Z' } })?.[0]).toBe(CA);
});

it('of a date that cannot be read nothing but that is said', () => {
  const end = { irregular: [ODD_DATE], notAfter: '2026-01-01T00:00:00.000Z' };
  expect(said({ end })).toEqual([END, 'irregular', ODD_DATE, true]);
});

it('an old signature counts, unless it is that of the anchor', () => {
  const signatureAlgorithm = 'ECDSA with SHA-1';
  expect(said({ ca: { signatureAlgorithm } })).toEqual([CA, 'weak', 'is signed with SHA-1', true]);
  expect(said({ root: { signatureAlgorithm } })).toBeNull();
});

describe('the role of the peer', () => {
  it.each<[string, Partial<Certificate>, server: boolean, client: boolean]>([
    ['signs', { keyUsage: ['digitalSignature'] }, true, true],
    ['does more than sign', { keyUsage: ['nonRepudiation', 'digitalSignature'] }, true, true],
    ['agrees on keys', { keyUsage: ['keyAgreement'] }, true, true],
    ['enciphers keys', { keyUsage: ['keyEncipherment'] }, true, false],
    ['is for servers', { extKeyUsage: ['serverAuth'] }, true, false],
    ['is for clients', { extKeyUsage: ['clientAuth'] }, false, true],
    ['is for both', { extKeyUsage: ['serverAuth', 'clientAuth'] }, true, true],
  ])('one that %s', (_, end, server, client) => {
    expect([said({ end }, { role: 'server' }) === null, said({ end }, { role: 'client' }) === null]).toEqual([
      server,
      client,
    ]);
  });

  it.each<[string, server: boolean, client: boolean]>([
    ['anyExtendedKeyUsage', true, true],
    ['1.2.3,anyExtendedKeyUsage', true, true],
    ['2.16.840.1.113730.4.1', true, false],
    ['1.3.6.1.4.1.311.10.3.3', true, false],
    ['1.2.3', false, false],
  ])('%s may cover it', (usages, server, client) => {
    const end = { extKeyUsage: usages.split(',') };
    const asked = (role: PathQuestion['role']) => said({ end }, { role })?.[3];
    expect([asked('server'), asked('client')]).toEqual([server, client]);
  });

  it('counts for as much as the product makes of it', () => {
    const end = { extKeyUsage: ['clientAuth'] };
    expect(said({ end }, { insistsOnUsage: 'yes' })?.[3]).toBe(false);
    expect(said({ end }, { insistsOnUsage: 'unknown' })?.[3]).toBe(true);
    expect(said({ end }, { insistsOnUsage: 'no' })).toBeNull();
  });
});

describe('a path that begins with an issuing CA', () => {
  const fromCa = (changes: Changes) => {
    const failure = pathFault(pathOf(changes).slice(1), false, question);
    return failure && [failure.certificate.subject, failure.fault];
  };

  it('has to begin with a CA', () => {
    expect(fromCa({})).toBeNull();
    expect(fromCa({ ca: { isCa: false } })).toEqual([CA, 'not-a-ca']);
  });

  it('counts that CA, where a whole path leaves the end-entity certificate out', () => {
    const root = { pathLength: 0 };
    expect(fromCa({ root })).toEqual([ROOT, 'path-length']);
    expect(fromCa({ root: { pathLength: 1 }, ca: { pathLength: 0 } })).toBeNull();
    expect(said({ root: { pathLength: 1 }, ca: { pathLength: 0 } })).toBeNull();
  });
});
