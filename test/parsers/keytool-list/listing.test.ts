import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keytoolList } from '../../../src/parsers/keytool-list/index.js';
import { SourceText } from '../../../src/text/source-text.js';
import { checkFolder } from '../../support/folder.js';

const fixture = (path: string) => readFileSync(join(__dirname, '..', '..', 'fixtures', 'key-store', path), 'latin1');
const short = fixture('fine/input/list.txt');
const verbose = fixture('fine/input/list-v.txt');
const rfc = fixture('fine/input/list-rfc.txt');
const keys = fixture('secrets/input/list-v.txt');

const parse = (text: string) => keytoolList.parse(SourceText.of('list.txt', text));
const because = (text: string) => parse(text).problems.map((problem) => problem.because);

it.each([
  ['alone', short, 'fingerprint'],
  ['with -v', verbose, 'fingerprint'],
  ['with -rfc', rfc, 'armour'],
])('a listing %s shows every entry', (_, text, kind) => {
  const { certificates, problems } = parse(text);
  expect(problems).toEqual([]);
  expect(certificates.map(({ body }) => body.kind)).toEqual(Array(8).fill(kind));
  expect(certificates[2]?.label?.value).toBe('digicert-global-root-g2');
});

it('an entry with a key, and its chain, is no trust anchor', () => {
  const { certificates, problems } = parse(keys);
  expect([certificates.length, problems]).toEqual([7, []]);
});

it('a listing that is cut at any line is never whole', () => {
  for (const text of [short, verbose, rfc]) {
    const lines = text.split('\n');
    // The names and serial number of -v identify a certificate as soon as any fingerprint ends them.
    const last = lines.findLastIndex((line) => /fingerprints?(?: \(SHA-256\))?:|END CERTIFICATE/.test(line));
    for (let i = 1; i <= last; i += 1) {
      const cut = lines.slice(0, i).join('\n');
      if (keytoolList.detect(SourceText.of('list.txt', cut))) expect([i, because(cut)]).not.toEqual([i, []]);
    }
    expect(because(text.slice(text.indexOf('\n', text.indexOf('Your keystore')) + 1))).toEqual([
      expect.stringContaining('how many entries'),
    ]);
  }
});

it('a listing in another language shows its entries, and may not be whole', () => {
  const german = short
    .replace('Your keystore contains 8 entries', 'Keystore enth\xe4lt 8 Eintr\xe4ge')
    .replaceAll('Certificate fingerprint', 'Zertifikat-Fingerprint')
    .replaceAll('Nov 23, 2026', '23.11.2026');
  expect(keytoolList.detect(SourceText.of('list.txt', german))).toBe(true);
  expect([parse(german).certificates.length, because(german)]).toEqual([8, [expect.stringContaining('English')]]);
});

it('two listings in one file say nothing of either', () => {
  expect(because(short + short)).toEqual([expect.stringContaining('several listings')]);
});

it('a fingerprint and names that belong to different certificates prove nothing', async () => {
  const g2 = 'CB:3C:CB:B7:60:31:E5:E0:13:8F:8D:D3:9A:23:F9:DE:47:FF:C3:5E:43:C1:14:4C:EA:27:D4:6A:5A:B1:CB:5F';
  expect(verbose).toContain(g2);
  for (const [from, to] of [
    [g2, g2.replace('CB:3C', 'CB:3D')],
    ['Serial number: 33af1e6a711a9a0bb2864b11d09fae5', 'Serial number: 33af1e6a711a9a0bb2864b11d09fae6'],
  ] as const) {
    expect(verbose).toContain(from);
    const text = verbose.replace(from, to);
    const files = new Map([['list.txt', Buffer.from(text, 'latin1')]]);
    const { result } = await checkFolder(files, { asOf: '2026-11-22', peer: 'microsoft-teams-direct-routing' });
    expect(result.findings.map(({ ruleId, kind, level }) => [ruleId, kind, level])).toEqual(
      expect.arrayContaining([['unreadable-input', 'open', 'error']]),
    );
    const missing = result.findings.filter(({ ruleId }) => ruleId === 'missing-trust-anchor');
    expect(missing.map(({ kind, trustAnchor }) => [kind, trustAnchor?.name])).toEqual([
      ['open', 'DigiCert Global Root G2'],
    ]);
  }
});
