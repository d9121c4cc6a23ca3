import { compareReleases } from '../../src/rules/built-in-list.js';

it.each<[string, string, number | null]>([
  ['7.40A.600.014', '7.40A.600.014', 0],
  ['7.40A.600', '7.40A.600.014', -1],
  ['7.40A.600', '7.40A.250.9', 1],
  ['7.40A.600', '7.40B.100', -1],
  ['7.40a.600', '7.40A.600', 0],
  ['7.20A.260', '7.40A.100', -1],
  ['10.1', '9.4', 1],
  ['7.40A.600', '7.40.600', null],
  ['F7.40A.600', '7.40A.600', null],
  ['newest', '7.40A.600', null],
])('%s beside %s', (a, b, order) => {
  const sign = (found: number | null) => (found === null ? null : Math.sign(found));
  expect(sign(compareReleases(a, b))).toBe(order);
  expect(sign(compareReleases(b, a))).toBe(order === null ? null : 0 - order);
});
