import type * as fs from 'node:fs';
import { cpSync, readFileSync, readdirSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inTemporaryFolder, sbclint } from '../support/cli.js';
import { root } from '../support/knowledge.js';

const AS_OF = ['--as-of', '2026-11-22'];
const disk: typeof fs = jest.requireActual('node:fs');

afterEach(() => jest.restoreAllMocks());

async function withSites(sites: readonly string[], work: (fleet: string) => Promise<void>): Promise<void> {
  await inTemporaryFolder(async (folder) => {
    const fleet = join(realpathSync(folder), 'fleet');
    for (const site of sites) cpSync(join(root, 'examples/fleet', site), join(fleet, site), { recursive: true });
    await work(fleet);
  });
}

/** Does something when the first temporary file is on the disk: after all was read, and before anything gets its name. */
function meanwhile(work: () => void): void {
  const { fsyncSync } = disk;
  let done = false;
  jest.spyOn(disk, 'fsyncSync').mockImplementation((file) => {
    fsyncSync(file);
    if (!done) work();
    done = true;
  });
}

describe('patch --in-place', () => {
  it('adds what may be there once, however often it runs', async () => {
    await inTemporaryFolder(async (folder) => {
      cpSync(join(root, 'test/fixtures/oracle-acli/unprovable/input'), folder, { recursive: true });
      const argv = ['patch', folder, ...AS_OF, '--assume-missing', '--in-place'];
      expect((await sbclint(argv)).code).toBe(0);
      const once = readFileSync(join(folder, 'edge1.cfg'), 'latin1');
      expect(once).toContain('DigiCertGlobalRootG2-2');
      const { code, stdout } = await sbclint(argv);
      expect([code, readFileSync(join(folder, 'edge1.cfg'), 'latin1')]).toEqual([3, once]);
      expect(stdout).toContain('DigiCertGlobalRootG2 and DigiCertGlobalRootG2-2 are both named like it');
      expect(stdout).not.toContain('--assume-missing plans them too');
    });
  });

  it('says that it writes nothing where only a script imports roots, and ends as a check would', async () => {
    await inTemporaryFolder(async (folder) => {
      cpSync(join(root, 'test/fixtures/ribbon-edge-xml/missing/input'), folder, { recursive: true });
      const [file = ''] = readdirSync(folder);
      const before = readFileSync(join(folder, file));
      const { code, stderr } = await sbclint(['patch', folder, ...AS_OF, '--in-place']);
      expect([code, readFileSync(join(folder, file)).equals(before)]).toEqual([1, true]);
      expect(stderr).toContain('nothing is written in place for');
    });
  });

  it.each(['patch', 'inspect', 'timeline', 'check'])(
    '%s writes no --output over an export that it read',
    async (command) => {
      await inTemporaryFolder(async (folder) => {
        cpSync(join(root, 'test/fixtures/oracle-acli/missing/input'), folder, { recursive: true });
        const path = join(folder, 'edge1.cfg');
        const before = readFileSync(path);
        const { code, stderr } = await sbclint([command, folder, ...AS_OF, '--format', 'json', '--output', path]);
        expect([code, readFileSync(path).equals(before)]).toEqual([2, true]);
        expect(stderr).toContain('would be written over');
      });
    },
  );

  const read = (fleet: string) => (path: string) => readFileSync(join(fleet, path), 'latin1');

  it('leaves alone what changed since it was read, and goes on with the others', async () => {
    await withSites(['krakow', 'oslo', 'tallinn'], async (fleet) => {
      meanwhile(() => writeFileSync(join(fleet, 'oslo/1.root'), 'theirs'));
      const { code, stdout, stderr } = await sbclint(['patch', fleet, ...AS_OF, '--in-place', '--format', 'json']);
      expect([code, read(fleet)('oslo/1.root')]).toEqual([4, 'theirs']);
      expect(stderr).toMatch(/^sbclint: the patch of oslo is not written: .*oslo\/1\.root changed after it was read/);
      const { devices } = JSON.parse(stdout) as { devices: readonly { id: string }[] };
      expect(devices.map(({ id }) => id)).toEqual(['krakow', 'tallinn']);
      const alone = await sbclint(['patch', join(fleet, 'krakow'), join(fleet, 'tallinn'), ...AS_OF, '--check']);
      expect(alone.code).toBe(0);
    });
  });

  it('goes on where a device cannot be written, and the next run finishes', async () => {
    await withSites(['krakow', 'oslo'], async (fleet) => {
      const before = read(fleet)('krakow/1.root');
      jest.spyOn(disk, 'renameSync').mockImplementationOnce(() => {
        throw Object.assign(new Error('ENOSPC: no space left on device, rename'), { code: 'ENOSPC' });
      });
      const { code, stderr } = await sbclint(['patch', fleet, ...AS_OF, '--in-place']);
      expect([code, read(fleet)('krakow/1.root')]).toEqual([4, before]);
      expect(stderr).toMatch(
        /^sbclint: the patch of krakow is not written: .*1\.root cannot be written: ENOSPC: no space left/,
      );
      expect((await sbclint(['patch', join(fleet, 'oslo'), ...AS_OF, '--check'])).code).toBe(0);
      expect((await sbclint(['patch', fleet, ...AS_OF, '--in-place'])).stderr).toBe('');
      expect((await sbclint(['patch', fleet, ...AS_OF, '--check'])).code).toBe(0);
    });
  });

  it('touches nothing where nothing is to be added', async () => {
    await withSites(['tallinn'], async (fleet) => {
      const argv = ['patch', fleet, ...AS_OF, '--in-place'];
      expect((await sbclint(argv)).code).toBe(0);
      const state = () => statSync(join(fleet, 'tallinn/1.root'), { bigint: true });
      const { ino, mtimeNs, ctimeNs } = state();
      await sbclint(argv);
      expect(state()).toMatchObject({ ino, mtimeNs, ctimeNs });
    });
  });
});

