import { execFile, execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { gzipSync } from 'node:zlib';
import { basename, delimiter, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { commands } from '../../src/cli/commands.js';
import { isTemporary } from '../../src/host/temporary.js';
import { inTemporaryFolder, sbclint } from '../support/cli.js';
import { root } from '../support/knowledge.js';

const dist = join(root, 'dist');
const guard = join(root, 'test/support/no-way-out.cjs');
const AS_OF = ['--as-of', '2026-11-22'];

/** What a run may do beyond what its command is told. Paths are relative to the folder of the program, or to TMPDIR. */
const ALLOWED = {
  /** Threads run files of the program, never text. */
  thread: /^[\w-]+\.cjs$/,
  /** What the program keeps beside itself to start faster. */
  besideProgram: /^compiled(?:\/|$)/,
  /** A file that only its owner can read, and that is gone at the end. */
  spool: /^sbclint-[\w-]+(?:\/[\w-]+)?$/,
};

interface Scene {
  readonly argv: readonly string[];
  /** Below the working folder: the files, or the folders, that the command is told to write. */
  readonly writes?: readonly string[];
  /** What is written says nothing of a device, so that all may read it whom the umask lets. */
  readonly forAll?: true;
  /** 0, 1 or 3 unless said otherwise. */
  readonly code?: number;
}

const settings = ['--config', 'checks/sbclint.yaml'];

/** Every command, with what makes it do all that it does. `fleet`, `checks`, `run.json` and `packs` lie in the working folder. */
const SCENES: Readonly<Record<string, readonly Scene[]>> = {
  check: [
    { argv: ['check', 'fleet', ...AS_OF] },
    { argv: ['check', 'fleet/**/*.ini', ...AS_OF] },
    { argv: ['check', 'archives', 'checks', ...AS_OF] },
    {
      argv: [
        'check',
        'fleet',
        ...AS_OF,
        '--format',
        'json',
        '--output',
        'made/run.json',
        '--report',
        'html=fleet.html',
      ],
      writes: ['made/run.json', 'fleet.html'],
    },
    {
      argv: ['check', 'many', ...AS_OF, '--jobs', '2', '--cache', '--format', 'ndjson', '--output', 'many.ndjson'],
      writes: ['many.ndjson', '.sbclint-cache'],
    },
  ],
  merge: [{ argv: ['merge', 'run.json', '--output', 'whole.json'], writes: ['whole.json'] }],
  patch: [
    { argv: ['patch', 'fleet', ...AS_OF, '--assume-missing', '--output', 'fleet.diff'], writes: ['fleet.diff'] },
    { argv: ['patch', 'fleet', ...AS_OF, '--out', 'out', '--waves', '1,rest'], writes: ['out'] },
    { argv: ['patch', 'fleet', ...AS_OF, '--out', 'packs'], writes: ['packs'] },
    { argv: ['patch', 'fleet/tallinn', ...AS_OF, '--in-place'], writes: ['fleet/tallinn/1.root'] },
  ],
  inspect: [{ argv: ['inspect', 'fleet', ...AS_OF, '--inventory', 'inventory'], writes: ['inventory'] }],
  simulate: [{ argv: ['simulate', 'fleet', ...AS_OF, '--output', 'played.txt'], writes: ['played.txt'] }],
  timeline: [
    { argv: ['timeline', 'fleet', ...AS_OF, '--format', 'ics', '--output', 'dates.ics'], writes: ['dates.ics'] },
  ],
  verify: [{ argv: ['verify', 'fleet', '--plan', 'packs/plan.json', ...AS_OF] }],
  diff: [{ argv: ['diff', 'fleet/tallinn', 'fleet/denver', ...AS_OF, '--output', 'diff.txt'], writes: ['diff.txt'] }],
  report: [{ argv: ['report', 'run.json', '--format', 'html', '--output', 'again.html'], writes: ['again.html'] }],
  suppress: [{ argv: ['suppress', 'checks', ...AS_OF, '--prune'], writes: ['checks/sbclint.yaml'] }],
  baseline: [
    {
      argv: ['baseline', 'create', 'fleet', ...AS_OF, '--baseline', 'known.json'],
      writes: ['known.json'],
      forAll: true,
    },
    { argv: ['baseline', 'prune', 'fleet', ...AS_OF, '--baseline', 'old.json'], writes: [] },
  ],
  config: [
    { argv: ['config', 'show', 'checks'] },
    { argv: ['config', 'schema', '--output', 'schema.json'], writes: ['schema.json'], forAll: true },
  ],
  test: [{ argv: ['test', 'checks', '--output', 'tests.txt'], writes: ['tests.txt'], forAll: true }],
  init: [{ argv: ['init', 'new'], writes: ['new'], forAll: true }],
  explain: [
    { argv: ['explain', 'missing-trust-anchor', ...settings] },
    { argv: ['explain', 'open', '--output', 'open.txt'], writes: ['open.txt'], forAll: true },
  ],
  rules: [{ argv: ['rules', ...settings, '--output', 'rules.txt'], writes: ['rules.txt'], forAll: true }],
  completion: [
    { argv: ['completion', 'bash', '--output', 'completion.bash'], writes: ['completion.bash'], forAll: true },
  ],
};

/** What is wrong makes no way out either, and leaves nothing. */
const FAILING: readonly Scene[] = [
  { argv: ['check', 'nowhere', '--output', 'a'], code: 2 },
  { argv: ['patch', 'fleet', '--out', 'fleet'], code: 2 },
  { argv: ['verify', 'fleet', '--plan', 'run.json'], code: 2 },
  { argv: ['init', 'checks'], code: 2 },
  { argv: ['check', 'fleet', ...AS_OF, '--output', 'packs'], code: 2 },
  { argv: ['check', 'fleet', ...AS_OF, '--report', 'csv=run.json/a.csv'], code: 2 },
];

interface Noted {
  readonly way?: string;
  readonly thread?: string;
  readonly writes?: string;
  readonly by?: string;
  readonly mode?: number;
  readonly program?: string;
  readonly args?: readonly string[];
  readonly shell?: unknown;
  readonly variables?: readonly string[];
}

interface Ran {
  readonly code: number;
  readonly stderr: string;
  readonly noted: readonly Noted[];
}

interface Place {
  readonly work: string;
  readonly home: string;
  readonly temporary: string;
  readonly run: (argv: readonly string[], more?: Readonly<Record<string, string>>) => Promise<Ran>;
}

/** A working folder, a home and a folder for temporary files, all of them watched. */
async function inPlace<T>(from: string, work: (place: Place) => Promise<T>): Promise<T> {
  return inTemporaryFolder(async (given) => {
    const folder = realpathSync(given);
    const own = { work: join(folder, 'work'), home: join(folder, 'home'), temporary: join(folder, 'tmp') };
    for (const each of Object.values(own)) mkdirSync(each);
    cpSync(from, own.work, { recursive: true });
    const variables = { cwd: own.work, HOME: own.home, TMPDIR: own.temporary, WAYS_LOG: join(folder, 'ways.log') };
    const program = ['--require', guard, join(dist, 'cli.cjs')];
    return work({ ...own, run: (argv, more = {}) => node([...program, ...argv], { ...variables, ...more }) });
  });
}

function node(args: readonly string[], given: Readonly<Record<string, string>>): Promise<Ran> {
  const { cwd = '.', WAYS_LOG = '', ...variables } = given;
  writeFileSync(WAYS_LOG, '');
  const env = { PATH: process.env['PATH'] ?? '', WAYS_LOG, ...variables };
  return new Promise((done) => {
    execFile(process.execPath, args, { cwd, env, maxBuffer: 1 << 28 }, (error, _, stderr) => {
      const code = error ? Number(error.code ?? -1) : 0;
      const lines = readFileSync(WAYS_LOG, 'utf8')
        .split('\n')
        .filter((line) => line !== '');
      done({ code, stderr, noted: lines.map((line) => JSON.parse(line) as Noted) });
    });
  });
}

/** Every file and folder, and whether a file is the same: not only its bytes. */
function tree(folder: string): ReadonlyMap<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const { ino, mtimeNs, ctimeNs, mode, size } = statSync(path, { bigint: true });
      return [shown(folder, path), entry.isFile() ? [ino, mtimeNs, ctimeNs, mode, size].join() : 'folder'];
    }),
  );
}

