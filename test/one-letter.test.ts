import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { exitCode } from '../src/cli/exit-code.js';
import { CERTIFICATES } from './support/damage.js';
import { checkFolder, readFolder, type Folder, type FolderOptions } from './support/folder.js';

/** One letter or digit in so many is damaged, and each of the host name of a trunk that has one. `.ci/full` damages far more of them. */
const STEP = Number(process.env['LETTER_STEP'] ?? 293);

const home = join(__dirname, 'fixtures');
const formats = readdirSync(home).filter((format) => existsSync(join(home, format, 'missing')));

const HOST = 'sip.pstnhub.microsoft.com';

const HOW: readonly (readonly [how: string, change: (letter: string) => string])[] = [
  ['another letter', (letter) => (letter === 'x' ? 'y' : 'x')],
  ['left out', () => ''],
  ['twice', (letter) => letter + letter],
];

async function verdict(files: Folder, options: FolderOptions): Promise<number> {
  const { result } = await checkFolder(files, options);
  // No device is no verdict.
  return result.devices.length === 0 ? 2 : exitCode(result.findings, 'error');
}

/** Of one trunk that calls one host: no other line says whom it faces. */
const single = (fixture: Folder): Folder =>
  new Map(
    [...fixture].map(([path, bytes]) => {
      const text = Buffer.from(bytes).toString('latin1');
      const kept = text.split(/^(?=dial-peer )/m).filter((part) => !/sip[23]\.pstnhub/.test(part));
      return [path, path.endsWith('.cfg') ? Buffer.from(kept.join(''), 'latin1') : bytes];
    }),
  );

const devices = formats.map((format) => {
  const folder = join(home, format, 'missing');
  const options = JSON.parse(readFileSync(join(folder, 'options.json'), 'utf8')) as FolderOptions;
  return { name: format, files: readFolder(join(folder, 'input')), options, isSingle: false };
});
const cisco = devices.filter(({ name }) => name === 'cisco-ios');
const all = [
  ...devices,
  ...cisco.map((one) => ({ ...one, name: 'one dial-peer', files: single(one.files), isSingle: true })),
];

describe.each(all)('$name, with one letter wrong', ({ files, options, isSingle }) => {
  it.each(HOW)(
    'is never clean: %s',
    async (_how, change) => {
      expect(await verdict(files, options)).not.toBe(0);
      const clean: string[] = [];
      for (const [path, bytes] of files) {
        if (CERTIFICATES.test(path) || path.startsWith('certificates/')) continue;
        const text = Buffer.from(bytes).toString('latin1');
        const letters = [...text.matchAll(/[A-Za-z0-9]/g)].map(({ index }) => index);
        const host = isSingle ? text.indexOf(HOST) : -1;
        const isInHost = (at: number) => host >= 0 && at >= host && at < host + HOST.length;
        for (const at of letters.filter((at, i) => i % STEP === 0 || isInHost(at))) {
          const changed = text.slice(0, at) + change(text[at] ?? '') + text.slice(at + 1);
          const found = await verdict(new Map([...files, [path, Buffer.from(changed, 'latin1')]]), options);
          if (found === 0) clean.push(`${path}: ${JSON.stringify(changed.slice(Math.max(0, at - 40), at + 20))}`);
        }
      }
      expect(clean).toEqual([]);
    },
    3_600_000,
  );
});
