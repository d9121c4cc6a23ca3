import { algorithmOf } from '../../src/x509/signature-algorithm.js';
import { integer, oid, sequence, tlv } from '../support/der.js';

const PSS = oid('1.2.840.113549.1.1.10');
const MGF1 = oid('1.2.840.113549.1.1.8');
const SHA256 = sequence(oid('2.16.840.1.101.3.4.2.1'));
const SHA384 = sequence(oid('2.16.840.1.101.3.4.2.2'));
const hash = (algorithm: Uint8Array) => tlv(0xa0, algorithm);
const mask = (algorithm: Uint8Array, function_ = MGF1) => tlv(0xa1, sequence(function_, algorithm));
const trailer = tlv(0xa3, integer(2));
const pss = (...parameters: Uint8Array[]) => sequence(PSS, sequence(...parameters));

const keysOf = (algorithm: Uint8Array, signedAlgorithm = algorithm) =>
  algorithmOf({ algorithm, signedAlgorithm } as Parameters<typeof algorithmOf>[0]);

it('RSA-PSS is checked where one hash is for the message and for the mask', () => {
  expect(keysOf(pss(hash(SHA256), mask(SHA256)))?.keys.test('RSA-PSS')).toBe(true);
});

it.each([
  ['no parameters, which mean SHA-1', sequence(PSS)],
  ['parameters that name nothing', pss()],
  ['a hash without a mask', pss(hash(SHA256))],
  ['a mask without a hash', pss(mask(SHA256))],
  ['two hashes', pss(hash(SHA256), mask(SHA384))],
  ['another function for the mask', pss(hash(SHA256), mask(SHA256, oid('1.2.3')))],
  ['another end', pss(hash(SHA256), mask(SHA256), trailer)],
])('RSA-PSS with %s is not', (_, algorithm) => {
  expect(keysOf(algorithm)).toBeNull();
});

it.each([
  ['1.2.840.113549.1.1.11', 'RSASSA-PKCS1-v1_5', 'ECDSA'],
  ['1.2.840.10045.4.3.2', 'ECDSA', 'RSASSA-PKCS1-v1_5'],
  ['1.3.101.112', 'Ed25519', 'ECDSA'],
])('%s is made by keys of %s, not of %s', (name, one, other) => {
  const { keys } = keysOf(sequence(oid(name))) ?? {};
  expect([keys?.test(one), keys?.test(other)]).toEqual([true, false]);
});

it('an algorithm that is not known cannot be checked', () => {
  expect(keysOf(sequence(oid('1.2.3.4')))).toBeNull();
});

it('the signed part has to name the same algorithm', () => {
  const [sha256, sha384] = ['1.2.840.113549.1.1.11', '1.2.840.113549.1.1.12'].map((name) => sequence(oid(name)));
  expect(keysOf(sha256 as Buffer)?.isConsistent).toBe(true);
  expect(keysOf(sha256 as Buffer, sha384)?.isConsistent).toBe(false);
  expect(keysOf(sha256 as Buffer, sequence())?.isConsistent).toBe(false);
});
