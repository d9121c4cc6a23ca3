import { isPkcs7, pkcs7Certificates } from '../../src/x509/pkcs7.js';
import { integer, oid, sequence, set, tlv } from '../support/der.js';

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const [one, two] = [sequence(integer(1)), sequence(integer(2), integer(3))];
const explicit = (...content: Uint8Array[]) => tlv(0xa0, ...content);
const signed = (...fields: Uint8Array[]) => sequence(oid(SIGNED_DATA), explicit(sequence(...fields)));

it.each([
  ['SignedData', signed(), true],
  ['other content', sequence(oid('1.2.840.113549.1.7.1'), explicit()), false],
  ['an identifier that begins alike', sequence(oid(`${SIGNED_DATA}.1`)), false],
  ['another type first', sequence(integer(1)), false],
  ['a set', set(oid(SIGNED_DATA)), false],
  ['nothing', Buffer.alloc(0), false],
  ['an empty sequence', sequence(), false],
])('%s is PKCS#7: %s', (_, der, is) => {
  expect(isPkcs7(der)).toBe(is);
});

it('its certificates are cut out as they stand, and what else is in the list is left', () => {
  const others = tlv(0xa1, integer(9));
  const found = pkcs7Certificates(signed(integer(1), set(), explicit(one, others, two), set()));
  expect(found?.map((der) => Buffer.from(der).toString('hex'))).toEqual([one, two].map((der) => der.toString('hex')));
  expect(pkcs7Certificates(signed(integer(1), set()))).toEqual([]);
});

it.each([
  ['nothing', Buffer.alloc(0)],
  ['an identifier alone', sequence(oid(SIGNED_DATA))],
  ['content under another tag', sequence(oid(SIGNED_DATA), tlv(0xa1, sequence()))],
  ['content that is empty', sequence(oid(SIGNED_DATA), explicit())],
  ['content that is no sequence', sequence(oid(SIGNED_DATA), explicit(set(explicit(one))))],
  ['content that cannot be followed', sequence(oid(SIGNED_DATA), explicit(tlv(0x30, [0x02])))],
  ['a list that cannot be followed', signed(tlv(0xa0, [0x30]))],
])('of %s nothing is known', (_, der) => {
  expect(pkcs7Certificates(der)).toBeNull();
});
