import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inTemporaryFolder } from '../support/cli.js';
import { root } from '../support/knowledge.js';

/** The program as it is installed, with no compiled code beside it yet. */
async function installed(
  work: (run: (variables?: Record<string, string>) => unknown, compiled: string) => void,
): Promise<void> {
  await inTemporaryFolder((folder) => {
    const dist = join(folder, 'dist');
    cpSync(join(root, 'dist'), dist, { recursive: true });
    const compiled = join(dist, 'compiled');
    rmSync(compiled, { recursive: true, force: true });
    const argv = [join(dist, 'cli.cjs'), 'check', join(root, 'examples', 'fleet'), '--as-of', '2026-11-22'];
    const run = (variables = {}) => {
      const { status, signal, stdout, stderr } = spawnSync(process.execPath, argv, {
        encoding: 'utf8',
        env: { ...process.env, ...variables },
      });
      return { status, signal, stdout, stderr };
    };
    work(run, compiled);
    return Promise.resolve();
  });
}

function filesOf(folder: string): readonly string[] {
  return (readdirSync(folder, { recursive: true }) as string[])
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

/** The bytes with some of them changed, as parts of the whole. */
function changed(bytes: Buffer, places: readonly number[]): Buffer {
  const copy = Buffer.from(bytes);
  for (const place of places) {
    const at = Math.floor(bytes.length * place);
    copy[at] = (copy[at] ?? 0) ^ 0x40;
  }
  return copy;
}

describe('compiled code', () => {
  it('is kept beside the program, and a run with it says the same', () =>
    installed((run, compiled) => {
      const first = run();
      const made = filesOf(compiled);
      expect(made.length).toBeGreaterThan(3);
      const before = made.map((path) => statSync(path).mtimeMs);
      expect(run()).toEqual(first);
      expect(made.map((path) => statSync(path).mtimeMs)).toEqual(before);
    }));

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['has another byte in its first part', (bytes) => changed(bytes, [0.25])],
    ['has another byte in its second part', (bytes) => changed(bytes, [0.75])],
    ['has other bytes in both', (bytes) => changed(bytes, [0.1, 0.2, 0.9])],
    ['is cut in half', (bytes) => bytes.subarray(0, bytes.length / 2)],
    ['is cut short', (bytes) => bytes.subarray(0, bytes.length - 1)],
    ['is empty', () => Buffer.alloc(0)],
    ['is something else', () => Buffer.from('no compiled code\n')],
  ])('that %s is passed over', (_, damage) =>
    installed((run, compiled) => {
      const first = run();
      const made = filesOf(compiled);
      for (const path of made) writeFileSync(path, damage(readFileSync(path)));
      expect(run()).toEqual(first);
    }),
  );

  it('is not kept where the variable of Node says so, nor where there is no place for it', () =>
    installed((run, compiled) => {
      const first = run({ NODE_DISABLE_COMPILE_CACHE: '1' });
      expect(existsSync(compiled)).toBe(false);
      writeFileSync(compiled, 'a file in its place\n');
      expect(run()).toEqual(first);
    }));
});
