import { createHash, createHmac } from 'node:crypto';
import { readKeyStore } from '../../src/x509/key-store.js';
import { macFits } from '../../src/x509/pfx-mac.js';
import { children, readTlv } from '../../src/x509/tlv.js';
import { integer, octets, oid, sequence } from '../support/der.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/knowledge.js';

const CONTENT = Buffer.from('what the store holds');
const SALT = Buffer.from('0123456789abcdef0123', 'latin1');
const DIGESTS = {
  sha1: ['1.3.14.3.2.26', 64],
  sha256: ['2.16.840.1.101.3.4.2.1', 64],
  sha384: ['2.16.840.1.101.3.4.2.2', 128],
  sha512: ['2.16.840.1.101.3.4.2.3', 128],
} as const;

/** The check value as RFC 7292, appendix B, has it, over node:crypto. */
function macData(hash: keyof typeof DIGESTS, password: Buffer, iterations: number | null, id?: string): Uint8Array {
  const [known, block] = DIGESTS[hash];
  const fill = (part: Buffer) => Buffer.alloc(block * Math.ceil(part.length / block), part);
  let key = Buffer.concat([Buffer.alloc(block, 3), fill(SALT), password.length > 0 ? fill(password) : password]);
  for (let turn = 0; turn < (iterations ?? 1); turn += 1) key = createHash(hash).update(key).digest();
  const value = createHmac(hash, key).update(CONTENT).digest();
  const count = iterations === null ? [] : [integer(...[16, 8, 0].map((shift) => (iterations >>> shift) & 0xff))];
  return sequence(sequence(sequence(oid(id ?? known)), octets(value)), octets(SALT), ...count);
}

function fits(data: Uint8Array, password: string, content: Uint8Array = CONTENT) {
  const whole = readTlv(data, 0);
  if (!whole) throw new Error('no DER');
  return macFits(data, whole, content, password);
}

const utf16 = (text: string) => Buffer.from(`${text}\0`, 'utf16le').swap16();

it.each(Object.keys(DIGESTS) as (keyof typeof DIGESTS)[])(
  '%s fits its content and its password alone',
  async (hash) => {
    const data = macData(hash, utf16('changeit'), 700);
    expect(await fits(data, 'changeit')).toBe(true);
    expect(await fits(data, 'changeme')).toBe(false);
    expect(await fits(data, 'changeit', Buffer.from('what the store helds'))).toBe(false);
  },
);

it('an empty password is written in two ways, and one turn is taken where none is named', async () => {
  expect(await fits(macData('sha1', Buffer.alloc(2), null), '')).toBe(true);
  expect(await fits(macData('sha256', Buffer.alloc(0), 1), '')).toBe(true);
});

it('says nothing of a digest that it does not know, nor of one that would take too long', async () => {
  expect(await fits(macData('sha1', utf16('changeit'), 1, '1.2.840.113549.2.5'), 'changeit')).toBeNull();
  expect(await fits(macData('sha1', utf16('changeit'), 50_001), 'changeit')).toBeNull();
  expect(await fits(sequence(), 'changeit')).toBeNull();
});

it('a store in which one byte of what is encrypted changed holds nothing that counts', async () => {
  const bytes = readFileSync(join(root, 'test/fixtures/key-store/secrets/input/secrets.p12'));
  expect(await readKeyStore(bytes)).toMatchObject({ unread: [] });
  const changed = Uint8Array.from(bytes);
  changed[941] = 103;
  const { certificates, unread } = await readKeyStore(changed);
  expect([certificates, unread.map(({ because }) => because)]).toEqual([
    [],
    ['its check value does not fit: it is damaged'],
  ]);
  const pfx = readTlv(bytes, 0);
  expect(pfx && children(bytes, pfx)).toHaveLength(3);
});
