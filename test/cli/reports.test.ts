import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { reportFormats } from '../../src/reporters/index.js';
import { inTemporaryFolder, sbclint } from '../support/cli.js';
import { root } from '../support/knowledge.js';
import { sarifProblems } from '../support/reports.js';

const tallinn = join(root, 'examples/fleet/tallinn');
const fleet = join(root, 'examples/fleet');
const text = (path: string) => readFileSync(path, 'utf8');
const asOf = ['--as-of', '2026-11-22'];

interface Log {
  readonly runs: readonly [
    { readonly results: readonly { readonly partialFingerprints: object; readonly fixes?: object[] }[] },
  ];
}

describe('--report', () => {
  it('writes several reports beside the output, for their owner only', async () => {
    await inTemporaryFolder(async (folder) => {
      const all = reportFormats.flatMap(({ name }) => ['--report', `${name}=${join(folder, name)}`]);
      const { code, stdout, stderr } = await sbclint([tallinn, ...asOf, '--format', 'concise', ...all]);
      expect([code, stderr]).toEqual([1, expect.not.stringContaining('bug')]);
      expect(stdout).toContain('1 device: 7 errors');
      expect(readdirSync(folder).sort()).toEqual(reportFormats.map(({ name }) => name).sort());
      for (const { name } of reportFormats) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
      for (const { name } of reportFormats) {
        const alone = await sbclint([tallinn, ...asOf, '--format', name]);
        expect([alone.code, alone.stdout]).toEqual([1, text(join(folder, name))]);
      }
    });
  });

  it('keeps the output for the terminal as it was', async () => {
    await inTemporaryFolder(async (folder) => {
      const plain = await sbclint([tallinn, ...asOf]);
      const more = await sbclint([
        tallinn,
        ...asOf,
        '--report',
        `pretty=${join(folder, 'a.txt')}`,
        '--color',
        'always',
      ]);
      expect(more.stdout).toContain('\x1b[');
      expect(text(join(folder, 'a.txt'))).toBe(plain.stdout);
    });
  });

  it.each([
    ['a format that is none', ['--report', 'sarfi=a'], 'unknown format sarfi; did you mean sarif?'],
    ['a format of --format that is none', ['--format', 'junti'], 'unknown format junti; did you mean junit?'],
    ['a format without a file', ['--report', 'sarif'], '--report wants FORMAT=FILE'],
    ['a file without a name', ['--report', 'sarif='], '--report wants FORMAT=FILE'],
    ['two reports to one file', ['--report', 'sarif=a', '--report', 'csv=./a'], 'two reports would be written to ./a'],
    ['a report to the output', ['--output', 'a', '--report', 'csv=a'], 'two reports would be written to a'],
  ])('refuses %s before anything is read', async (_, flags, message) => {
    const { code, stdout, stderr } = await sbclint(['no-such-folder', ...flags]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  it.each(['--report', '--output'])('%s never writes over an input', async (flag) => {
    await inTemporaryFolder(async (folder) => {
      const file = join(folder, 'tallinn.ini');
      copyFileSync(join(tallinn, 'tallinn.ini'), file);
      const { code, stderr } = await sbclint([file, flag, flag === '--report' ? `csv=${file}` : file]);
      expect([code, stderr]).toEqual([2, expect.stringContaining('would be written over')]);
      expect(text(file)).toBe(text(join(tallinn, 'tallinn.ini')));
    });
  });

  it('goes with patch, with the fixes that patch plans', async () => {
    await inTemporaryFolder(async (folder) => {
      const porto = join(fleet, 'porto');
      const fixesOf = async (name: string, ...flags: string[]) => {
        const sarif = join(folder, name);
        await sbclint(['patch', porto, ...asOf, '--check', '--report', `sarif=${sarif}`, ...flags]);
        return (JSON.parse(text(sarif)) as Log).runs[0].results.filter(({ fixes }) => fixes).length;
      };
      expect(await fixesOf('a')).toBe(2);
      expect(await fixesOf('b', '--allow', 'enable-entry')).toBe(4);
    });
  });

  it('is refused over an input before patch writes anything', async () => {
    await inTemporaryFolder(async (folder) => {
      const file = join(folder, 'porto.set');
      copyFileSync(join(fleet, 'porto', 'porto.set'), file);
      const out = join(folder, 'rollout');
      const { code } = await sbclint(['patch', file, ...asOf, '--out', out, '--report', `csv=${file}`]);
      expect([code, existsSync(out)]).toEqual([2, false]);
      expect(text(file)).toBe(text(join(fleet, 'porto', 'porto.set')));
    });
  });

  it('takes a rule that is off for none that passed', async () => {
    const { stdout } = await sbclint([tallinn, ...asOf, '--rule', 'mutual-tls-off=off', '--format', 'junit']);
    expect(stdout).toContain('name="plaintext-leg"');
    expect(stdout).not.toContain('name="mutual-tls-off"');
  });
});

describe('report', () => {
  it('makes of a saved run what the run would have made', async () => {
    await inTemporaryFolder(async (folder) => {
      const saved = join(folder, 'run.json');
      const line = join(folder, 'timeline.json');
      await sbclint([fleet, ...asOf, '--format', 'json', '--output', saved]);
      await sbclint(['timeline', fleet, ...asOf, '--format', 'json', '--output', line]);
      // pretty shows lines of the files, and SARIF holds fixes: a saved run has neither.
      const names = [...reportFormats.map(({ name }) => name).filter((name) => name !== 'sarif'), 'concise'];
      for (const name of names) {
        const live = await sbclint([fleet, ...asOf, '--format', name]);
        const { code, stdout } = await sbclint(['report', saved, ...(name === 'html' ? [line] : []), '--format', name]);
        expect([code, stdout]).toEqual([0, live.stdout]);
      }
      expect((await sbclint(['report', saved, '--format', 'pretty'])).stdout).toContain('10 devices as of 2026-11-22');
      const live = JSON.parse((await sbclint([fleet, ...asOf, '--format', 'sarif'])).stdout) as Log;
      const { stdout } = await sbclint(['report', saved, '--format', 'sarif']);
      expect(sarifProblems(stdout)).toEqual([]);
      const [run] = (JSON.parse(stdout) as Log).runs;
      expect(run.results).toEqual(live.runs[0].results.map((result) => ({ ...result, fixes: undefined })));
    });
  });

  it('leaves out the line hashes of a file that is not the same any more', async () => {
    await inTemporaryFolder(async (folder) => {
      const copy = join(folder, 'tallinn');
      cpSync(tallinn, copy, { recursive: true });
      const saved = join(folder, 'run.json');
      await sbclint([copy, ...asOf, '--format', 'json', '--output', saved]);
      const hashes = async () => {
        const { stdout, stderr } = await sbclint(['report', saved, '--format', 'sarif']);
        const { results } = (JSON.parse(stdout) as Log).runs[0];
        return [
          results.filter(({ partialFingerprints }) => 'primaryLocationLineHash' in partialFingerprints).length,
          stderr,
        ];
      };
      const [whole] = await hashes();
      expect(whole).toBeGreaterThan(5);
      writeFileSync(join(copy, 'tallinn.ini'), `${text(join(copy, 'tallinn.ini'))}\n`);
      const [some, said] = await hashes();
      expect(some).toBeLessThan(Number(whole));
      expect(some).toBeGreaterThan(0);
      expect(said).toContain(`no line hashes for ${join(copy, 'tallinn.ini')}`);
    });
  });

  it('puts runs over different devices together', async () => {
    await inTemporaryFolder(async (folder) => {
      const save = async (name: string, path: string, ...flags: string[]) => {
        await sbclint([path, '--format', 'json', '--output', join(folder, name), ...(flags.length > 0 ? flags : asOf)]);
        return join(folder, name);
      };
      const oslo = await save('oslo.json', join(fleet, 'oslo'));
      const riga = await save('riga.json', join(fleet, 'riga'));
      const { code, stdout } = await sbclint(['report', riga, oslo, '--format', 'json']);
      const both = JSON.parse(stdout) as { devices: { id: string }[]; summary: { devices: number } };
      expect([code, both.devices.map(({ id }) => id), both.summary.devices]).toEqual([0, ['oslo', 'riga'], 2]);

      const refused = async (...runs: string[]) => {
        const said = await sbclint(['report', ...runs, '--format', 'csv']);
        expect([said.code, said.stdout]).toEqual([2, '']);
        return said.stderr;
      };
      expect(await refused(oslo, oslo)).toContain('two runs hold a device oslo');
      const later = await save('later.json', join(fleet, 'porto'), '--as-of', '2026-11-23');
      expect(await refused(oslo, later)).toContain('as of 2026-11-22 and another as of 2026-11-23');
    });
  });

  it('reads a run from standard input', async () => {
    const { stdout } = await sbclint([tallinn, ...asOf, '--format', 'json']);
    const again = await sbclint(['report', '-', '--format', 'json'], { readStdin: () => Buffer.from(stdout) });
    expect([again.code, again.stdout]).toEqual([0, stdout]);
  });

  it.each([
    ['what is no JSON', 'oops', ':1:1: this is not JSON'],
    ['JSON that ends too early', '{\n  "schemaVersion": 1,', ':2:22: this is not JSON'],
    ['another schema', '{ "schemaVersion": 2 }', ':1:4: schemaVersion: '],
    ['an array', '[]', ':1:1: '],
  ])('refuses %s, with the place', async (_, content, message) => {
    await inTemporaryFolder(async (folder) => {
      const file = join(folder, 'run.json');
      writeFileSync(file, content);
      const { code, stdout, stderr } = await sbclint(['report', file, '--report', `csv=${join(folder, 'a.csv')}`]);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain(`run.json${message}`);
      expect(existsSync(join(folder, 'a.csv'))).toBe(false);
    });
  });

  it('says where a value of a run is wrong', async () => {
    await inTemporaryFolder(async (folder) => {
      const { stdout } = await sbclint([tallinn, ...asOf, '--format', 'json']);
      const broken = stdout.replace('"level": "note"', '"level": "nota"');
      const file = join(folder, 'run.json');
      writeFileSync(file, broken);
      const line = broken.slice(0, broken.indexOf('"nota"')).split('\n').length;
      const { code, stderr } = await sbclint(['report', file, '--format', 'csv']);
      expect([code, stderr]).toEqual([
        2,
        expect.stringMatching(new RegExp(`run\\.json:${line}:\\d+: findings\\.\\d+\\.level: `)),
      ]);
    });
  });

  it.each([
    ['no run', ['report', '--format', 'csv'], 'wants a run'],
    ['no format', ['report', 'a.json'], 'wants --report FORMAT=FILE or --format FORMAT'],
    ['no such run', ['report', 'no-such.json', '--format', 'csv'], 'no-such.json'],
    ['a report over the run', ['report', 'a.json', '--report', 'csv=./a.json'], 'would be written over'],
  ])('refuses %s', async (_, argv, message) => {
    const { code, stderr } = await sbclint(argv);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});

it('every report of the examples in SARIF is valid', async () => {
  await inTemporaryFolder(async (folder) => {
    mkdirSync(join(folder, 'in'));
    writeFileSync(join(folder, 'in', 'broken.ini'), Buffer.from([0xff, 0xfe, 0, 0x41]));
    for (const path of [fleet, folder]) {
      const { stdout } = await sbclint([path, ...asOf, '--no-error-on-unmatched', '--format', 'sarif']);
      expect(sarifProblems(stdout)).toEqual([]);
    }
  });
});
