import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { commands } from '../../src/cli/commands.js';
import { inTemporaryFolder, sbclint } from '../support/cli.js';
import { root } from '../support/knowledge.js';

const fixtures = join(root, 'test/fixtures');

/** Commands that read exports, each with what it needs besides. */
const RUNS: Readonly<Partial<Record<string, (fleet: string) => readonly string[]>>> = {
  check: (fleet) => [fleet],
  patch: (fleet) => [fleet, '--assume-missing'],
  inspect: (fleet) => [fleet],
  simulate: (fleet) => [fleet],
  timeline: (fleet) => [fleet],
  diff: (fleet) => [join(fleet, 'oracle-acli'), join(fleet, 'cisco-ios')],
};

const filesBelow = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** Every format's planted secrets as one fleet, with the names of its files. */
function plant(fleet: string): ReadonlySet<string> {
  for (const format of readdirSync(fixtures)) {
    const input = join(fixtures, format, 'secrets/input');
    if (existsSync(input)) cpSync(input, join(fleet, format), { recursive: true });
  }
  return new Set(filesBelow(fleet).map((file) => basename(file)));
}

/** Obfuscated passwords; `$1$gQ==` is the constant for an empty one. */
const blobsOf = (text: string) => text.match(/\$[1-9]\$(?!gQ==)[^"\s<]{4,}/g) ?? [];

it('planted secrets are in no format of any command, in no log, pack, baseline or saved report', async () => {
  await inTemporaryFolder(async (folder) => {
    const fleet = join(folder, 'fleet');
    const out = join(folder, 'out');
    mkdirSync(out);
    const configurations = plant(fleet);
    const planted = filesBelow(fleet).map((file) => readFileSync(file, 'latin1'));
    const blobs = [...new Set(planted.flatMap(blobsOf))];
    expect(planted.join('')).toMatch(/planted/);
    expect(planted.join('')).toMatch(/PRIVATE KEY/);
    expect(blobs.length).toBeGreaterThan(0);

    const written = new Map<string, string>();
    const run = async (...argv: string[]) => {
      const { code, stdout, stderr } = await sbclint(argv);
      expect({ argv, code: [2, 4].includes(code) ? stderr : 'runs' }).toEqual({ argv, code: 'runs' });
      written.set(argv.join(' '), stdout + stderr);
    };

    for (const { name, formats } of commands)
      for (const format of formats) {
        const operands = RUNS[name]?.(fleet);
        if (operands) await run(name, ...operands, '--format', format);
      }
    await run('patch', fleet, '--assume-missing', '--waves', '1,rest', '--out', join(out, 'pack'));
    await run('verify', fleet, '--plan', join(out, 'pack/plan.json'));
    await run('baseline', 'create', fleet, '--baseline', join(out, 'baseline.json'));
    await run('inspect', fleet, '--inventory', join(out, 'inventory'));
    await run(
      'check',
      fleet,
      '--report',
      `html=${join(out, 'fleet.html')}`,
      '--report',
      `sarif=${join(out, 'fleet.sarif')}`,
    );
    writeFileSync(join(out, 'run.json'), (await sbclint(['check', fleet, '--format', 'json'])).stdout);
    await run('report', join(out, 'run.json'), '--format', 'html');

    // A pack holds the patched configuration itself, which keeps every byte that it had.
    for (const file of filesBelow(out))
      if (!configurations.has(basename(file))) written.set(file, readFileSync(file, 'latin1'));
    for (const [what, text] of written) {
      expect({ what, found: /planted[\w-]*|PRIVATE KEY/i.exec(text)?.[0] }).toEqual({ what, found: undefined });
      expect({ what, found: blobs.find((blob) => text.includes(blob)) }).toEqual({ what, found: undefined });
    }
    expect(written.size).toBeGreaterThan(40);
  });
}, 120_000);