describe('a temporary file that a killed run left', () => {
  // It may be whole: a second export of the device, or evidence that it has what it has not.
  it('is no input, beside the file, named or in a list', async () => {
    await withSites(['denver', 'tallinn'], async (fleet) => {
      const said = () => sbclint(['check', fleet, ...AS_OF, '--format', 'json']);
      const before = await said();
      await sbclint(['patch', fleet, ...AS_OF, '--out', join(fleet, '..', 'packs')]);
      const left = '.sbclint-4711-0badc0de.tmp';
      cpSync(join(fleet, '..', 'packs/denver/denver.cfg'), join(fleet, 'denver', left));
      cpSync(join(fleet, '..', 'packs/tallinn/1.root'), join(fleet, 'tallinn', left));
      expect(await said()).toEqual(before);
      expect((await sbclint([join(fleet, 'denver', left), ...AS_OF])).code).toBe(2);
      const named = await sbclint([join(fleet, 'tallinn/tallinn.ini'), ...AS_OF, '--format', 'json']);
      expect(named.stdout).not.toContain(left);
      const list = { readStdin: () => Buffer.from(join(fleet, 'tallinn', left)) };
      expect(await sbclint(['check', '--files-from', '-', ...AS_OF], list)).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('0 files read'),
      });
    });
  });
});

describe('settings and baselines', () => {
  const suppressions = `suppressions:
  - rule: missing-trust-anchor
    device: tallinn
    trustAnchor: ISRG Root X1
    reason: it is no more
`;

  it.each([
    ['suppress', ['--prune'], 'sbclint.yaml', suppressions],
    ['baseline', ['update'], 'sbclint-baseline.json', ''],
  ] as const)('%s leaves alone what changed since it was read', async (command, [action], name, text) => {
    await withSites(['tallinn'], async (fleet) => {
      const file = join(fleet, name);
      if (text !== '') writeFileSync(file, text);
      else {
        await sbclint(['baseline', 'create', fleet, '--as-of', '2025-01-01', '--baseline', file]);
      }
      const operands = text === '' ? [action, fleet, '--baseline', file] : [fleet, action];
      meanwhile(() => writeFileSync(file, 'theirs'));
      const { code, stderr } = await sbclint([command, ...operands, ...AS_OF]);
      expect([code, stderr]).toEqual([4, expect.stringMatching(/^sbclint: .* changed after it was read[^\n]*\n$/)]);
      expect([readFileSync(file, 'utf8'), readdirSync(fleet).sort()]).toEqual(['theirs', [name, 'tallinn'].sort()]);
    });
  });

  it('suppress prunes nothing that moved since it was judged', async () => {
    await withSites(['tallinn'], async (fleet) => {
      const file = join(fleet, 'sbclint.yaml');
      const another = suppressions.replace('ISRG Root X1', 'DigiCert Global Root G3');
      writeFileSync(file, suppressions);
      const { readFileSync: real } = disk;
      let reads = 0;
      // The settings read it first; what is to be pruned is read when all is judged.
      jest.spyOn(disk, 'readFileSync').mockImplementation(((path: string, ...rest: [never]) => {
        if (path === file && (reads += 1) === 2) writeFileSync(file, another);
        return real(path, ...rest);
      }) as never);
      const { code, stderr } = await sbclint(['suppress', fleet, '--prune', ...AS_OF]);
      expect([code, stderr, reads]).toEqual([4, expect.stringContaining('changed after it was read'), 2]);
      expect(real(file, 'utf8')).toBe(another);
    });
  });

  it('init writes over nothing that came meanwhile', async () => {
    await inTemporaryFolder(async (folder) => {
      const file = join(folder, 'sbclint.yaml');
      meanwhile(() => writeFileSync(file, 'theirs'));
      expect((await sbclint(['init', folder])).code).toBe(4);
      expect([readFileSync(file, 'utf8'), readdirSync(folder)]).toEqual(['theirs', ['sbclint.yaml']]);
    });
  });
});
