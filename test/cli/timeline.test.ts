import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { commands } from '../../src/cli/commands.js';
import type { Environment } from '../../src/cli/environment.js';
import { inTemporaryFolder, sbclint, type Outcome } from '../support/cli.js';
import { root } from '../support/knowledge.js';
import { oracleTrunk } from '../support/oracle-text.js';
import { rootPem } from '../support/rule-cases.js';

const trunk = oracleTrunk({ records: { NewRoot: 'DigiCert Global Root G2' }, trusted: ['NewRoot'] });
const files = { 'sbc.cfg': trunk, 'NewRoot.pem': rootPem('digicert-global-root-g2') };
const AS_OF = ['--as-of', '2025-12-31'];

/** Runs in a folder of files; `$` in an argument stands for the folder. */
async function run(
  content: Readonly<Record<string, string>>,
  argv: readonly string[],
  given: Partial<Environment> = {},
): Promise<Outcome> {
  let outcome: Outcome | undefined;
  await inTemporaryFolder(async (folder) => {
    for (const [path, text] of Object.entries(content)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    outcome = await sbclint(
      argv.map((arg) => arg.replaceAll('$', folder)),
      given,
    );
  });
  return outcome as Outcome;
}

describe('--format', () => {
  it('that a command does not have is an error that says which it has, and who has it', async () => {
    const { code, stderr, stdout } = await sbclint(['check', 'examples', '--format', 'ics']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(
      /^sbclint: --format: check has pretty, concise, json, ndjson, .*, not ics \(timeline has it\)\n$/,
    );
    expect((await sbclint(['timeline', 'examples', '--format', 'yaml'])).stderr).toBe(
      'sbclint: --format: timeline has pretty, concise, json, ndjson, ics, openmetrics, not yaml\n',
    );
  });

  it.each(commands.filter(({ flags }) => flags.includes('format')))(
    'of $name is in its help',
    async ({ name, formats }) => {
      const { stdout } = await sbclint([name, '--help']);
      const line = stdout.split('\n').find((each) => each.trimStart().startsWith('--format FORMAT')) ?? '';
      expect(line.replace(/^ *--format FORMAT */, '').split(/, | or /)).toEqual([
        `${formats[0]} (default)`,
        ...formats.slice(1),
      ]);
    },
  );

  it('is taken by the commands that have one, and by no other', () => {
    for (const { flags, formats } of commands) expect(flags.includes('format')).toBe(formats.length > 0);
  });

  // What a report of a saved run looks like has tests of its own.
  it.each(commands.filter(({ name, formats }) => formats.length > 0 && name !== 'report'))(
    'each of $name looks different',
    async ({ name, formats }) => {
      const trustAnchor = { name: 'Example Root', sha256: 'aa' };
      const additions = [{ trustAnchor, label: 'Example', tlsContext: 'TeamsTLS' }];
      const plan = JSON.stringify({ schemaVersion: 1, devices: [{ id: 'sbc', additions }] });
      const operands =
        name === 'diff'
          ? ['$/a', '$/b']
          : name === 'rules'
            ? []
            : name === 'test'
              ? [join(root, 'examples', 'checks')]
              : name === 'config'
                ? ['show', '$/a']
                : name === 'verify'
                  ? ['$/a', '--plan', '$/plan.json']
                  : ['$/a'];
      const both = Object.fromEntries(
        ['a', 'b'].flatMap((folder) => Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text])),
      );
      const asOf = ['rules', 'config', 'test'].includes(name) ? [] : AS_OF;
      const said: string[] = [];
      for (const format of formats) {
        const { code, stdout } = await run({ ...both, 'plan.json': plan }, [
          name,
          ...operands,
          ...asOf,
          '--format',
          format,
        ]);
        expect([2, 4]).not.toContain(code);
        said.push(stdout);
      }
      expect(new Set(said).size).toBe(formats.length);
    },
  );
});

