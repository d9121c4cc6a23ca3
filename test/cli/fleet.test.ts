import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { inTemporaryFolder, sbclint } from '../support/cli.js';
import { root } from '../support/knowledge.js';
import { oracleTrunk } from '../support/oracle-text.js';

const fixtures = join(root, 'test', 'fixtures');
const FORMATS = ['json', 'ndjson', 'concise', 'pretty', 'csv', 'junit'];

/** Every fixture in a folder of its own: configurations, evidence, archives, key stores, and files that nobody can read. */
function deep(folder: string): void {
  for (const format of readdirSync(fixtures)) {
    for (const name of readdirSync(join(fixtures, format))) {
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
  for (let n = 100; n < 280; n += 1) {
    const text = n % 7 === 0 ? set(`host${n}`) : oracleTrunk();
    writeFileSync(
      join(folder, `edge${n}.cfg`),
      n % 11 === 0 ? `user@twin> show configuration | display set\n${set('x')}` : text,
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

describe.each<[string, (folder: string) => void]>([
  ['deep', deep],
  ['flat', flat],
])('a %s fleet', (_, make) => {
  it.each(FORMATS)('is told in %s as if it were checked at once', (format) =>
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
      const run = (jobs: string) => {
        const argv = [
          join(root, 'dist', 'cli.cjs'),
          'check',
          folder,
          '--format',
          'json',
          '--as-of',
          '2026-11-22',
          '--jobs',
          jobs,
        ];
        const { status, stdout, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8', maxBuffer: 1 << 28 });
        return { status, stdout, stderr };
      };
      const one = run('1');
      expect(one.stdout.length).toBeGreaterThan(5000);
      expect(run('3')).toEqual(one);
      return Promise.resolve();
    }));
});
