import { isFrom, releaseLine } from '../../../src/parsers/audiocodes/release.js';

it.each([
  ['7.40A.600.100', '7.40A.600', true],
  ['7.40A.600', '7.40A.600', true],
  ['7.40A.599.999', '7.40A.600', false],
  ['7.60A.001.001', '7.40A.600', true],
  ['7.20A.258.459', '7.40A.600', false],
  ['10.00A.000.000', '7.40A.600', true],
  ['F7.40A', '7.40A.600', null],
])('%s is from %s on: %s', (release, from, expected) => {
  expect(isFrom(release, from)).toBe(expected);
});

it.each([
  ['7.00A.049.003', '7.0'],
  ['7.20A.201.357', '7.2'],
  ['6.60A.204.003', '6.6'],
  ['unknown', null],
])('%s is release %s', (release, line) => {
  expect(releaseLine(release)).toBe(line);
});
