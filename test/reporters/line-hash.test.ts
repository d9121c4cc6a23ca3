import fc from 'fast-check';
import { lineHashes } from '../../src/reporters/sarif/line-hash.js';

/** Every line's hash, in order. */
function hashes(text: string | Uint8Array): readonly string[] {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const all = new Set(Array.from({ length: 200 }, (_, i) => i + 1));
  return [...lineHashes(bytes, all)].sort(([a], [b]) => a - b).map(([, hash]) => hash);
}

const GREETINGS = [
  'e9496ae3ebfced30:1',
  'fb7c023a8b9ccb3f:1',
  'ce8ba1a563dcdaca:1',
  'e20e36e16fcb0cc8:1',
  'b3edc88f2938467e:1',
  'c8e28b0b4002a3a0:1',
  'c129715d7a2bc9a3:1',
];

/** Values that GitHub's own implementation is tested with (codeql-action, src/fingerprints.test.ts). */
const vectors: readonly (readonly [name: string, text: string, hashes: readonly string[]])[] = [
  ['an empty file', '', ['c129715d7a2bc9a3:1']],
  [
    'blanks and tabs',
    ' a\nb\n  \t\tc\n d',
    ['271789c17abda88f:1', '54703d4cd895b18:1', '180aee12dab6264:1', 'a23a3dc5e078b07b:1'],
  ],
  [
    'no terminator at the end',
    ' hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End',
    [
      '8b7cf3e952e7aeb2:1',
      'b1ae1287ec4718d9:1',
      'bff680108adb0fcc:1',
      'c6805c5e1288b612:1',
      'b86d3392aea1be30:1',
      'e6ceba753e1a442:1',
    ],
  ],
  ['LF', ' hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n', GREETINGS],
  ['CR', ' hello; \t\rworld!!!\r\r\r  \t\tGreetings\r End\r', GREETINGS],
  ['CRLF', ' hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n', GREETINGS],
  ['all of them', ' hello; \t\r\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n', GREETINGS],
  [
    'lines that hash alike',
    'Lorem ipsum dolor sit amet.\n'.repeat(10),
    [
      'a7f2ff13bc495cf2:1',
      'a7f2ff13bc495cf2:2',
      'a7f2ff13bc495cf2:3',
      'a7f2ff13bc495cf2:4',
      'a7f2ff13bc495cf2:5',
      'a7f2ff13bc495cf2:6',
      'a7f2ff1481e87703:1',
      'a9cf91f7bbf1862b:1',
      '55ec222b86bcae53:1',
      'cc97dc7b1d7d8f7b:1',
      'c129715d7a2bc9a3:1',
    ],
  ],
];

it.each(vectors)('hashes %s as GitHub does', (_, text, expected) => {
  expect(hashes(text)).toEqual(expected);
});

it('gives only the lines that are asked for, with the counter of the whole file', () => {
  const text = Buffer.from('Lorem ipsum dolor sit amet.\n'.repeat(10));
  expect([...lineHashes(text, new Set([3]))]).toEqual([[3, 'a7f2ff13bc495cf2:3']]);
  expect([...lineHashes(text, new Set([99]))]).toEqual([]);
});

/** The definition, one line at a time and with big numbers: the characters from the start of the line on, as digits to base 37. */
function byDefinition(text: string): readonly string[] {
  const plain = `${text.replace(/\r\n?/g, '\n').replace(/[ \t]/g, '')}\uffff`;
  const lines = [0, ...[...plain.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const seen = new Map<string, number>();
  return lines.map((start) => {
    let hash = 0n;
    for (let i = start; i < start + 100; i += 1) {
      const code = i < plain.length ? plain.charCodeAt(i) : 0;
      hash = BigInt.asUintN(64, hash * 37n + BigInt(code));
    }
    const hexadecimal = hash.toString(16);
    seen.set(hexadecimal, (seen.get(hexadecimal) ?? 0) + 1);
    return `${hexadecimal}:${seen.get(hexadecimal)}`;
  });
}

it('is what the definition says of any text', () => {
  // A blank between CR and LF is a case of its own: GitHub then counts two ends.
  const text = fc.stringMatching(/^(?:[a-c\u00e9\u{1f600}]| [a-c]|\r\n|\r|\n|\t[a-c])*$/u, { size: '+1' });
  fc.assert(
    fc.property(text, (value) => expect(hashes(value)).toEqual(byDefinition(value))),
    { numRuns: 300 },
  );
});

it('reads bytes that are no UTF-8, and a byte order mark, as Node does', () => {
  const latin1 = Buffer.from('caf\xe9 \xff\xfe\nx', 'latin1');
  expect(hashes(latin1)).toEqual(byDefinition(latin1.toString('utf8')));
  const marked = Buffer.from('\ufeffa\nb');
  expect(hashes(marked)).toEqual(byDefinition(marked.toString('utf8')));
});
