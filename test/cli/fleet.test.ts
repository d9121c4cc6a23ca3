import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync, type Dirent } from 'node:fs';
import { join, relative } from 'node:path';
import { spawnSync } from 'node:child_process';
import { inTemporaryFolder, sbclint } from '../support/cli.js';
import { root } from '../support/knowledge.js';
import { oracleTrunk } from '../support/oracle-text.js';

const fixtures = join(root, 'test', 'fixtures');
/** `.ci/full` takes every fixture in every form. */
const THOROUGH = process.env['THOROUGH'] === '1';
const FORMATS = ['json', 'ndjson', 'concise', 'pretty', 'csv', 'junit'];

/** Fixtures of every format, each in a folder of its own: configurations, evidence, archives, key stores, and what nobody can read. */
function deep(folder: string): void {
  for (const format of readdirSync(fixtures)) {
    const all = readdirSync(join(fixtures, format)).sort();
    for (const name of all.filter((_, index) => THOROUGH || all.length < 6 || index % 2 === 0)) {
      cpSync(join(fixtures, format, name, 'input'), join(folder, `${format}-${name}`), { recursive: true });
    }
  }
}

/**
 * Exports side by side with what belongs to them, to none or to two, two exports of one box far from each other, and folders that
 * have nothing but certificates below an export: wherever it is cut, some of that is in two parts.
 */
function flat(folder: string): void {
  const pem = readFileSync(join(root, 'trust-anchors', 'digicert-global-root-g2.pem'));
  const set = (host: string) =>
    `set system admin ${host}\nset addressContext default zone Z sipTrunkGroup T state enabled\n`;
  const trunk = oracleTrunk({ records: { DigiCertRoot: 'DigiCert Global Root CA' }, trusted: ['DigiCertRoot'] });
  const router = readFileSync(join(fixtures, 'cisco-ios', 'missing', 'input', 'cube1.cfg'));
  for (let n = 100; n < 280; n += 1) {
    const text = n % 7 === 0 ? set(`host${n}`) : trunk;
    writeFileSync(
      join(folder, `edge${n}.cfg`),
      n % 22 === 0 ? `user@twin> show configuration | display set\n${set('x')}` : n % 11 === 0 ? router : text,
    );
    if (n % 3 === 0) writeFileSync(join(folder, `edge${n}.0.root`), pem);
    if (n % 5 === 0) {
      mkdirSync(join(folder, `edge${n}`));
      writeFileSync(join(folder, `edge${n}`, 'DigiCertGlobalRootG2.pem'), pem);
    }
    if (n % 13 === 0) writeFileSync(join(folder, `of-nobody-${n}.pem`), pem);
    if (n % 17 === 0) writeFileSync(join(folder, `broken${n}.ini`), 'no export\n');
  }
  writeFileSync(join(folder, 'edge.cfg'), oracleTrunk());
}

const outcome = (path: string, format: string, ...more: string[]) =>
  sbclint(['check', path, '--format', format, '--as-of', '2026-11-22', ...more]);

const build = join(root, 'dist', 'cli.cjs');

/** The built program, which has threads. */
function built(...argv: string[]) {
  const all = [build, ...argv, '--as-of', '2026-11-22'];
  const { status, stdout, stderr } = spawnSync(process.execPath, all, { encoding: 'utf8', maxBuffer: 1 << 28 });
  return { status, stdout, stderr };
}

/** Every file below a folder, by its path. */
function contents(folder: string): Record<string, string> {
  const paths = (readdirSync(folder, { recursive: true, withFileTypes: true }) as Dirent[])
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.sort().map((path) => [relative(folder, path), readFileSync(path, 'latin1')]));
}

