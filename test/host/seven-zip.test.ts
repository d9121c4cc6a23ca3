import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expandArchive } from '../../src/host/archive.js';
import { readSevenZip } from '../../src/host/seven-zip.js';
import { sbclint } from '../support/cli.js';

/** Made with 7-Zip 26.01 from `ini.ini` and `1.root`, as an AudioCodes configuration package is. */
const file = (name: string) => join(__dirname, 'archives', name);
const expand = (bytes: Uint8Array) =>
  expandArchive({ path: 'a.7z', relative: 'a.7z', role: 'named', read: () => bytes }, bytes);

it('a package is one device, with the certificates that lie in it', async () => {
  const { code, stdout } = await sbclint([file('package.7z'), '--format', 'json', '--as-of', '2026-11-22']);
  const report = JSON.parse(stdout) as { summary: { files: object }; devices: { id: string }[] };
  expect([code, report.devices.map(({ id }) => id), report.summary.files]).toEqual([
    1,
    ['package'],
    { read: 2, parsed: 2, failed: 0 },
  ]);
});

it.each(['encrypted.7z', 'encrypted-header.7z', 'encrypted.zip'])('%s is called encrypted', async (name) => {
  const { code, stdout } = await sbclint([file(name), '--format', 'concise']);
  expect([code, stdout]).toEqual([
    3,
    expect.stringMatching(/unsupported-input .* that is encrypted; export its unpacked/),
  ]);
});

it('without the library it is named, and what to do', async () => {
  const bytes = readFileSync(file('package.7z'));
  const absent = () => Promise.reject(new Error('Cannot find module'));
  expect(await readSevenZip(bytes, { members: 9, bytes: 99_999 }, absent)).toMatchObject({
    form: 'a 7-Zip archive',
    because: expect.stringContaining('libarchive-wasm') as string,
  });
});

it('one that is too large, cut or changed anywhere is never taken for whole', async () => {
  const bytes = readFileSync(file('package.7z'));
  await expect(readSevenZip(bytes, { members: 9, bytes: 9_999 })).rejects.toThrow('more than is read');
  await expect(readSevenZip(bytes, { members: 1, bytes: 99_999 })).rejects.toThrow('more than is read');
  for (const at of [9, 40, 500, 3000, 5000, 5100, 5180, bytes.length - 1]) {
    const flipped = Uint8Array.from(bytes);
    flipped[at] = (flipped[at] ?? 0) ^ 1;
    for (const broken of [flipped, bytes.subarray(0, at)]) {
      const expansion = await expand(broken);
      expect([at, expansion?.troubles.length ?? 0]).not.toEqual([at, expansion ? 0 : 1]);
    }
  }
});