function shown(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/');
}

function changed(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => before.get(path) !== after.get(path))
    .sort();
}

/** Whether a path is one of these, lies in one, or holds one. */
const isAbout = (places: readonly string[]) => (path: string) =>
  places.some((place) => path === place || path.startsWith(`${place}/`) || `${place}/`.startsWith(`${path}/`));

/** A file is written beside itself first. */
function isTold({ writes = '', by = '' }: Noted, folder: string, places: readonly string[]): boolean {
  const path = shown(folder, resolve(folder, writes));
  const name = path.split('/').at(-1) ?? '';
  if (isTemporary(name))
    return places.some((place) => path.startsWith(`${place}/`) || dirname(path) === dirname(place));
  if (by === 'mkdirSync')
    return (
      isAbout(places)(path === '' ? '.' : path) ||
      places.some((place) => resolve(folder, dirname(place)) === resolve(folder, writes))
    );
  return places.some((place) => path === place || path.startsWith(`${place}/`));
}

function isBesideProgram(path: string): boolean {
  return ALLOWED.besideProgram.test(shown(dist, path));
}

function isAllowed({ writes = '', by, mode }: Noted, temporary: string): boolean {
  if (isBesideProgram(writes)) return true;
  return ALLOWED.spool.test(shown(temporary, writes)) && (by !== 'openSync' || mode === 0o600);
}