describe('--until', () => {
  const timeline = (...argv: string[]) => run(files, ['timeline', '$', ...AS_OF, ...argv]);

  it.each([
    ['2026', 'wants a day'],
    ['2026-02-30', 'wants a day'],
    ['tomorrow', 'wants a day'],
    ['2025-12-31T10:00Z', 'wants a day'],
    ['2025-12-30', 'lies before the day to judge by, 2025-12-31'],
  ])('%s is refused', async (until, why) => {
    const { code, stdout, stderr } = await timeline('--until', until);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(why);
  });

  it('may be the day to judge by itself', async () => {
    const { code, stdout } = await timeline('--until', '2025-12-31');
    expect(code).toBe(0);
    expect(stdout).toContain('until 2025-12-31');
  });

  it('includes its day', async () => {
    const last = async (until: string) => {
      const { stdout } = await timeline('--until', until, '--format', 'ndjson');
      return stdout.split('\n').filter((line) => line.includes('"2026-03-01"')).length;
    };
    expect(await last('2026-02-28')).toBe(0);
    expect(await last('2026-03-01')).toBeGreaterThan(0);
  });

  it('is five years when nobody says, and as far as an alarm looks', async () => {
    const untilOf = async (...argv: string[]) =>
      (JSON.parse((await timeline('--format', 'json', ...argv)).stdout) as { until: string }).until;
    expect(await untilOf()).toBe('2030-12-31');
    expect(await untilOf('--fail-within', '30')).toBe('2030-12-31');
    expect(await untilOf('--fail-within', '3000')).toBe('2034-03-19');
    expect(await untilOf('--fail-within', '99999')).toBe('2299-10-15');
  });

  it('cannot end before an alarm does', async () => {
    const { code, stderr } = await timeline('--until', '2026-01-31', '--fail-within', '60');
    expect(code).toBe(2);
    expect(stderr).toContain('--fail-within asks for what breaks until 2026-03-01, and --until 2026-01-31 ends before');
    expect((await timeline('--until', '2026-03-01', '--fail-within', '60')).code).toBe(1);
  });
});

describe('what cannot be told', () => {
  it('stands in every format, and nothing looks fine', async () => {
    const bare = { 'sbc.cfg': trunk };
    const said = async (format: string) => {
      const { code, stdout } = await run(bare, ['timeline', '$', ...AS_OF, '--format', format]);
      expect(code).toBe(0);
      return stdout;
    };
    expect(await said('pretty')).toContain('1 device cannot be told');
    expect(await said('concise')).toMatch(/^cannot-tell {2}open {2}gap {2}/m);
    expect((JSON.parse(await said('json')) as { gaps: unknown[] }).gaps.length).toBeGreaterThan(0);
    expect(await said('ics')).toContain('CATEGORIES:sbclint,open\r\n');
    expect(await said('openmetrics')).toContain('\nsbclint_devices_with_gaps 1\n');
  });

  it('includes a file that could not be read', async () => {
    const { stdout } = await run({ ...files, 'b/sbc.ini': '\n \n' }, ['timeline', '$', ...AS_OF, '--format', 'json']);
    const { gaps } = JSON.parse(stdout) as { gaps: { device: string; because: string }[] };
    expect(gaps).toHaveLength(1);
    expect(gaps[0]?.because).not.toBe('');
  });
});

describe('the picture of a terminal', () => {
  const shown = async (given: Partial<Environment>, ...argv: string[]) =>
    (await run(files, ['timeline', '$', ...AS_OF, ...argv], given)).stdout;
  const widest = (text: string) =>
    Math.max(...(text.split('\n\n')[0] ?? '').split('\n').map((line) => [...line.replace(/\u001b\[\d+m/g, '')].length));
  const terminal = { stdoutIsTerminal: true } as const;

  it('is as wide as it says, else 80, within reason', async () => {
    const fills = async (width: number, given: Partial<Environment>) => {
      const wide = widest(await shown({ ...terminal, ...given }));
      // Blanks at the end of a line are left out.
      expect([width, wide <= width && wide > width - 10]).toEqual([width, true]);
    };
    await fills(100, { stdoutColumns: 100 });
    await fills(120, { stdoutColumns: 100, variables: { COLUMNS: '120' } });
    await fills(80, { variables: { COLUMNS: 'wide' } });
    await fills(60, { stdoutColumns: 20 });
    await fills(160, { stdoutColumns: 900 });
  });

  it('has more than ASCII where the terminal is UTF-8', async () => {
    const utf8 = await shown({ ...terminal, variables: { LANG: 'en_US.UTF-8' } });
    expect(utf8).toContain('\u2502 today');
    expect(await shown({ ...terminal, variables: { LANG: 'en_US.UTF-8', LC_ALL: 'C' } })).toContain('| today');
    expect(await shown({ ...terminal, variables: { WT_SESSION: '1' } })).toContain('\u2502 today');
    expect(await shown(terminal)).toContain('| today');
  });

  it('has colors unless told not to', async () => {
    expect(await shown(terminal)).toContain('\u001b[');
    expect(await shown({ ...terminal, variables: { NO_COLOR: '1' } })).not.toContain('\u001b[');
  });

  it('is the same bytes wherever it is no terminal', async () => {
    const plain = await shown({});
    expect(plain).toMatch(/^[\x20-\x7e\n]*$/);
    const elsewhere = { stdoutColumns: 132, variables: { COLUMNS: '200', LANG: 'en_US.UTF-8', WT_SESSION: '1' } };
    expect(await shown(elsewhere)).toBe(plain);
    await inTemporaryFolder(async (folder) => {
      const output = join(folder, 'report.txt');
      await shown({ ...terminal, ...elsewhere }, '--output', output);
      expect(readFileSync(output, 'utf8')).toBe(plain);
    });
  });
});
