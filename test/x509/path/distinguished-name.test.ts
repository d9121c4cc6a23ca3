import { attributesOf, isSameName, liesBelow } from '../../../src/x509/path/distinguished-name.js';

it.each<[string, readonly (readonly (readonly [string, string])[])[]]>([
  ['', []],
  ['  ', []],
  ['CN=a', [[['CN', 'a']]]],
  ['cn=a, o=b', [[['CN', 'a']], [['O', 'b']]]],
  [
    'CN=a+OU=b,O=c',
    [
      [
        ['CN', 'a'],
        ['OU', 'b'],
      ],
      [['O', 'c']],
    ],
  ],
  ['CN=a\\,b\\+c\\\\,O=d', [[['CN', 'a,b+c\\']], [['O', 'd']]]],
  ['CN=a=b', [[['CN', 'a=b']]]],
  ['CN=', [[['CN', '']]]],
])('%j is taken apart', (name, attributes) => {
  expect(attributesOf(name)).toEqual(attributes);
});

it.each([
  ['CN=A b', 'cn=a  B', true],
  ['CN= a ', 'CN=a', true],
  ['CN=a\tb', 'CN=a b', true],
  ['CN=a+O=b', 'O=b+CN=a', true],
  ['CN=a,O=b', 'O=b,CN=a', false],
  ['CN=a,O=b', 'CN=a+O=b', false],
  ['CN=ä', 'CN=Ä', false],
  ['CN=ab', 'CN=a b', false],
  ['CN=a\\,O=b', 'CN=a,O=b', false],
])('%j and %j are one name: %s', (a, b, same) => {
  expect([isSameName(a, b), isSameName(b, a)]).toEqual([same, same]);
});

it.each([
  ['CN=a,OU=b,O=c', 'O=c', true],
  ['CN=a,OU=b,O=c', 'OU=b,O=C', true],
  ['CN=a,O=c', 'CN=a,O=c', true],
  ['CN=a,O=c', '', true],
  ['O=c', 'CN=a,O=c', false],
  ['CN=a,OU=b', 'O=c', false],
  ['CN=a,O=xc', 'O=c', false],
  ['O=c,CN=a', 'O=c', false],
])('%j lies below %j: %s', (name, base, below) => {
  expect(liesBelow(name, base)).toBe(below);
});
