import { X509Certificate } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { benchModule } from '../support/bench.js';
import { inTemporaryFolder, sbclint } from '../support/cli.js';

interface Dice {
  readonly below: (bound: number) => number;
}
type Size = { readonly bytes?: number; readonly lines?: number };

const { dice } = benchModule<{ dice: (seed: number) => Dice }>('inputs/dice.mjs');
const { TEXT_FORMS, exportOf, withoutBodies } = benchModule<{
  TEXT_FORMS: readonly string[];
  exportOf: (form: string, options: { readonly dice: Dice; readonly number: number } & Size) => string;
  withoutBodies: (text: string) => string;
}>('inputs/exports.mjs');
const { privateRoot } = benchModule<{ privateRoot: (dice: Dice, name: string) => string }>('inputs/private-root.mjs');
const { writeFleet, linkFleet } = benchModule<{
  writeFleet: (folder: string, count: number, seed: number) => Fleet;
  linkFleet: (folder: string, count: number, from: Fleet) => Fleet;
}>('inputs/fleet.mjs');

interface Fleet {
  readonly folder: string;
  readonly devices: readonly { readonly home: string; readonly files: readonly string[] }[];
}
interface Report {
  readonly summary: { readonly devices: number; readonly files: Record<'read' | 'parsed' | 'failed', number> };
  readonly devices: readonly { readonly id: string; readonly legs: readonly { readonly peer: string | null }[] }[];
  readonly findings: readonly { readonly ruleId: string; readonly device: string; readonly kind: string }[];
}

/** What would show that the linter reads something else in an export than a real one says. */
const STRANGE = /^(unreadable|unsupported|unbound|undefined|dangling|ambiguous|misnamed|contradicting|duplicate)-/;

it('a device of each form is read as a real one is: understood, towards Teams, and lacking roots', async () => {
  await inTemporaryFolder(async (folder) => {
    const { devices } = writeFleet(join(folder, 'fleet'), TEXT_FORMS.length, 7);
    const { stdout, code } = await sbclint([join(folder, 'fleet'), '--format', 'json']);
    const report = JSON.parse(stdout) as Report;
    expect(code).toBe(1);
    expect(report.summary).toMatchObject({
      devices: TEXT_FORMS.length,
      files: { read: 2 * TEXT_FORMS.length, parsed: 2 * TEXT_FORMS.length, failed: 0 },
    });
    expect(report.findings.filter(({ ruleId }) => STRANGE.test(ruleId))).toEqual([]);
    for (const { id, legs } of report.devices) {
      expect([id, legs.some(({ peer }) => peer === 'microsoft-teams-direct-routing')]).toEqual([id, true]);
      const lacking = report.findings.filter(
        ({ ruleId, device }) => ruleId === 'missing-trust-anchor' && device === id,
      );
      expect([id, lacking.length > 0]).toEqual([id, true]);
    }
    for (const { home, files } of devices) {
      const { size } = statSync(join(home, files[0] ?? ''));
      expect([home, size >= 100_000 && size < 102_000]).toEqual([home, true]);
    }
  });
});

it('a larger tree holds the files of the smaller one again', async () => {
  await inTemporaryFolder(async (folder) => {
    const small = writeFleet(join(folder, 'small'), 3, 7);
    const large = linkFleet(join(folder, 'large'), 7, small);
    const inodes = ({ devices }: Fleet) =>
      devices.map(({ home, files }) => files.map((name) => statSync(join(home, name)).ino));
    expect(inodes(large)).toEqual([0, 1, 2, 0, 1, 2, 0].map((i) => inodes(small)[i]));
    expect(
      readdirSync(large.folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile()),
    ).toHaveLength(14);
  });
});

describe.each([...TEXT_FORMS, 'ribbon-core-xml'])('an export of %s', (form) => {
  const made = (number: number, size: Size = { bytes: 60_000 }, seed = 1) =>
    exportOf(form, { dice: dice(seed), number, ...size });

  it('is the same for the same seed, and of the size that is asked for', () => {
    expect(made(1)).toBe(made(1));
    expect(made(1, {}, 1) === made(1, { bytes: 60_000 }, 2)).toBe(false);
    expect(made(1, { bytes: 60_000 }, 1) === made(1, { bytes: 60_000 }, 2)).toBe(false);
    expect(made(1).length).toBeGreaterThanOrEqual(60_000);
    const lines = made(1, { lines: 5000 }).split('\n').length;
    expect(lines).toBeGreaterThanOrEqual(5000);
    expect(lines).toBeLessThan(5050);
  });
});

it('exports of two devices have names of their own', () => {
  const same = TEXT_FORMS.filter((form) => {
    const named = [1, 2].map((number) => exportOf(form, { dice: dice(1), number }));
    return named[0] === named[1];
  });
  expect(same).toEqual([]);
});

it('a Cisco export without the bodies of its certificates holds none, and every other line', () => {
  const text = exportOf('cisco-ios', { dice: dice(1), number: 1 });
  const short = withoutBodies(text);
  expect(text).toMatch(/certificate chain SBC-ID\n certificate /);
  expect(short).not.toMatch(/certificate chain|\n {2}[0-9A-F]{8} |quit/);
  expect(short).toContain('crypto pki trustpoint SITE-ROOT\n');
  expect(short).toContain('\nsip-ua\n');
});

it('a private root is a certificate that its own key signed, and no two are one', () => {
  const roll = dice(1);
  const [first, second] = ['A', 'B'].map((name) => new X509Certificate(privateRoot(roll, name)));
  expect(first?.verify(first.publicKey)).toBe(true);
  expect(first?.checkIssued(first)).toBe(true);
  expect(first?.ca).toBe(true);
  expect(first?.subject).toBe('O=Example Voice\nCN=A');
  expect(first?.publicKey.equals(second?.publicKey ?? first.publicKey)).toBe(false);
  const again = new X509Certificate(privateRoot(dice(1), 'A'));
  expect(again.publicKey.equals(first?.publicKey ?? second?.publicKey ?? again.publicKey)).toBe(true);
});
