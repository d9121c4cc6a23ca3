import type * as fs from 'node:fs';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inTemporaryFolder, sbclint, type Outcome } from '../support/cli.js';
import { readFolder } from '../support/folder.js';
import { root } from '../support/knowledge.js';

const AS_OF = ['--as-of', '2026-11-22'];
const sites = ['denver', 'krakow', 'oslo', 'porto', 'tallinn', 'vienna'];

/** A copy of the example, and what patch makes of it in `out`. */
async function withFleet(work: (folder: string, patch: Patch) => Promise<void>): Promise<void> {
  await inTemporaryFolder(async (folder) => {
    cpSync(join(root, 'examples', 'fleet'), join(folder, 'fleet'), { recursive: true });
    const patch: Patch = (out, ...flags) =>
      sbclint(['patch', join(folder, 'fleet'), ...AS_OF, '--out', join(folder, out), ...flags]);
    await work(folder, patch);
  });
}

type Patch = (out: string, ...flags: readonly string[]) => Promise<Outcome>;

const WAVES = ['--waves', '1,10%,rest'];

function texts(folder: string): ReadonlyMap<string, string> {
  return new Map([...readFolder(folder)].map(([path, bytes]) => [path, Buffer.from(bytes).toString('latin1')]));
}

describe('a run of patch --out', () => {
  it.each([
    ['without waves', []],
    ['with waves', WAVES],
  ])('that was killed is resumed to the same bytes, %s', async (_, flags) => {
    await withFleet(async (folder, patch) => {
      const whole = await patch('whole', ...flags);
      await patch('out', ...flags);
      const out = join(folder, 'out');
      // As it is when a run is killed: a pack half written, one not begun, one half removed, a temporary file, and no plan.
      const home = flags.length > 0 ? join(out, 'wave-1') : out;
      writeFileSync(join(out, 'plan.unfinished.json'), readFileSync(join(out, 'plan.json')).subarray(0, 120));
      rmSync(join(out, 'plan.json'));
      rmSync(join(home, 'oslo', 'pack.json'));
      rmSync(join(home, 'oslo', 'README.md'));
      rmSync(join(home, 'porto'), { recursive: true });
      rmSync(join(home, 'tallinn', 'apply.sh'));
      writeFileSync(join(home, 'denver', '.sbclint-4711-0badc0de.tmp'), 'half');
      const again = await patch('out', ...flags, '--format', 'json');
      expect(again.stderr).toContain('3 packs of an earlier run were whole');
      expect(again.code).toBe(whole.code);
      expect(texts(out)).toEqual(texts(join(folder, 'whole')));
      expect(again.stdout).toBe(readFileSync(join(out, 'plan.json'), 'utf8'));
    });
  });

  it('plans nothing again that is whole, and all that was made of something else', async () => {
    await withFleet(async (folder, patch) => {
      await patch('out');
      const inode = () => statSync(join(folder, 'out', 'oslo', 'README.md')).ino;
      const before = inode();
      expect((await patch('out')).stderr).toContain('6 packs of an earlier run were whole');
      expect(inode()).toBe(before);
      // Each of these makes other packs, or could.
      expect((await patch('out', '--allow', 'enable-entry')).stderr).not.toContain('whole');
      const other = await sbclint([
        'patch',
        join(folder, 'fleet'),
        '--as-of',
        '2026-11-23',
        '--out',
        join(folder, 'out'),
      ]);
      expect(other.stderr).not.toContain('whole');
      expect((await patch('out')).stderr).not.toContain('whole');
      expect((await patch('out', '--fail-on', 'warning')).stderr).not.toContain('whole');
      const baseline = join(folder, 'baseline.json');
      expect(
        (await sbclint(['baseline', 'create', join(folder, 'fleet'), ...AS_OF, '--baseline', baseline])).code,
      ).toBe(0);
      expect(await patch('out', '--baseline', baseline)).toMatchObject({ code: 0, stderr: '' });
      expect((await patch('out', '--baseline', baseline)).code).toBe(0);
      await patch('out');
      writeFileSync(join(folder, 'fleet', 'sbclint.yaml'), 'rules:\n  stale-knowledge: off\n');
      expect((await patch('out')).stderr).not.toContain('whole');
      const ini = join(folder, 'fleet', 'oslo', 'oslo.ini');
      writeFileSync(ini, `${readFileSync(ini, 'latin1')}\n`, 'latin1');
      expect((await patch('out')).stderr).toContain('5 packs of an earlier run were whole');
    });
  });

  it('takes the files of the old pack away with it, and leaves those that somebody put there or changed', async () => {
    await withFleet(async (folder, patch) => {
      await patch('out', '--only-anchor', 'DigiCert Global Root G3');
      const oslo = join(folder, 'out', 'oslo');
      writeFileSync(join(oslo, 'before-1.pem'), 'saved by the operator');
      await patch('out', '--only-anchor', 'DigiCert TLS ECC P384 Root G5');
      expect(readdirSync(join(oslo, 'trust-anchors'))).toEqual(['digicert-tls-ecc-p384-root-g5.pem']);
      expect(readFileSync(join(oslo, 'before-1.pem'), 'utf8')).toBe('saved by the operator');
    });
  });

  it.each([1, 5, 30])('leaves nothing of an old pack when it fails at removal %d and runs again', async (nth) => {
    await withFleet(async (folder, patch) => {
      const only = ['--only-anchor', 'DigiCert Global Root G3'];
      await patch('out');
      cpSync(join(folder, 'out'), join(folder, 'straight'), { recursive: true });
      await patch('straight', ...only);
      const disk: typeof fs = jest.requireActual('node:fs');
      let calls = 0;
      const { rmSync: real } = disk;
      jest.spyOn(disk, 'rmSync').mockImplementation((path, options) => {
        calls += 1;
        if (calls === nth) throw Object.assign(new Error('EIO: i/o error, rm'), { code: 'EIO' });
        real(path, options);
      });
      const failed = await patch('out', ...only);
      jest.restoreAllMocks();
      expect([failed.code, failed.stderr]).toEqual([2, expect.stringContaining('cannot be written: EIO')]);
      expect(existsSync(join(folder, 'out/plan.json'))).toBe(nth === 1);
      await patch('out', ...only);
      expect(texts(join(folder, 'out'))).toEqual(texts(join(folder, 'straight')));
    });
  });

  it('names packs of devices that are in no plan any more, and keeps them', async () => {
    await withFleet(async (folder, patch) => {
      await patch('out');
      rmSync(join(folder, 'fleet', 'oslo'), { recursive: true });
      const { stderr } = await patch('out');
      expect(stderr).toContain('1 pack of an earlier run is in no plan now');
      expect(stderr).toContain(join('out', 'oslo'));
      expect(existsSync(join(folder, 'out', 'oslo', 'rollback.md'))).toBe(true);
    });
  });

  it('does not take its own output for input', async () => {
    await withFleet(async (folder, patch) => {
      await patch('fleet/out');
      expect((await patch('fleet/out')).stderr).toContain('6 packs of an earlier run were whole');
      const plan = JSON.parse(readFileSync(join(folder, 'fleet/out/plan.json'), 'utf8')) as {
        devices: { id: string }[];
      };
      expect(plan.devices.map(({ id }) => id)).toEqual(sites);
    });
  });

  it.each([
    ['part by part', [], '210 of 210 files'],
    ['at once', ['--report', 'json='], '209 of 210 devices planned'],
  ])('shows on a terminal how far it is, %s', async (_, report, shown) => {
    await withFleet(async (folder) => {
      for (let i = 0; i < 210; i++) {
        mkdirSync(join(folder, 'many', `s${i}`), { recursive: true });
        writeFileSync(
          join(folder, 'many', `s${i}`, 'sbc.cfg'),
          'realm-config\n        identifier                              core\n',
        );
      }
      let clock = 0;
      const more = report.map((text) => text.replace(/=$/, `=${join(folder, 'sbclint.json')}`));
      const argv = ['patch', join(folder, 'many'), '--out', join(folder, 'out'), ...AS_OF, ...more];
      const { stderr } = await sbclint(argv, { stderrIsTerminal: true, elapsed: () => (clock += 300) });
      expect(stderr).toContain(shown);
      expect(stderr.endsWith('\r\x1b[K')).toBe(true);
    });
  });
});