// The deep one takes ten times as long, and how a format is put together does not depend on what is in it.
describe.each<[string, (folder: string) => void, readonly string[], readonly string[]]>([
  ['deep', deep, THOROUGH ? FORMATS : ['json', 'pretty'], THOROUGH ? ['json', 'pretty'] : ['json']],
  ['flat', flat, FORMATS, ['json', 'pretty']],
])('a %s fleet', (_, make, formats, patched) => {
  it.each(formats)('is told in %s as if it were checked at once', (format) =>
    inTemporaryFolder(async (folder) => {
      const fleet = join(folder, 'fleet');
      mkdirSync(fleet);
      make(fleet);
      const cut = await outcome(fleet, format);
      // The fixes of SARIF need all devices at once.
      const whole = await outcome(fleet, format, '--report', `sarif=${join(folder, 'x.sarif')}`);
      expect(cut.stdout).toBe(whole.stdout);
      expect([cut.code, cut.stderr]).toEqual([whole.code, '']);
      expect(cut.stdout.length).toBeGreaterThan(5000);
    }),
  );

  it('is told the same by one thread and by several', () =>
    inTemporaryFolder((folder) => {
      make(folder);
      const one = built('check', folder, '--format', 'json', '--jobs', '1');
      expect(one.stdout.length).toBeGreaterThan(5000);
      expect(built('check', folder, '--format', 'json', '--jobs', '3')).toEqual(one);
      return Promise.resolve();
    }));

  it.each(patched)('is patched in %s as if it were planned at once', (format) =>
    inTemporaryFolder(async (folder) => {
      const fleet = join(folder, 'fleet');
      mkdirSync(fleet);
      make(fleet);
      const patch = (...more: string[]) =>
        sbclint(['patch', fleet, '--format', format, '--assume-missing', '--as-of', '2026-11-22', ...more]);
      const cut = await patch();
      const whole = await patch('--report', `json=${join(folder, 'x.json')}`);
      expect(cut).toEqual(whole);
      expect(cut.stdout.length).toBeGreaterThan(5000);
    }),
  );

  it('gets the same packs part by part in several threads, a second time too, and at once', () =>
    inTemporaryFolder((folder) => {
      const fleet = join(folder, 'fleet');
      mkdirSync(fleet);
      make(fleet);
      const patch = (out: string, ...more: string[]) => {
        const run = built(
          'patch',
          fleet,
          '--assume-missing',
          '--waves',
          '1,10%,rest',
          '--out',
          join(folder, out),
          ...more,
        );
        return { ...run, stdout: run.stdout.replaceAll(join(folder, out), 'OUT') };
      };
      const threads = patch('threads', '--jobs', '3');
      const packs = contents(join(folder, 'threads'));
      expect(Object.keys(packs).length).toBeGreaterThan(100);
      expect(patch('once', '--report', `json=${join(folder, 'x.json')}`)).toEqual(threads);
      expect(contents(join(folder, 'once'))).toEqual(packs);
      const again = patch('once', '--jobs', '1');
      expect(again.stderr).toMatch(/^sbclint: \d{2,3} packs of an earlier run were whole and made of the same\n$/);
      expect(contents(join(folder, 'once'))).toEqual(packs);
      return Promise.resolve();
    }));

  it('is patched in place as if it were planned at once', () =>
    inTemporaryFolder(async (folder) => {
      const [cut, whole] = ['cut', 'whole'].map((name) => join(folder, name, 'fleet'));
      if (cut === undefined || whole === undefined) throw new Error('two folders');
      for (const each of [cut, whole]) {
        mkdirSync(each, { recursive: true });
        make(each);
        // What lies in an archive is not written in place.
        for (const path of readdirSync(each, { recursive: true }) as string[]) {
          if (/\.(?:zip|tar|gz|tgz|7z)$/i.test(path)) rmSync(join(each, path));
        }
      }
      const before = contents(cut);
      const patch = (path: string, ...more: string[]) =>
        sbclint(['patch', path, '--in-place', '--assume-missing', '--as-of', '2026-11-22', ...more]);
      const one = await patch(cut);
      const two = await patch(whole, '--report', `json=${join(folder, 'x.json')}`);
      expect({ ...one, stderr: one.stderr.replaceAll(cut, '') }).toEqual({
        ...two,
        stderr: two.stderr.replaceAll(whole, ''),
      });
      expect(contents(cut)).toEqual(contents(whole));
      expect(contents(cut)).not.toEqual(before);
    }));
});