const template = mkdtempSync(join(tmpdir(), 'sbclint-test-'));

afterAll(() => rmSync(template, { recursive: true, force: true }));

/** What the scenes start from, the packs and the saved run made by the program. */
beforeAll(async () => {
  for (const site of ['tallinn', 'denver']) {
    cpSync(join(root, 'examples/fleet', site), join(template, 'fleet', site), { recursive: true });
  }
  mkdirSync(join(template, 'many'));
  for (let n = 0; n < 210; n += 1) {
    cpSync(join(root, 'examples/fleet/denver/denver.cfg'), join(template, 'many', `denver${n}.cfg`));
  }
  cpSync(join(root, 'test/host/archives'), join(template, 'archives'), { recursive: true });
  writeFileSync(join(template, 'archives/edge.gz'), gzipSync(readFileSync(join(template, 'fleet/denver/denver.cfg'))));
  cpSync(join(root, 'examples/checks'), join(template, 'checks'), { recursive: true });
  appendFileSync(join(template, 'checks/sbclint.yaml'), UNUSED);
  const made = [
    ['check', 'fleet', ...AS_OF, '--format', 'json', '--output', join(template, 'run.json')],
    ['patch', 'fleet', ...AS_OF, '--out', join(template, 'packs'), '--only-anchor', 'DigiCert Global Root G2'],
    ['baseline', 'create', 'fleet', ...AS_OF, '--baseline', join(template, 'old.json')],
  ];
  for (const argv of made) {
    const { code, stderr } = await sbclint(argv.map((each) => (each === 'fleet' ? join(template, each) : each)));
    if (code === 2 || code === 4) throw new Error(stderr);
  }
});

const UNUSED = `
suppressions:
  - rule: missing-trust-anchor
    device: edge1
    trustAnchor: ISRG Root X1
    reason: it is no more
`;

it('every command has a scene', () => {
  expect(Object.keys(SCENES).sort()).toEqual(commands.map(({ name }) => name).sort());
});

const umask = process.umask();

const scenes = [...Object.values(SCENES).flat(), ...FAILING];

