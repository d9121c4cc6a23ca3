import type { Anchor } from '../../../src/fixers/fixer.js';
import { freeName, limitsOf, preferredName, unlikelyName, type Limits } from '../../../src/fixers/ribbon-core/names.js';
import type { VendorProfile } from '../../../src/model/knowledge.js';

const ANY: Limits = { nameLength: 23, certificates: 100, names: {} };
const rootCalled = (name: string) => ({ name, sha256: `0123456789${'a'.repeat(54)}` }) as Anchor;
const limitsFrom = (values: Readonly<Record<string, unknown>>) =>
  limitsOf({
    facts: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }])),
  } as unknown as VendorProfile);

describe('the limits of the device', () => {
  it('are those of the profile', () => {
    const stated = { maxEntryNameLength: 31, maxCertificates: 7, entryNames: { abc: 'Root' } };
    expect(limitsFrom(stated)).toEqual({ nameLength: 31, certificates: 7, names: { abc: 'Root' } });
  });

  it.each([
    ['says nothing', {}],
    ['does not know', { maxEntryNameLength: 'unknown', maxCertificates: null, entryNames: null }],
    ['gives no names', { entryNames: { abc: 3 } }],
    ['has a word for the names', { entryNames: 'unknown' }],
  ])('are the documented length, and no other, where the profile %s', (_, values) => {
    expect(limitsFrom(values)).toEqual({ nameLength: 23, certificates: Infinity, names: {} });
  });
});

it.each([
  ['DigiCert Global Root G2', 'DigiCertGlobalRootG2'],
  ['A+b,c-d.e:f@g_9 (h)/i', 'A+b,c-d.e:f@g_9hi'],
  ['DISPLAY', 'CA_DISPLAY'],
  ['A Display', 'ADisplay'],
  ['Displays A Long Name Of It', 'CA_DisplaysALongNameOfI'],
  ['根', 'Root_01234567'],
])('the entry of the root %s is called %s', (name, expected) => {
  expect(preferredName(rootCalled(name), ANY)).toBe(expected);
});

it('a root that the profile names is called that', () => {
  const root = rootCalled('Example Root');
  expect(preferredName(root, { ...ANY, names: { [root.sha256]: 'EX1' } })).toBe('EX1');
});

describe('a name that is taken', () => {
  const after = (taken: readonly string[], limits = ANY) => freeName('Root', new Set(taken), limits);

  it.each([
    [[], 'Root'],
    [['root2'], 'Root'],
    [['root'], 'Root_2'],
    [['root.der'], 'Root_2'],
    [['root', 'root_2', 'root_3.der'], 'Root_4'],
  ])('by %j leads to %s', (taken, expected) => {
    expect(after(taken)).toBe(expected);
  });

  it('gives way within the length that the device takes', () => {
    expect(after([], { ...ANY, nameLength: 4 })).toBe('Root');
    expect(after([], { ...ANY, nameLength: 3 })).toBe('R_2');
    expect(after(['root'], { ...ANY, nameLength: 4 })).toBe('Ro_2');
  });

  it('leads to 99 at most', () => {
    const numbered = (last: number) => ['root', ...Array.from({ length: last - 1 }, (_, i) => `root_${i + 2}`)];
    expect(after(numbered(98))).toBe('Root_99');
    expect(after(numbered(99))).toBeNull();
  });
});

it.each([
  ['Root', 'Root_sl'],
  ['ARootOfTwentyThreeChars', 'ARootOfTwentyThreeCh_sl'],
])('beside entries that are not shown %s is called %s', (preferred, expected) => {
  expect(unlikelyName(preferred, ANY)).toBe(expected);
});
