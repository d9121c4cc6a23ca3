import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isKeyStore, readKeyStore } from '../../src/x509/key-store.js';

const fixture = (path: string) => new Uint8Array(readFileSync(join(__dirname, '..', 'fixtures', 'key-store', path)));

/** Of so many cuts and changed bytes one is tried; `.ci/full` tries all of them. */
const SPARSE = process.env['THOROUGH'] === '1' ? 1 : 3;

const WHOLE = [
  'fine/input/cacerts',
  'fine/input/truststore.jceks',
  'fine/input/truststore.p12',
  'fine/input/passwordless.p12',
];

describe.each(WHOLE)('%s', (path) => {
  const bytes = fixture(path);

  it('is read whole, with its aliases', async () => {
    const { certificates, keys, unread } = await readKeyStore(bytes);
    expect([keys, unread]).toEqual([0, []]);
    expect(certificates.map(({ alias }) => alias)).toContain('digicert-global-root-g2');
    expect(certificates.every(({ marked }) => marked)).toBe(true);
  });

  it('is never whole when it is cut, wherever', async () => {
    for (let length = 16; length < bytes.length; length += 23 * SPARSE) {
      const cut = bytes.subarray(0, length);
      expect(isKeyStore(cut)).toBe(true);
      expect((await readKeyStore(cut)).unread.length).toBeGreaterThan(0);
    }
  });

  it('with a byte changed never shows what was not there', async () => {
    const before = new Set((await readKeyStore(bytes)).certificates.map(({ der }) => Buffer.from(der).toString('hex')));
    for (let at = 0; at < bytes.length; at += 61 * SPARSE) {
      const changed = Uint8Array.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 0x41;
      if (!isKeyStore(changed)) continue;
      const { certificates, unread } = await readKeyStore(changed);
      const known = certificates.filter(({ der }) => before.has(Buffer.from(der).toString('hex')));
      // Fewer than before, and nothing said, is a store that lost one; more is impossible.
      expect(known.length + unread.length).toBeLessThanOrEqual(before.size + unread.length);
    }
  }, 120_000);
});

it('the first four bytes of a store are a store that is cut short', async () => {
  const magic = Uint8Array.from([0xfe, 0xed, 0xfe, 0xed]);
  expect([isKeyStore(magic), isKeyStore(magic.subarray(0, 3))]).toEqual([true, false]);
  expect((await readKeyStore(magic)).unread).toHaveLength(1);
});

it('keys are counted and passed over, and the certificate of a key is no trust anchor', async () => {
  for (const name of ['secrets.p12', 'secrets.jks']) {
    const { certificates, keys, unread } = await readKeyStore(fixture(`secrets/input/${name}`));
    expect([keys, certificates.length, unread]).toEqual([1, 7, []]);
  }
});

it('what OpenSSL exports is not marked as trusted', async () => {
  const { certificates } = await readKeyStore(fixture('unprovable/input/unmarked.p12'));
  expect(certificates.map(({ marked }) => marked)).toEqual([false, false]);
});

it('an iteration count without end is not followed', async () => {
  const bytes = fixture('fine/input/truststore.p12');
  // PBKDF2 of 10000 iterations: an INTEGER of two octets, followed by one of 32 for the key.
  const text = Buffer.from(bytes).toString('latin1');
  const at = text.indexOf('\x02\x02\x27\x10\x02\x01\x20');
  expect(at).toBeGreaterThan(0);
  // The same octets as one INTEGER of five, with no length for the key.
  const hostile = Uint8Array.from(bytes);
  hostile.set([0x02, 0x05, 0x7f, 0xff, 0xff, 0xff, 0xff], at);
  const { certificates, unread } = await readKeyStore(hostile);
  expect([certificates, unread.map(({ because }) => because)]).toEqual([
    [],
    [expect.stringMatching(/iterations, more than is tried$/)],
  ]);
});

it.each([
  ['password.p12', /^neither an empty password/],
  ['legacy.p12', /legacy/],
])('%s is said not to be read, and why', async (name, because) => {
  const { certificates, unread } = await readKeyStore(fixture(`unprovable/input/${name}`));
  expect([certificates.length, unread.length, unread[0]?.because]).toEqual([0, 1, expect.stringMatching(because)]);
  expect(unread[0]?.form).toMatch(/PKCS#12/);
});