it.each(scenes.map((scene) => [scene.argv.join(' '), scene] as const))(
  '%s',
  async (_, { argv, writes = [], forAll, code }) => {
    await inPlace(template, async ({ work, home, temporary, run }) => {
      const trees = () => [work, home, temporary, dist].map(tree);
      const before = trees();
      const ran = await run(argv);
      const after = trees();
      const isExpected = code === undefined ? [0, 1, 3].includes(ran.code) : ran.code === code;
      expect([isExpected, ran]).toEqual([true, ran]);
      expect(ran.noted.filter(({ way, program }) => way ?? program)).toEqual([]);
      const threads = ran.noted.flatMap(({ thread }) => thread ?? []);
      expect(threads.filter((file) => !ALLOWED.thread.test(shown(dist, file)))).toEqual([]);
      const written = ran.noted.filter((noted) => noted.writes !== undefined && !isAllowed(noted, temporary));
      expect(written.filter((noted) => !isTold(noted, work, writes))).toEqual([]);

      const [atWork = [], atHome, atTemporary, atDist = []] = before.map((each, i) =>
        changed(each, after[i] ?? new Map()),
      );
      expect([atHome, atTemporary, atDist.filter((path) => !ALLOWED.besideProgram.test(path))]).toEqual([[], [], []]);
      expect(atWork.filter((path) => !isAbout(writes)(path))).toEqual([]);
      for (const place of writes) expect([place, atWork.some(isAbout([place]))]).toEqual([place, true]);
      const made = atWork.filter((path) => !before[0]?.has(path) && after[0]?.has(path));
      const modes = made.map((path) => [path, statSync(join(work, path)).mode & 0o777]);
      const [file, folder] = forAll ? [0o666 & ~umask, 0o777 & ~umask] : [0o600, 0o700];
      expect(modes).toEqual(made.map((path) => [path, after[0]?.get(path) === 'folder' ? folder : file]));
      expect([...tree(work).keys()].filter((path) => isTemporary(path.split('/').at(-1) ?? ''))).toEqual([]);
    });
  },
);

describe('what would leave', () => {
  const WAYS = {
    'net.connect': "require('net').connect(1)",
    'net.createServer': "require('net').createServer()",
    'net.Socket.connect': "new (require('net').Socket)().connect(1)",
    'tls.connect': "require('tls').connect(1)",
    'http.get': "require('http').get('http://127.0.0.1:1')",
    'https.request': "require('node:https').request('https://127.0.0.1:1')",
    'http2.connect': "require('http2').connect('http://127.0.0.1:1')",
    'dgram.createSocket': "require('dgram').createSocket('udp4')",
    'dns.lookup': "require('dns').lookup('localhost', () => {})",
    'dns.Resolver': "new (require('dns').Resolver)()",
    'dns/promises.resolve4': "require('dns/promises').resolve4('localhost')",
    fetch: "fetch('http://127.0.0.1:1')",
    'child_process.spawnSync': "require('child_process').spawnSync('true')",
    'child_process.execFile': "require('child_process').execFile('true')",
    'child_process.fork': "require('child_process').fork('x.js')",
    'ChildProcess.spawn': "new (require('child_process').ChildProcess)().spawn({ file: 'true' })",
    'Worker of text': "new (require('worker_threads').Worker)('1', { eval: true })",
    'process.binding': "process.binding('tcp_wrap')",
    'cluster.fork': "require('cluster').fork()",
  };

  it('is seen', async () => {
    await inTemporaryFolder(async (folder) => {
      const tries = Object.values(WAYS).map((way) => `try { ${way} } catch {}`);
      const WAYS_LOG = join(folder, 'ways.log');
      const { code, noted } = await node(['--require', guard, '--eval', tries.join(';')], { WAYS_LOG });
      expect([code, noted.map(({ way }) => way)]).toEqual([0, Object.keys(WAYS)]);
    });
  });

  it('is seen by the names that a module imports', async () => {
    await inTemporaryFolder(async (folder) => {
      const code =
        "import { connect } from 'node:net'; import { spawn } from 'child_process'; for (const each of [connect, spawn]) try { each(1) } catch {}";
      const WAYS_LOG = join(folder, 'ways.log');
      const { noted } = await node(['--require', guard, '--input-type=module', '--eval', code], { WAYS_LOG });
      expect(noted.map(({ way }) => way)).toEqual(['net.connect', 'child_process.spawn']);
    });
  });
});

