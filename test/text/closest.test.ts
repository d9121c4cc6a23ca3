import { closest } from '../../src/text/closest.js';

it.each([
  ['formt', ['format', 'output'], 'format'],
  ['ouptut', ['format', 'output'], 'output'],
  ['mising-trust-anchor', ['missing-trust-anchor', 'unbound-trust-anchor'], 'missing-trust-anchor'],
  ['xyz', ['format', 'output'], null],
])('%s', (word, candidates, expected) => {
  expect(closest(word, candidates)).toBe(expected);
});
