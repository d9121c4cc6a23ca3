import { readExtensions } from '../../src/x509/extensions.js';
import { tlv } from '../support/der.js';

const KEY_USAGE = '2.5.29.15';

function usages(unused: number, ...octets: readonly number[]) {
  const value = tlv(0x03, [unused, ...octets]);
  return readExtensions([{ oid: KEY_USAGE, critical: true, value }] as never, () => null as never).keyUsage;
}

// RFC 5280, 4.2.1.3: bit 0 is the first of the first octet.
it.each([
  [7, [0x80], ['digitalSignature']],
  [6, [0x40], ['nonRepudiation']],
  [5, [0x20], ['keyEncipherment']],
  [4, [0x10], ['dataEncipherment']],
  [3, [0x08], ['keyAgreement']],
  [2, [0x04], ['keyCertSign']],
  [1, [0x02], ['cRLSign']],
  [0, [0x01], ['encipherOnly']],
  [7, [0x00, 0x80], ['decipherOnly']],
  [1, [0x06], ['keyCertSign', 'cRLSign']],
])('key usage with %i bits unused in %j is %j', (unused, octets, names) => {
  expect(usages(unused, ...octets)).toEqual(names);
});
