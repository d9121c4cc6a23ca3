import fc from 'fast-check';
import { decodeBase64 } from '../../src/x509/base64.js';
import { SourceText } from '../../src/text/source-text.js';
import { armours } from '../../src/x509/armour.js';
import { cpuSeconds } from '../support/cpu.js';

/** As the platform decodes it, once it is known to be base64. */
function asPlatform(text: string): string {
  const base64 = text.replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return 'its text is not base64';
  try {
    return Buffer.from(atob(base64), 'latin1').toString('hex');
  } catch {
    return 'its base64 is cut short';
  }
}

const ours = (text: string) => {
  const decoded = decodeBase64(text);
  return decoded instanceof Uint8Array ? Buffer.from(decoded).toString('hex') : decoded.refused;
};

it('decodes what the platform does, whatever stands between the digits', () => {
  const digits = fc.constantFrom(...'ABYZabyz0189+/');
  const odd = fc.constantFrom(...'\n\r\t \v\f\xa0=-_!\0\x80\xff');
  const mostly = fc.oneof({ weight: 12, arbitrary: digits }, { weight: 1, arbitrary: odd });
  const text = fc
    .tuple(fc.array(mostly, { maxLength: 30 }), fc.constantFrom('', '', '=', '==', '===', '\n=\n='))
    .map(([parts, end]) => parts.join('') + end);
  fc.assert(
    fc.property(text, (each) => ours(each) === asPlatform(each)),
    { seed: 1, numRuns: 20_000 },
  );
});

it.each([
  ['every octet', Buffer.from(Array.from({ length: 256 }, (_, i) => i)).toString('base64')],
  ['nothing', ''],
  ['blanks alone', ' \n'],
  ['padding alone', '=='],
])('%s', (_, text) => {
  expect(ours(text)).toBe(asPlatform(text));
});

it('looks for armour in the part that was asked for, and not beyond it', () => {
  const source = SourceText.of('x', 'abcdefg\n'.repeat(500_000));
  const seconds = cpuSeconds(() => {
    for (let at = 0; at + 20 < source.text.length; at += 20)
      for (const each of armours(source, at, at + 19)) throw each;
  });
  expect(seconds).toBeLessThan(3);
});
