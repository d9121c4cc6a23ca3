import { lookUp } from '../../src/text/look-up.js';
import { withoutEnd } from '../../src/text/without-end.js';

it.each([
  ['a\r\n\r\n', 'a'],
  ['a\r\nb', 'a\r\nb'],
  ['\r\n', ''],
  ['', ''],
])('%j ends where its line does', (text, bare) => {
  expect(withoutEnd(text, '\r\n')).toBe(bare);
});

it('finds in a table what is its own', () => {
  expect([lookUp({ a: 1 }, 'a'), lookUp({ a: 1 }, 'constructor'), lookUp({}, '__proto__')]).toEqual([
    1,
    undefined,
    undefined,
  ]);
});
