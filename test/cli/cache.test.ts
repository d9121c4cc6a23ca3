import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inTemporaryFolder } from '../support/cli.js';
import { root } from '../support/knowledge.js';
import { oracleTrunk } from '../support/oracle-text.js';

const DEVICES = 210;

function fleet(folder: string): void {
  mkdirSync(join(folder, 'fleet'));
  for (let n = 0; n < DEVICES; n += 1) writeFileSync(join(folder, 'fleet', `edge${n}.cfg`), oracleTrunk());
}

function check(folder: string, ...more: string[]): { status: number | null; stdout: string; stderr: string } {
  const argv = [join(root, 'dist', 'cli.cjs'), 'check', 'fleet', '--format', 'json', '--as-of', '2026-11-22', ...more];
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return { status, stdout, stderr };
}

function entries(folder: string): readonly string[] {
  const cache = join(folder, '.sbclint-cache');
  return (readdirSync(cache, { recursive: true }) as string[])
    .map((name) => join(cache, name))
    .filter((path) => statSync(path).isFile() && !path.endsWith('.gitignore'))
    .sort();
}

/** A fleet that was checked without a cache and with one, what was said, and the cache. */
const checked = mkdtempSync(join(tmpdir(), 'sbclint-cache-'));
let without: ReturnType<typeof check>;
let first: ReturnType<typeof check>;

beforeAll(() => {
  fleet(checked);
  without = check(checked);
  first = check(checked, '--cache');
});

afterAll(() => rmSync(checked, { recursive: true }));

/** That fleet once more, with its cache. */
function cachedFleet(folder: string): void {
  cpSync(checked, folder, { recursive: true });
}

const times = (paths: readonly string[]) => paths.map((path) => statSync(path).mtimeMs);

it('is off by default', () =>
  inTemporaryFolder((folder) => {
    fleet(folder);
    check(folder);
    expect(existsSync(join(folder, '.sbclint-cache'))).toBe(false);
    return Promise.resolve();
  }));

it('says the same with a cache, without one, and from one', () =>
  inTemporaryFolder((folder) => {
    cachedFleet(folder);
    const made = entries(folder);
    expect(made.length).toBeGreaterThan(1);
    const before = times(made);
    const second = check(folder, '--cache', '--jobs', '2');
    expect(first).toEqual(without);
    expect(second).toEqual(without);
    expect(without.stdout).toContain('missing-trust-anchor');
    // Nothing was checked anew.
    expect([entries(folder), times(made)]).toEqual([made, before]);
    expect(statSync(made[0] ?? '').mode & 0o077).toBe(0);
    return Promise.resolve();
  }));

it.each<[string, (folder: string) => readonly string[]]>([
  [
    'an export changes',
    (folder) => {
      writeFileSync(join(folder, 'fleet', 'edge7.cfg'), `${oracleTrunk()}\n`);
      return [];
    },
  ],
  [
    'a file is added',
    (folder) => {
      writeFileSync(join(folder, 'fleet', 'edge7.0.txt'), 'a note\n');
      return [];
    },
  ],
  ['the day is another', () => ['--as-of', '2023-01-01']],
  ['a rule is off', () => ['--rule', 'missing-trust-anchor=off']],
  ['what fails the run is another', () => ['--fail-on', 'never']],
  [
    'there are settings',
    (folder) => {
      writeFileSync(join(folder, 'sbclint.yaml'), 'rules:\n  missing-trust-anchor: note\n');
      return [];
    },
  ],
])('takes nothing from the cache that is not so any more: %s', (_, change) =>
  inTemporaryFolder((folder) => {
    cachedFleet(folder);
    const more = change(folder);
    const cached = check(folder, '--cache', ...more);
    expect(cached).toEqual(check(folder, ...more));
    expect(cached).not.toEqual(first);
    return Promise.resolve();
  }),
);

it.each<[string, (bytes: Buffer) => Buffer]>([
  [
    'a letter is another',
    (bytes) => Buffer.from(bytes.map((byte, at) => (at === bytes.length - 10 ? byte ^ 1 : byte))),
  ],
  ['it is cut short', (bytes) => bytes.subarray(0, bytes.length / 2)],
  ['it is empty', () => Buffer.alloc(0)],
  ['it is of somebody else', () => Buffer.from('{"devices":[]}\n')],
])('passes over a file of the cache where %s', (_, damage) =>
  inTemporaryFolder((folder) => {
    cachedFleet(folder);
    const made = entries(folder);
    for (const path of made) writeFileSync(path, damage(readFileSync(path)));
    expect(check(folder, '--cache')).toEqual(first);
    // And makes it anew.
    expect(check(folder, '--cache')).toEqual(first);
    return Promise.resolve();
  }),
);

it('passes over one that has the name of another', () =>
  inTemporaryFolder((folder) => {
    cachedFleet(folder);
    const made = entries(folder);
    const one = readFileSync(made[0] ?? '');
    for (const path of made) writeFileSync(path, one);
    expect(check(folder, '--cache')).toEqual(first);
    return Promise.resolve();
  }));

it('goes on without a cache where none can be written', () =>
  inTemporaryFolder((folder) => {
    fleet(folder);
    writeFileSync(join(folder, '.sbclint-cache'), 'a file\n');
    expect(check(folder, '--cache')).toEqual(without);
    return Promise.resolve();
  }));
