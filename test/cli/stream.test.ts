import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inTemporaryFolder, sbclint, type Outcome } from '../support/cli.js';
import { oracleTrunk } from '../support/oracle-text.js';
import { root } from '../support/knowledge.js';
import { rootPem } from '../support/rule-cases.js';

const fleet = join(root, 'examples/fleet');
const asOf = ['--as-of', '2026-11-22'];
const trunk = oracleTrunk({ records: { OldRoot: 'Baltimore CyberTrust Root' }, trusted: ['OldRoot'] });
const quiet = oracleTrunk({ records: {}, trusted: [], hosts: ['sip.carrier.example.net'] });

interface Line {
  readonly path?: string;
  readonly line?: number;
  readonly exitCode?: number;
  readonly error?: string;
  readonly report?: { readonly devices: readonly { readonly id: string }[]; readonly findings: readonly Said[] };
}

interface Said {
  readonly ruleId: string;
  readonly level: string;
}

interface Streamed extends Outcome {
  readonly lines: readonly Line[];
}

/** Streams records, each of which is a line as it is or something to be written as JSON. */
async function stream(records: readonly unknown[], ...flags: string[]): Promise<Streamed> {
  const text = records.map((each) => `${typeof each === 'string' ? each : JSON.stringify(each)}\n`).join('');
  const stdinChunks = async function* () {
    // In pieces that end nowhere in particular.
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
  };
  const outcome = await sbclint(['check', '--stream', ...asOf, ...flags], { stdinChunks });
  const lines = outcome.stdout.split('\n').slice(0, -1);
  return { ...outcome, lines: lines.map((line) => JSON.parse(line) as Line) };
}

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  await inTemporaryFolder(async (folder) => {
    const before = process.cwd();
    process.chdir(folder);
    try {
      await work(folder);
    } finally {
      process.chdir(before);
    }
  });
}