describe('--waves', () => {
  it('writes each wave with a plan of its own, and all of it is no input', async () => {
    await withFleet(async (folder, patch) => {
      const { code, stdout } = await patch('out', ...WAVES);
      expect(code).toBe(1);
      expect(stdout).toContain(`see ${join(folder, 'out/wave-1/oslo')}/README.md`);
      const plan = (path: string) => JSON.parse(readFileSync(join(folder, 'out', path), 'utf8')) as Plan;
      expect(plan('plan.json').devices.map(({ id, wave }) => [id, wave])).toEqual(
        sites.map((site) => [site, site === 'vienna' ? 2 : 1]),
      );
      expect(plan('plan.json').totals).toMatchObject({
        devices: 6,
        additions: 26,
        waves: [
          { wave: 1, devices: 5 },
          { wave: 2, devices: 1 },
        ],
      });
      expect(plan('wave-2/plan.json').devices.map(({ id }) => id)).toEqual(['vienna']);
      expect(plan('wave-1/plan.json').totals).toMatchObject({ devices: 5, additions: 25, waves: [{ wave: 1 }] });
      expect(readFileSync(join(folder, 'out/wave-1/README.md'), 'utf8')).toContain('# Wave 1 of 2');
      const files = (await sbclint([join(folder, 'out'), ...AS_OF, '--format', 'json'])).stdout;
      const patched = JSON.parse(files) as { summary: { files: { read: number } }; devices: { id: string }[] };
      // Of three AudioCodes devices the bundle is patched alone, which is a file of no device here.
      expect([patched.summary.files.read, patched.devices.map(({ id }) => id).sort()]).toEqual([
        6,
        ['wave-1/denver', 'wave-1/porto', 'wave-2/vienna'],
      ]);
    });
  });

  it('moves a device that goes to another wave, and back out of waves', async () => {
    await withFleet(async (folder, patch) => {
      await patch('out', ...WAVES);
      await patch('two', '--waves', '2,rest');
      expect((await patch('out', '--waves', '2,rest')).stderr).toContain('6 packs');
      expect(texts(join(folder, 'out'))).toEqual(texts(join(folder, 'two')));
      await patch('flat');
      expect((await patch('out')).stderr).toContain('6 packs');
      expect(texts(join(folder, 'out'))).toEqual(texts(join(folder, 'flat')));
    });
  });

  it.each([
    [['--waves', '1,rest'], 'goes with --out'],
    [['--out', 'x', '--waves', '10%,rest'], 'wants a list such as 1,10%,rest'],
  ])('is refused: %p', async (flags, message) => {
    const { code, stderr } = await sbclint(['patch', join(root, 'examples/fleet/oslo'), ...flags]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  it('are verified one by one and together', async () => {
    await withFleet(async (folder, patch) => {
      await patch('out', ...WAVES);
      const verify = (plan: string, ...flags: string[]) =>
        sbclint(['verify', join(folder, 'fleet'), '--plan', join(folder, 'out', plan), ...AS_OF, ...flags]);
      for (const site of ['krakow', 'oslo', 'tallinn']) {
        cpSync(join(folder, 'out/wave-1', site, '1.root'), join(folder, 'fleet', site, '1.root'));
      }
      for (const site of ['denver', 'porto']) rmSync(join(folder, 'fleet', site), { recursive: true });
      const first = await verify('wave-1/plan.json', '--format', 'json');
      const { summary } = JSON.parse(first.stdout) as { summary: { devices: object[]; waves: object[] } };
      expect(first.code).toBe(3);
      expect(summary.waves).toEqual([
        {
          wave: 1,
          status: 'unprovable',
          devices: { present: 3, missing: 0, different: 0, unprovable: 2 },
          additions: { present: 17, missing: 0, different: 0, unprovable: 8 },
        },
      ]);
      expect(summary.devices[0]).toMatchObject({ id: 'denver', wave: 1, status: 'unprovable' });
      const all = await verify('plan.json');
      expect(all.code).toBe(1);
      expect(all.stdout).toContain('wave 2  missing     1 device: 0 present, 1 missing, 0 different, 0 unprovable');
      expect((await verify('plan.json', '--format', 'concise')).stdout).toMatch(/^vienna {2}missing .* wave 2$/m);
      expect((await verify('plan.json', '--format', 'ndjson')).stdout).toMatch(/"wave":2\}\n$/);
    });
  });
});

interface Plan {
  readonly devices: readonly { readonly id: string; readonly wave?: number }[];
  readonly totals: object;
}

describe('ticket.md', () => {
  it('says all that a ticket asks for, and shows no line of the configuration', async () => {
    await withFleet(async (folder, patch) => {
      await patch('out');
      for (const site of sites) {
        const text = readFileSync(join(folder, 'out', site, 'ticket.md'), 'utf8');
        const headings = [...text.matchAll(/^[A-Z][A-Z ,-]+$/gm)].map(([heading]) => heading);
        expect(headings).toEqual([
          'SUMMARY',
          'WHY',
          'RISK',
          'WHAT CHANGES',
          'CHECKS BEFORE',
          'STEPS, IN THIS ORDER',
          'CHECKS AFTER',
          'ROLL-BACK',
          'CONTACT',
        ]);
        expect(text).toContain('in force from');
        expect(text).toContain('how far this is known: ');
        expect(text).toContain('Requested by: fill in');
        expect(text).toMatch(/Expect: /);
        expect(text).not.toMatch(/```|PRIVATE KEY|\$1\$/);
      }
    });
  });
});
