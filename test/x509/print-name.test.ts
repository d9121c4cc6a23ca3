import { printName, type Rdn } from '../../src/x509/print-name.js';

const CN = (...values: string[]): Rdn => [['CN', values]];

it.each<[string, readonly Rdn[], string]>([
  ['nothing', [], ''],
  ['the most specific first', [[['C', ['US']]], [['O', ['Example']]], CN('x')], 'CN=x,O=Example,C=US'],
  [
    'the attributes of one RDN in their order',
    [
      [
        ['OU', ['a', 'b']],
        ['CN', ['c']],
      ],
    ],
    'OU=a+OU=b+CN=c',
  ],
  ['an RDN of nothing keeps its place', [CN('a'), [], CN('b')], 'CN=b,,CN=a'],
  ['also at the specific end', [CN('a'), []], ',CN=a'],
  ['an empty value', [CN('')], 'CN='],
  ['what separates is escaped', [CN('a,b+c"d\\e<f>g;h')], 'CN=a\\,b\\+c\\"d\\\\e\\<f\\>g\\;h'],
  ['and nothing else', [CN(' #=\0\n\té ')], 'CN= #=\0\n\té '],
])('%s', (_, rdns, printed) => {
  expect(printName(rdns)).toBe(printed);
});