describe('git', () => {
  const FIXED = ['--no-pager', '--literal-pathspecs', '-c', 'core.quotepath=off', '-c', 'core.fsmonitor=false'];
  const STATUS = ['--name-status', '-z', '--no-renames', '--no-ext-diff', '--no-relative', '--ignore-submodules=all'];
  const OPEN = ['rev-parse', '--is-inside-work-tree', '--show-cdup', '--absolute-git-dir'];
  const LISTED = ['ls-files', '-z', '--stage', '--full-name'];
  const COMMIT = '0'.repeat(40);

  /** Names that would be options, commands or other names for a program that is careless. */
  const HOSTILE = [
    '--upload-pack=touch pwned',
    '-c core.pager=touch pwned',
    '--output=pwned',
    '$(touch pwned)',
    ';touch pwned',
    ':(top)x',
    '@{-1}',
    'a\nb',
  ];

  async function inRepository(work: (place: Place) => Promise<void>): Promise<void> {
    await inPlace(template, async (place) => {
      const git = (...args: string[]) =>
        execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
          cwd: place.work,
          env: { PATH: process.env['PATH'] ?? '', HOME: place.home },
        });
      git('init', '-q', '-b', 'main');
      git('add', '-A');
      git('commit', '-qm', 'x');
      for (const name of HOSTILE)
        cpSync(join(place.work, 'fleet/tallinn'), join(place.work, name), { recursive: true });
      git('add', '-A');
      await work(place);
    });
  }

  /** Which hash it is does not matter here. */
  const plain = (args: readonly string[] = []) => args.map((each) => (/^[0-9a-f]{40}$/.test(each) ? COMMIT : each));

  it.each([
    ['--staged', [OPEN, LISTED, ['diff', '--cached', ...STATUS], ['cat-file', '--batch']]],
    [
      '--since=HEAD',
      [
        OPEN,
        ['rev-parse', '--verify', '--quiet', '--end-of-options', 'HEAD^{commit}'],
        ['merge-base', COMMIT, 'HEAD'],
        ['diff', ...STATUS, COMMIT, '--'],
        ['ls-files', '-z', '--others', '--exclude-standard'],
      ],
    ],
    ['--changed-files', [OPEN, ['diff', '--cached', ...STATUS]]],
  ])('is asked with fixed arguments for %s, whatever files are called', async (flag, expected) => {
    await inRepository(async ({ work, home, run }) => {
      const before = tree(work);
      const named = flag === '--changed-files' ? HOSTILE.map((name) => `./${name}/tallinn.ini`) : [];
      const { code, noted, stderr } = await run(['check', flag, ...AS_OF, ...named], { WAYS_GIT: '1' });
      expect([code, stderr]).toEqual([1, '']);
      const calls = noted.filter(({ program }) => program !== undefined);
      const distinct = [...new Set(calls.map(({ args }) => JSON.stringify(plain(args))))];
      expect(distinct.map((each) => JSON.parse(each) as string[])).toEqual(expected.map((args) => [...FIXED, ...args]));
      const folders = (process.env['PATH'] ?? '').split(delimiter);
      for (const { program = '', shell, variables = [] } of calls) {
        expect([isAbsolute(program), basename(program), folders.includes(dirname(program))]).toEqual([
          true,
          'git',
          true,
        ]);
        expect(shell ?? false).toBe(false);
        expect(variables).toEqual(
          expect.arrayContaining(['GIT_TERMINAL_PROMPT', 'GIT_NO_LAZY_FETCH', 'GIT_OPTIONAL_LOCKS']),
        );
      }
      const beyond = noted.filter(({ way, writes }) => way ?? (writes && !isBesideProgram(writes)));
      expect(beyond).toEqual([]);
      expect([changed(before, tree(work)), [...tree(home).keys()]]).toEqual([[], []]);
    });
  });

  it.each(['--output=pwned', '-c', '--upload-pack=touch pwned'])(
    'a commit called %s is no option',
    async (reference) => {
      await inRepository(async ({ work, run }) => {
        const before = tree(work);
        const { code, noted } = await run(['check', `--since=${reference}`], { WAYS_GIT: '1' });
        expect(code).toBe(2);
        expect(noted.map(({ args }) => args)).toEqual([[...FIXED, ...OPEN]]);
        expect(changed(before, tree(work))).toEqual([]);
      });
    },
  );
});