describe('check --stream', () => {
  it('answers each record by a line, in the same order, each a device of its own', () =>
    inFolder(async (folder) => {
      mkdirSync('in');
      writeFileSync('in/running.cfg', trunk);
      writeFileSync('in/OldRoot.pem', rootPem('baltimore-cybertrust-root'));
      execFileSync('tar', ['czf', join(folder, 'box.tar.gz'), '-C', 'in', '.']);
      const { lines, code } = await stream([
        { path: 'eu/edge1.cfg', content: trunk },
        { path: 'eu/edge2.cfg', contentBase64: Buffer.from(quiet).toString('base64') },
        {
          path: 'us/box.tar.gz',
          contentBase64: readFileSync('box.tar.gz').toString('base64').replace(/.{76}/g, '$&\n'),
        },
      ]);
      expect(lines.map(({ path, exitCode, report }) => [path, exitCode, report?.devices.map(({ id }) => id)])).toEqual([
        ['eu/edge1.cfg', 3, ['eu/edge1']],
        ['eu/edge2.cfg', 0, ['eu/edge2']],
        ['us/box.tar.gz', 1, ['us/box']],
      ]);
      expect(code).toBe(1);
    }));

  it('gives what --files-from gives of the same files, once merge has joined the lines', () =>
    inFolder(async () => {
      mkdirSync('all');
      const all = ['a.ini', 'b.set', 'c.cfg', 'd.cfg', 'roots.pem'].map((name) => `all/${name}`);
      copyFileSync(join(fleet, 'tallinn/tallinn.ini'), 'all/a.ini');
      copyFileSync(join(fleet, 'porto/porto.set'), 'all/b.set');
      writeFileSync('all/c.cfg', trunk);
      writeFileSync('all/d.cfg', quiet);
      writeFileSync('all/roots.pem', rootPem('baltimore-cybertrust-root'));
      for (const flags of [[], ['--peer', 'microsoft-teams-direct-routing', '--rule', 'missing-trust-anchor=note']]) {
        // Without a peer a bundle is evidence, and what it lies beside is not in its record.
        const names = flags.length > 0 ? all : all.slice(0, 4);
        writeFileSync('list', names.join('\n'));
        const records = names.map((path) => ({ path, contentBase64: readFileSync(path).toString('base64') }));
        const streamed = await stream(records, ...flags);
        writeFileSync('lines', streamed.stdout);
        const one = await sbclint(['--files-from', 'list', ...asOf, ...flags, '--format', 'json']);
        const merged = await sbclint(['merge', 'lines']);
        expect(merged).toEqual({ code: 0, stderr: '', stdout: one.stdout });
        expect(streamed.code).toBe(one.code);
      }
    }));

  it.each<[string, string | object, Line]>([
    ['no JSON', 'tls-password hunter2 {', { line: 2, error: 'the record is not JSON' }],
    ['an array', ['hunter2'], { line: 2, error: 'the record is not an object' }],
    ['null', 'null', { line: 2, error: 'the record is not an object' }],
    ['no path', { content: 'hunter2' }, { line: 2, error: 'the record has no path' }],
    ['an empty path', { path: '', content: 'hunter2' }, { line: 2, error: 'the record has no path' }],
    ['a path that is none', { path: 7, content: 'hunter2' }, { line: 2, error: 'the record has no path' }],
    ['no content', { path: 'a' }, { path: 'a', error: 'the record has neither content nor contentBase64' }],
    [
      'both',
      { path: 'a', content: 'hunter2', contentBase64: '' },
      { path: 'a', error: 'the record has both content and contentBase64' },
    ],
    ['content that is none', { path: 'a', content: ['hunter2'] }, { path: 'a', error: 'content is not a string' }],
    ['base64 that is none', { path: 'a', contentBase64: 7 }, { path: 'a', error: 'contentBase64 is not a string' }],
    ['wrong base64', { path: 'a', contentBase64: 'hunter2!' }, { path: 'a', error: 'contentBase64 is not base64' }],
    ['cut base64', { path: 'a', contentBase64: 'hunter2' }, { path: 'a', error: 'contentBase64 is not base64' }],
    ['base64 of a URL', { path: 'a', contentBase64: '-_-_' }, { path: 'a', error: 'contentBase64 is not base64' }],
  ])('goes on after a record with %s, and shows nothing of it', async (_, record, said) => {
    const good = { path: 'edge1.cfg', content: quiet };
    const { code, stdout, stderr, lines } = await stream([good, record, { ...good, path: 'edge2.cfg' }]);
    expect([lines[0]?.exitCode, lines[1], lines[2]?.exitCode]).toEqual([0, said, 0]);
    expect([code, stderr]).toEqual([3, '']);
    expect(stdout).not.toContain('hunter2');
  });

  it('goes on after bytes that are not UTF-8', async () => {
    const stdinChunks = async function* () {
      yield Buffer.from('{"path":"a","content":"\xe9"}\n', 'latin1');
    };
    const { stdout } = await sbclint(['check', '--stream', ...asOf], { stdinChunks });
    expect(stdout).toBe('{"line":1,"error":"the record is not UTF-8"}\n');
  });

  it('holds nothing of a record that is too large', async () => {
    const million = Buffer.alloc(1 << 20, 'a');
    let largest = 0;
    const stdinChunks = async function* () {
      for (let i = 0; i <= 256; i += 1) yield million;
      global.gc?.();
      largest = process.memoryUsage().arrayBuffers;
      yield Buffer.from(`\n${JSON.stringify({ path: 'edge1.cfg', content: quiet })}\n`);
    };
    const { code, stdout } = await sbclint(['check', '--stream', ...asOf], { stdinChunks });
    const [first, second] = stdout.split('\n');
    expect(first).toBe('{"line":1,"error":"the record is larger than 256 MB"}');
    expect(second).toContain('"exitCode":0');
    expect([code, largest < 256 * 1024 * 1024]).toEqual([3, true]);
  });

  it.each([
    [[], 0],
    [[{ path: 'a.cfg', content: quiet }], 0],
    [['nonsense'], 3],
    [[{ path: 'a.txt', content: 'no export' }], 3],
    [['nonsense', { path: 'a.ini', content: trunk }], 3],
    [['nonsense', { path: 'g.ini', content: readFileSync(join(fleet, 'krakow/krakow.ini'), 'latin1') }], 3],
  ])('%#: ends with the strongest code', async (records, code) => {
    expect((await stream(records)).code).toBe(code);
  });

  it('ends with 0 where nothing may fail it', async () => {
    const records = ['nonsense', { path: 'a.txt', content: 'no export' }, { path: 'a.ini', content: trunk }];
    expect((await stream(records, '--fail-on', 'never')).code).toBe(0);
  });

  it('takes a record that nothing recognizes as a run would, and --no-error-on-unmatched', async () => {
    const record = { path: 'a.txt', content: 'no export' };
    expect((await stream([record])).lines[0]?.exitCode).toBe(2);
    const fine = await stream([record], '--no-error-on-unmatched');
    expect([fine.code, fine.lines[0]?.exitCode]).toEqual([0, 0]);
  });

  it('answers before it asks for more', async () => {
    let asked = 0;
    const seen: number[] = [];
    const stdinChunks = async function* () {
      for (; asked < 4; asked += 1) yield Buffer.from(`${JSON.stringify({ path: `${asked}.cfg`, content: quiet })}\n`);
    };
    await sbclint(['check', '--stream', ...asOf], { stdinChunks, stdout: () => seen.push(asked) });
    expect(seen).toEqual([0, 1, 2, 3]);
  });

  it('goes by --config, or the settings upward from the working folder, wherever a path points', () =>
    inFolder(async (folder) => {
      mkdirSync('here');
      mkdirSync('there');
      writeFileSync('sbclint.yaml', 'rules: { missing-trust-anchor: warning }\nfailOn: never\n');
      writeFileSync('there/sbclint.yaml', 'rules: { missing-trust-anchor: note }\n');
      process.chdir('here');
      const record = { path: join(folder, 'there/edge1.cfg'), content: trunk };
      const levels = async (...flags: string[]) => {
        const { lines, code } = await stream([record], ...flags);
        const all = lines[0]?.report?.findings.filter(({ ruleId }) => ruleId === 'missing-trust-anchor') ?? [];
        return [code, ...new Set(all.map(({ level }) => level))];
      };
      expect(await levels()).toEqual([0, 'warning']);
      expect(await levels('--config', '../there/sbclint.yaml')).toEqual([0, 'note']);
      expect(await levels('--rule', 'missing-trust-anchor=error', '--fail-on', 'open')).toEqual([1, 'error']);
    }));

  it.each([
    [['edge1.cfg'], '--stream takes no paths'],
    [['--format', 'json'], '--stream does not go with --format'],
    [['--output', 'a'], '--stream does not go with --output'],
    [['--report', 'csv=a'], '--stream does not go with --report'],
    [['--stdin'], '--stream does not go with --stdin'],
    [['--shard', '1/2'], '--stream does not go with --shard'],
    [['--certificate', 'a=b'], '--stream does not go with --certificate'],
    [['--peer', 'nobody'], 'unknown peer nobody'],
    [['--rule', 'nothing=off'], 'unknown rule nothing'],
    [['--as-of', 'soon'], '--as-of wants a day'],
    [['--config', 'nowhere.yaml'], 'no such file: nowhere.yaml'],
  ])('refuses %j before a record is read', async (flags, message) => {
    const stdinChunks = (): AsyncIterable<Uint8Array> => {
      throw new Error('it was read');
    };
    const { code, stdout, stderr } = await sbclint(['check', '--stream', ...flags], { stdinChunks });
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(message)]);
  });

  it('shows no planted secret, of whole records and of cut ones', async () => {
    const fixtures = join(root, 'test/fixtures');
    const files = readdirSync(fixtures).flatMap((format) => {
      const folder = join(fixtures, format, 'secrets/input');
      return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
    });
    const texts = files.filter((file) => statSync(file).isFile()).map((file) => readFileSync(file, 'latin1'));
    const planted = texts.filter((text) => text.includes('planted'));
    expect(planted.length).toBeGreaterThan(10);
    const records = planted.flatMap((content, i) => {
      const whole = JSON.stringify({ path: `edge${i}.cfg`, content });
      return [whole, whole.slice(0, -9), whole.replace('"content":"', '"content":')];
    });
    const { stdout, stderr, lines } = await stream(records);
    expect(lines.length).toBe(records.length);
    expect(stdout + stderr).not.toMatch(/planted|PRIVATE KEY/);
  });

  it('needs no more memory for a longer stream', async () => {
    const peakAfter = async (records: number): Promise<number> => {
      const child = spawn(process.execPath, [join(root, 'dist/cli.cjs'), 'check', '--stream', ...asOf], {
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      let answered = 0;
      child.stdout.on('data', (data: Buffer) => {
        for (const byte of data) if (byte === 0x0a) answered += 1;
      });
      for (let i = 0; i < records; i += 1) {
        const content = trunk.replaceAll('Teams', `Teams${i}`);
        const record = JSON.stringify({ path: `edge${i}.cfg`, content, note: String(i).padEnd(60_000, 'x') });
        if (!child.stdin.write(`${record}\n`)) await once(child.stdin, 'drain');
      }
      while (answered < records) await once(child.stdout, 'data');
      const status = readFileSync(`/proc/${child.pid}/status`, 'latin1');
      child.stdin.end();
      await once(child, 'exit');
      return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
    };
    const short = await peakAfter(300);
    const grownBy = async () => ((await peakAfter(4300)) - short) / (1 << 20);
    // The 4000 further records are 240 MB. Garbage that happens to lie about only adds to a peak: the lower of two counts.
    const first = await grownBy();
    expect(first < 60 ? first : await grownBy()).toBeLessThan(60);
  });
});
