import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expandArchive } from '../../src/host/archive.js';
import { inTemporaryFolder, sbclint } from '../support/cli.js';
import { oracleTrunk } from '../support/oracle-text.js';
import { rootPem } from '../support/rule-cases.js';

const trunk = oracleTrunk({ records: { NewRoot: 'DigiCert Global Root G2' }, trusted: ['NewRoot'] });
const g2 = rootPem('digicert-global-root-g2');

/** Makes an archive of a small device with the tools of the system. */
async function withArchive(
  name: string,
  make: (folder: string) => void,
  look: (path: string, folder: string) => Promise<void>,
): Promise<void> {
  await inTemporaryFolder(async (folder) => {
    mkdirSync(join(folder, 'in'));
    writeFileSync(join(folder, 'in', 'running.cfg'), trunk);
    writeFileSync(join(folder, 'in', 'NewRoot.pem'), g2);
    make(folder);
    await look(join(folder, name), folder);
  });
}

const tar = (...argv: string[]) => execFileSync('tar', argv);

describe('an archive is one device', () => {
  it.each([
    ['edge1.tar', (folder: string) => tar('cf', join(folder, 'edge1.tar'), '-C', join(folder, 'in'), '.')],
    ['edge1.tar.gz', (folder: string) => tar('czf', join(folder, 'edge1.tar.gz'), '-C', join(folder, 'in'), '.')],
    [
      'edge1.zip',
      (folder: string) =>
        execFileSync('python3', [
          '-m',
          'zipfile',
          '-c',
          join(folder, 'edge1.zip'),
          join(folder, 'in', 'running.cfg'),
          join(folder, 'in', 'NewRoot.pem'),
        ]),
    ],
  ])('%s', async (name, make) => {
    await withArchive(name, make, async (path) => {
      const { code, stdout } = await sbclint([path, '--format', 'json', '--as-of', '2023-10-04']);
      const report = JSON.parse(stdout) as {
        summary: { files: object };
        devices: { id: string; files: { path: string }[] }[];
      };
      expect([code, report.devices.map(({ id }) => id), report.summary.files]).toEqual([
        0,
        ['edge1'],
        { read: 2, parsed: 2, failed: 0 },
      ]);
      expect(report.devices[0]?.files[0]?.path).toMatch(/edge1[^/]*\/running\.cfg$/);
      expect((await sbclint(['patch', path, '--in-place'])).code).toBe(2);
    });
  });

  it('one file under gzip is that file', async () => {
    await inTemporaryFolder(async (folder) => {
      writeFileSync(join(folder, 'edge1.cfg.gz'), gzipSync(trunk));
      expect((await sbclint([folder, '--format', 'concise'])).stdout).toContain('edge1.cfg.gz/edge1.cfg:');
    });
  });
});

describe('what an archive must not do', () => {
  const expand = (bytes: Uint8Array) =>
    expandArchive({ path: 'a.tar', relative: 'a.tar', role: 'named', read: () => bytes }, bytes);

  it('names that lead out, and links, are left out and said', async () => {
    await withArchive(
      'edge1.tar',
      (folder) => {
        symlinkSync('/etc/passwd', join(folder, 'in', 'link.pem'));
        writeFileSync(join(folder, 'other.pem'), g2);
        tar('cf', join(folder, 'edge1.tar'), '-P', '-C', join(folder, 'in'), '.', '../other.pem');
      },
      async (path) => {
        const expansion = await expand(readFileSync(path));
        expect(expansion?.files.map(({ path: member }) => member).sort()).toEqual([
          'a.tar/NewRoot.pem',
          'a.tar/running.cfg',
        ]);
        expect(expansion?.troubles.map(({ because }) => because).sort()).toEqual([
          'it is a link, which is not followed',
          'its name leads out of the archive',
        ]);
        const { code, stdout } = await sbclint([path, '--format', 'json', '--as-of', '2023-10-04']);
        expect([code, stdout.match(/"unreadable-input"/g)?.length]).toEqual([3, 2]);
      },
    );
  });

  it('more files than are read are said to be there', async () => {
    const header = Buffer.alloc(512);
    header.write('a.cfg');
    header.write('0', 156);
    header.write('ustar', 257);
    const expansion = await expand(Buffer.concat(Array.from({ length: 10_001 }, () => header)));
    expect(expansion?.files).toHaveLength(10_000);
    expect(expansion?.troubles).toEqual([
      { path: 'a.tar', because: 'only the first 10000 of its 10001 files are read' },
    ]);
  });

  it('one that is cut short is said to be', async () => {
    await withArchive(
      'edge1.tar',
      (folder) => tar('cf', join(folder, 'edge1.tar'), '-C', join(folder, 'in'), '.'),
      async (path) => {
        const bytes = readFileSync(path);
        for (const length of [700, 1600, 3000]) {
          const expansion = await expand(bytes.subarray(0, length));
          expect((expansion?.files.length ?? 0) < 2 || (expansion?.troubles.length ?? 0) > 0).toBe(true);
        }
      },
    );
  });

  it.each([
    ['gzip', gzipSync(trunk).subarray(0, 40)],
    [
      'gzip with damage',
      Buffer.concat([gzipSync(trunk).subarray(0, 30), Buffer.from('damage'), gzipSync(trunk).subarray(36)]),
    ],
    ['ZIP', Buffer.from('PK\x03\x04 and nothing more')],
  ])('damaged %s is an input that could not be read', async (_, bytes) => {
    expect((await expand(bytes))?.troubles).toHaveLength(1);
  });
});
