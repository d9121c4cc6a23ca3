import { createCipheriv, pbkdf2Sync } from 'node:crypto';
import { readKeyStore } from '../../src/x509/key-store.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { integer, octets, oid, sequence, tlv } from '../support/der.js';
import { root } from '../support/knowledge.js';

const DATA = '1.2.840.113549.1.7.1';
const ENCRYPTED_DATA = '1.2.840.113549.1.7.6';
const ENVELOPED_DATA = '1.2.840.113549.1.7.3';
const PBES2 = oid('1.2.840.113549.1.5.13');
const PBKDF2 = oid('1.2.840.113549.1.5.12');
const AES_256_CBC = oid('2.16.840.1.101.3.4.1.42');
const CERT_BAG = '1.2.840.113549.1.12.10.1.3';
const X509 = '1.2.840.113549.1.9.22.1';

const pem = readFileSync(join(root, 'trust-anchors', 'digicert-global-root-g2.pem'), 'utf8');
const certificate = Buffer.from(pem.replace(/-----.*-----/g, ''), 'base64');

const explicit = (...content: Uint8Array[]) => tlv(0xa0, ...content);
const contentInfo = (type: string, content: Uint8Array) => sequence(oid(type), explicit(content));
const store = (...safes: Uint8Array[]) => sequence(integer(3), contentInfo(DATA, octets(sequence(...safes))));
const bags = sequence(sequence(oid(CERT_BAG), explicit(sequence(oid(X509), explicit(octets(certificate))))));

/** Without the name of a hash; of more iterations than it says it has, for a store that would take too long. */
function encrypted(iterations: number, said = iterations): Uint8Array {
  const salt = Buffer.alloc(8, 7);
  const iv = Buffer.alloc(16, 9);
  const cipher = createCipheriv('aes-256-cbc', pbkdf2Sync('changeit', salt, iterations, 32, 'sha1'), iv);
  const text = Buffer.concat([cipher.update(bags), cipher.final()]);
  const count = integer(...[24, 16, 8, 0].map((shift) => (said >>> shift) & 0xff));
  const derivation = sequence(PBKDF2, sequence(octets(salt), count));
  const algorithm = sequence(PBES2, sequence(derivation, sequence(AES_256_CBC, octets(iv))));
  return contentInfo(ENCRYPTED_DATA, sequence(integer(0), sequence(oid(DATA), algorithm, tlv(0x80, text))));
}

const said = async (...safes: Uint8Array[]) => {
  const { certificates, unread } = await readKeyStore(store(...safes));
  return [certificates.length, unread.map(({ because }) => because)];
};

it('the hash of the password is SHA-1 where the store names none', async () => {
  expect(await said(encrypted(1000))).toEqual([1, []]);
});

it('iterations are counted for both passwords, over all parts, before they are spent', async () => {
  expect(await said(encrypted(1000), encrypted(1000))).toEqual([2, []]);
  const tooMuch = 'to open it takes 1000000 iterations, more than is tried';
  expect(await said(encrypted(1000), encrypted(1000, 1_000_000))).toEqual([1, [tooMuch]]);
});

it('a part for somebody with a private key is said to be one, and a damaged part to be damaged', async () => {
  expect(await said(contentInfo(DATA, octets(bags)))).toEqual([1, []]);
  expect(await said(contentInfo(ENVELOPED_DATA, sequence()))).toEqual([
    0,
    ['a part of it is encrypted for a public key'],
  ]);
  expect(await said(sequence(integer(1)))).toEqual([0, ['its structure cannot be followed']]);
});
