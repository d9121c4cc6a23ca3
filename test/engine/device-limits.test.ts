import type { Certificate } from '../../src/model/certificate.js';
import type { VendorFact, VendorProfile } from '../../src/model/knowledge.js';
import { failureWords } from '../../src/rules/path-words.js';
import { deviceLimits, followsCas, limitFailure } from '../../src/rules/device-limits.js';
import { wholeFile } from '../../src/text/provenance.js';

const backed = { source: 'x', confidence: 'verified' } as const;
const inferred = { source: 'x', confidence: 'inferred' } as const;

function limits(facts: Readonly<Record<string, VendorFact>>, depth?: string, release: string | null = null) {
  const context = depth === undefined ? {} : { verifyDepth: { value: depth, at: wholeFile('sbc.cfg') } };
  return deviceLimits({ facts } as unknown as VendorProfile, context, release);
}

const certificate = (key: string, signatureAlgorithm = 'RSA with SHA-256') =>
  ({ subject: 'CN=One CA', issuer: 'CN=Root', key, signatureAlgorithm }) as unknown as Certificate;
const rsa = certificate('RSA 2048');

describe('how far a context follows a path', () => {
  const follows = (facts: Readonly<Record<string, VendorFact>>, depth: string | undefined, cas: number) => {
    const { depth: limit } = limits(facts, depth);
    return limit ? followsCas(limit, cas).answer : null;
  };
  it.each([
    [{}, '2', 3, 'no'],
    [{}, '2', 2, 'unknown'],
    [{}, '2', 1, 'yes'],
    [{ verifyDepthCountsAnchor: { value: 'no', ...backed } }, '2', 2, 'yes'],
    [{ verifyDepthCountsAnchor: { value: 'yes', ...backed } }, '2', 2, 'no'],
    [{ verifyDepthCountsAnchor: { value: 'yes', ...inferred } }, '2', 2, 'unknown'],
    [{ verifyDepthCountsAnchor: { value: 'no', ...inferred } }, '2', 2, 'unknown'],
    [{}, 'deep', 1, 'unknown'],
    [{}, undefined, 9, null],
    [{ verifyDepth: { value: { default: 2 }, ...backed } }, undefined, 2, 'yes'],
    [{ verifyDepth: { value: { default: 2 }, ...backed } }, undefined, 3, 'no'],
    [{ verifyDepth: { value: { default: 2 }, ...inferred } }, undefined, 3, 'unknown'],
    [{ verifyDepth: { value: 'unknown' } }, undefined, 3, null],
    [{ verifyDepth: { value: { default: 2 }, ...backed } }, '5', 4, 'yes'],
  ])('%j, depth %s, %d CAs: %s', (facts: Readonly<Record<string, VendorFact>>, depth, cas, answer) => {
    expect(follows(facts, depth, cas)).toBe(answer);
  });

  it('counts the CAs between the certificate of the peer and the root', () => {
    const two = [rsa, rsa, rsa];
    expect(limitFailure(limits({}, '1'), two, false)).toMatchObject({ fault: 'device-depth', undecided: false });
    expect(limitFailure(limits({}, '1'), two, true)).toMatchObject({ fault: 'device-depth', undecided: true });
    expect(limitFailure(limits({}, '2'), two, true)).toBeNull();
  });

  it('says why it is not sure', () => {
    const note = 'it depends on its library';
    const failure = limitFailure(
      limits({ verifyDepthCountsAnchor: { value: 'unknown', note } }, '1'),
      [rsa, rsa],
      false,
    );
    expect(failure && failureWords(failure)).toBe(`it has 1 CA below the root, at a depth of 1, and ${note}`);
  });
});

describe('which keys a device can check', () => {
  const ecc = certificate('EC P-384', 'ECDSA with SHA-384');
  const fault = (facts: Readonly<Record<string, VendorFact>>, path: readonly Certificate[], release: string | null) => {
    const failure = limitFailure(limits(facts, undefined, release), path, false);
    return failure && [failure.fault, failure.detail, failure.undecided];
  };
  it.each([
    ['nothing is said', {}, null, null],
    ['it is not known', { eccTrustAnchors: { value: 'unknown' } }, null, null],
    ['it can', { eccTrustAnchors: { value: 'yes', ...backed } }, null, null],
    ['it is said to', { eccTrustAnchors: { value: 'yes', ...inferred } }, null, null],
    ['it cannot', { eccTrustAnchors: { value: 'no', ...backed } }, null, ['device-key', 'elliptic-curve keys', false]],
    [
      'it is said not to',
      { eccTrustAnchors: { value: 'no', ...inferred } },
      null,
      ['device-key', 'elliptic-curve keys', true],
    ],
    ['from its release on', { eccTrustAnchors: { value: { from: '8.4' }, ...backed } }, '8.4', null],
    [
      'from a later release on',
      { eccTrustAnchors: { value: { from: '8.4' }, ...backed } },
      '8.3',
      ['device-key', 'elliptic-curve keys', false],
    ],
    [
      'from a release on, and which it is is not shown',
      { eccTrustAnchors: { value: { from: '8.4' }, ...backed } },
      null,
      ['device-key', 'elliptic-curve keys', true],
    ],
    [
      'not SHA-384',
      { sha384Signatures: { value: 'no', ...backed } },
      null,
      ['device-key', 'signatures with SHA-384', false],
    ],
    ['not RSA 4096, of which the path has none', { rsa4096TrustAnchors: { value: 'no', ...backed } }, null, null],
  ])('%s', (_, facts, release, expected) => {
    expect(fault(facts as Readonly<Record<string, VendorFact>>, [rsa, ecc], release)).toEqual(expected);
  });
});

it('an inferred statement about client certificates decides nothing and gives its reason', () => {
  const said = (fact: VendorFact) => limits({ insistsOnClientAuth: fact }).insistsOnClientAuth;
  expect(said({ value: 'yes', ...backed })).toEqual({ answer: 'yes', because: '' });
  expect(said({ value: 'yes', ...inferred, note: 'OpenSSL does' })).toEqual({
    answer: 'unknown',
    because: 'OpenSSL does (inferred, not verified)',
  });
  expect(said({ value: 'unknown', note: 'nobody says' })).toEqual({ answer: 'unknown', because: 'nobody says' });
});
