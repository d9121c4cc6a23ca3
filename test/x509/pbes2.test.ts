import { createCipheriv, pbkdf2Sync } from 'node:crypto';
import { decryptPbes2 } from '../../src/x509/pbes2.js';
import { readTlv, type Tlv } from '../../src/x509/tlv.js';
import { integer, octets, oid, sequence, tlv } from '../support/der.js';

const PBES2 = '1.2.840.113549.1.5.13';
const PBKDF2 = '1.2.840.113549.1.5.12';
const PLAIN = Buffer.from('what was encrypted');

const HASHES = { sha1: '7', sha256: '9', sha384: '10', sha512: '11' } as const;
const CIPHERS = { 'aes-128-cbc': '2', 'aes-192-cbc': '22', 'aes-256-cbc': '42' } as const;

const SALT = Buffer.alloc(8, 7);
const IV = Buffer.alloc(16, 9);
const ITERATIONS = 3;

const prf = (hash: keyof typeof HASHES) => sequence(oid(`1.2.840.113549.2.${HASHES[hash]}`), tlv(0x05));
const aes = (cipher: keyof typeof CIPHERS) => oid(`2.16.840.1.101.3.4.1.${CIPHERS[cipher]}`);

function cipherText(password: string, cipher: keyof typeof CIPHERS, hash: keyof typeof HASHES): Uint8Array {
  const key = pbkdf2Sync(password, SALT, ITERATIONS, Number(cipher.slice(4, 7)) / 8, hash);
  const encrypting = createCipheriv(cipher, key, IV);
  return Buffer.concat([encrypting.update(PLAIN), encrypting.final()]);
}

/** An AlgorithmIdentifier of PBES2, each part as it should be unless it is given. */
function algorithmOf({
  scheme = oid(PBES2),
  derivation = [oid(PBKDF2)],
  derived = [octets(SALT), integer(ITERATIONS), prf('sha256')],
  encryption = [aes('aes-256-cbc'), octets(IV)],
}: Partial<Record<'derivation' | 'derived' | 'encryption', readonly Uint8Array[]>> & { scheme?: Uint8Array } = {}) {
  return sequence(scheme, sequence(sequence(...derivation, sequence(...derived)), sequence(...encryption)));
}

const decrypt = (algorithm: Uint8Array, text: Uint8Array, budget = { iterations: 0 }, fits = isPlain) =>
  decryptPbes2(algorithm, readTlv(algorithm, 0) as Tlv, text, budget, fits);
const isPlain = (plain: Uint8Array) => PLAIN.equals(plain);

const usual = cipherText('', 'aes-256-cbc', 'sha256');

describe.each(Object.keys(HASHES) as (keyof typeof HASHES)[])('PBKDF2 with %s', (hash) => {
  it.each(Object.keys(CIPHERS) as (keyof typeof CIPHERS)[])(
    'and %s is opened without a password and with Java’s',
    async (cipher) => {
      const algorithm = algorithmOf({
        derived: [octets(SALT), integer(ITERATIONS), prf(hash)],
        encryption: [aes(cipher), octets(IV)],
      });
      for (const password of ['', 'changeit']) {
        expect(await decrypt(algorithm, cipherText(password, cipher, hash))).toEqual({
          plain: Uint8Array.from(PLAIN),
          password,
        });
      }
    },
  );
});

it('the length of the key may stand before the hash', async () => {
  const derived = [octets(SALT), integer(ITERATIONS), integer(32), prf('sha256')];
  expect(await decrypt(algorithmOf({ derived }), usual)).toEqual({
    plain: Uint8Array.from(PLAIN),
    password: '',
  });
});

it.each<[string, Uint8Array]>([
  ['nothing', sequence()],
  ['a scheme of another kind', algorithmOf({ scheme: oid('1.2.3') })],
  ['what cannot be followed', tlv(0x30, [0x06])],
  ['a scheme without parameters', sequence(oid(PBES2))],
  ['parameters that are empty', sequence(oid(PBES2), sequence())],
  ['a key that is not derived by PBKDF2', algorithmOf({ derivation: [oid('1.2.3')] })],
  ['no parameters for the key', algorithmOf({ derived: [] })],
  ['no count', algorithmOf({ derived: [octets(SALT)] })],
  ['a salt that is named elsewhere', algorithmOf({ derived: [sequence(oid('1.2.3')), integer(ITERATIONS)] })],
  ['a count that is none', algorithmOf({ derived: [octets(SALT), octets(SALT), prf('sha256')] })],
  ['a hash that is not known', algorithmOf({ derived: [octets(SALT), integer(ITERATIONS), sequence(oid('1.2.3'))] })],
  ['a cipher that is not known', algorithmOf({ encryption: [oid('1.2.3'), octets(IV)] })],
  ['no cipher', algorithmOf({ encryption: [] })],
  ['no first block', algorithmOf({ encryption: [aes('aes-256-cbc')] })],
  ['a first block that is none', algorithmOf({ encryption: [aes('aes-256-cbc'), integer(1)] })],
])('%s is no encryption that is known', async (_, algorithm) => {
  expect(await decrypt(algorithm, usual)).toEqual({
    refused: 'its encryption is none that is known',
    form: 'an encrypted PKCS#12 store',
  });
});

it('another password is said to be one', async () => {
  const secret = cipherText('secret', 'aes-256-cbc', 'sha256');
  const refused = {
    refused: 'neither an empty password nor the default one of Java opens it',
    form: 'an encrypted PKCS#12 store',
  };
  expect(await decrypt(algorithmOf(), secret)).toEqual(refused);
  // A wrong password now and then gives something.
  expect(await decrypt(algorithmOf(), usual, { iterations: 0 }, () => false)).toEqual(refused);
});

it('a legacy encryption is named', async () => {
  const rc2 = sequence(oid('1.2.840.113549.1.12.1.6'), sequence(octets(SALT), integer(ITERATIONS)));
  expect(await decrypt(rc2, usual)).toEqual({
    refused: 'its encryption is a legacy one, RC2 or 3DES',
    form: 'a PKCS#12 store in legacy encryption',
  });
});

describe('what it may cost', () => {
  it('is counted for each password that is tried', async () => {
    const budget = { iterations: 10 };
    await decrypt(algorithmOf(), usual, budget);
    expect(budget.iterations).toBe(10 + ITERATIONS);
    await decrypt(algorithmOf(), cipherText('changeit', 'aes-256-cbc', 'sha256'), budget);
    expect(budget.iterations).toBe(10 + 3 * ITERATIONS);
  });

  it.each([
    ['just enough is left', 2_000_000 - 2 * ITERATIONS, true],
    ['one iteration too few is left', 2_000_000 - 2 * ITERATIONS + 1, false],
  ])('where %s', async (_, iterations, isOpened) => {
    const said = await decrypt(algorithmOf(), usual, { iterations });
    expect('plain' in said).toBe(isOpened);
    if (!isOpened) expect(said).toMatchObject({ refused: 'to open it takes 3 iterations, more than is tried' });
  });

  it('is refused before it is begun where one store wants too much', async () => {
    const budget = { iterations: 0 };
    // 1000001 in three octets.
    const derived = [octets(SALT), integer(0x0f, 0x42, 0x41), prf('sha256')];
    expect(await decrypt(algorithmOf({ derived }), usual, budget)).toEqual({
      refused: 'to open it takes 1000001 iterations, more than is tried',
      form: 'an encrypted PKCS#12 store',
    });
    expect(budget.iterations).toBe(0);
  });
});
