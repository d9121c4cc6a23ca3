import { joinedNames } from '../../src/rules/path-words.js';

it.each([
  [['Issuing CA 03'], 'Issuing CA 03'],
  [['Issuing CA 03', 'Issuing CA 04', 'Other CA 1'], 'Issuing CA 03 and 04; Other CA 1'],
  [['Issuing CA 03, cross-signed by Root G2'], 'Issuing CA 03, cross-signed by Root G2'],
  [
    ['Issuing CA 03, cross-signed by Root G2', 'Issuing CA 04, cross-signed by Root G2', 'Issuing CA 04'],
    'Issuing CA 03 and 04, both cross-signed by Root G2; Issuing CA 04',
  ],
  [
    ['1', '2', '7'].map((each) => `Issuing CA ${each}, cross-signed by Root G2`),
    'Issuing CA 1, 2 and 7, all cross-signed by Root G2',
  ],
])('%j is said as %s', (names, text) => {
  expect(joinedNames(names)).toBe(text);
});
