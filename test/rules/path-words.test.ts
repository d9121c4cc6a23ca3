import type { Certificate } from '../../src/model/certificate.js';
import type { PathFailure, PathFault } from '../../src/model/path.js';
import { failureWords, joinedNames } from '../../src/rules/path-words.js';

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

describe('what is wrong with a path', () => {
  const certificate = { subject: 'CN=Issuing CA 03,O=Example', issuer: 'CN=Example Root,O=Example' } as Certificate;
  const words = (fault: PathFault, more: Partial<PathFailure> = {}) =>
    failureWords({ fault, certificate, undecided: false, detail: '', ...more });
  /** Each fault, with the detail that it comes with. */
  const faults: readonly [PathFault, string][] = [
    ['not-yet-valid', '2030-05-06T00:00:00.000Z'],
    ['expired', '2024-03-02T00:00:00.000Z'],
    ['signature', 'it is of MD5'],
    ['not-a-ca', ''],
    ['path-length', '0'],
    ['key-usage', 'digitalSignature'],
    ['ext-key-usage', 'emailProtection'],
    ['name-constraints', 'sip.example.com'],
    ['critical-extension', '1.2.3.4'],
    ['key-identifier', 'CN=Root Two,O=Example'],
    ['weak', 'is signed with SHA-1'],
    ['irregular', 'its length is negative'],
    ['no-issuer', ''],
    ['untrusted-self-signed', ''],
    ['anchor-not-self-signed', ''],
    ['not-first-choice', ''],
    ['too-many-paths', ''],
    ['own-or-ca', 'its names are of no host'],
    ['device-depth', '5 certificates'],
    ['device-key', 'an Ed25519 key'],
  ];

  it('has words of its own for each fault, with its detail', () => {
    const said = faults.map(([fault, detail]) => words(fault, { detail }));
    expect(new Set(said).size).toBe(faults.length);
    for (const [i, [fault, detail]] of faults.entries()) {
      const shown = fault === 'key-identifier' ? 'Root Two' : detail.replace(/T.*/, '');
      expect(said[i]).toContain(shown);
      const isOfAll = ['no-issuer', 'not-first-choice', 'too-many-paths', 'device-depth'].includes(fault);
      if (!isOfAll) expect(said[i]).toContain('Issuing CA 03');
    }
    expect(words('no-issuer')).toContain('its issuer Example Root');
  });

  it.each<PathFault>(['untrusted-self-signed', 'not-a-ca', 'ext-key-usage', 'device-depth', 'device-key'])(
    '%s is said otherwise where it cannot be decided, and why',
    (fault) => {
      const [certain, doubtful] = [words(fault), words(fault, { undecided: true })];
      expect(doubtful).not.toBe(certain);
      if (fault === 'untrusted-self-signed' || fault === 'not-a-ca') return;
      expect(words(fault, { undecided: true, because: 'nobody has tried' })).toContain('nobody has tried');
      expect(words(fault, { because: 'nobody has tried' })).toBe(certain);
    },
  );

  it('a usage of which nobody knows whether the product minds is said to be so', () => {
    const said = words('ext-key-usage', { detail: 'clientAuth', undecided: true });
    expect(said).toMatch(/is for clientAuth only, and whether this product minds is not known$/);
  });

  it('a key that is for nothing is said to be', () => {
    expect(words('key-usage')).toContain('for nothing only');
    expect(words('key-usage', { detail: 'cRLSign' })).toContain('for cRLSign only');
  });
});
