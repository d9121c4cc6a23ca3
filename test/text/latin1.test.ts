import * as fc from 'fast-check';
import { decodeLatin1, encodeLatin1 } from '../../src/text/latin1.js';

const sample = (...parts: (string | number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'utf8')] : part)));

test.each([
  ['plain text', sample('name = 1\r\n')],
  ['a byte order mark', sample([0xef, 0xbb, 0xbf], 'name')],
  ['letters in UTF-8', sample('Zürich, 東京')],
  ['letters in Latin-1', sample('Z', [0xfc], 'rich')],
  ['the bytes that Windows reads as quotation marks', sample([0x80, 0x93, 0x94, 0x9f])],
  ['a file that is ASCII for its first megabyte', sample('x'.repeat(1 << 20), [0xe9, 0x80], 'y')],
])('%s has one character a byte', (_, bytes) => {
  const text = decodeLatin1(bytes);
  expect(text).toBe(Buffer.from(bytes).toString('latin1'));
  expect(Buffer.from(encodeLatin1(text)).equals(Buffer.from(bytes))).toBe(true);
});

test('so it is for any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(decodeLatin1(bytes)).toBe(Buffer.from(bytes).toString('latin1'));
    }),
  );
});
