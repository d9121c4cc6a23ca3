import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/knowledge.js';

const cli = join(root, 'dist/cli.cjs');
const asOf = ['--as-of', '2026-11-22'];
const oslo = join(root, 'examples/fleet/oslo');
const full = '/dev/full';
const sh = (script: string, ...args: string[]) =>
  spawnSync('bash', ['-c', script, 'bash', process.execPath, cli, ...args], { encoding: 'utf8', timeout: 60_000 });

describe('the standard streams of the program', () => {
  it('ends with the code of the run where nobody reads the report to its end', () => {
    const script = '"$@" | true; echo "${PIPESTATUS[0]}"';
    expect(sh(script, 'check', oslo, ...asOf).stdout).toBe('1\n');
    expect(sh(script, 'check', join(root, 'examples/fleet/riga'), ...asOf).stdout).toBe('3\n');
    expect(sh('"$@" 2>&1 >/dev/null | true; echo "${PIPESTATUS[0]}"', 'check', 'no-such-file').stdout).toBe('2\n');
  });

  it('ends a stream that nobody reads any more, however much there is to come', async () => {
    const child = spawn(process.execPath, [cli, 'check', '--stream', ...asOf], { stdio: ['pipe', 'pipe', 'inherit'] });
    child.stdin.on('error', () => undefined); // it is gone, as it should be
    const timer = setInterval(() => child.stdin.write('{"path":"edge1.cfg","content":"x"}\n'), 5);
    child.stdout.once('data', () => child.stdout.destroy());
    const [code] = (await once(child, 'exit')) as [number];
    clearInterval(timer);
    expect(code).toBe(3);
  });

  (existsSync(full) ? it : it.skip)('calls a full disk one, and no bug', () => {
    const file = openSync(full, 'w');
    const { status, stderr } = spawnSync(process.execPath, [cli, 'check', oslo, ...asOf], {
      stdio: ['ignore', file, 'pipe'],
      encoding: 'utf8',
    });
    expect(stderr).toBe('sbclint: standard output cannot be written: ENOSPC: no space left on device\n');
    expect(status).toBe(2);
    const silent = spawnSync(process.execPath, [cli, 'check', oslo, ...asOf], { stdio: ['ignore', 'ignore', file] });
    expect(silent.status).toBe(1);
    closeSync(file);
  });

  it('waits for an input that does not block', () => {
    const unblocked = `perl -MFcntl -e 'fcntl(STDIN, F_SETFL, O_NONBLOCK | fcntl(STDIN, F_GETFL, 0)); exec @ARGV' -- "$@"`;
    const script = `(cat "$3/oslo.ini"; sleep 0.5; echo) | (set -- "$1" "$2" "\${@:4}"; ${unblocked})`;
    const { stdout, status } = sh(script, oslo, 'check', '--stdin', '--stdin-filename', 'oslo.ini', ...asOf);
    expect(stdout).toContain('1 file read: 1 understood');
    expect(status).toBe(3);
  });

  it('says why it cannot read its input', () => {
    const { stderr, status } = sh('"$@" <.', 'check', '--stdin');
    expect(stderr).toBe('sbclint: standard input cannot be read: EISDIR: illegal operation on a directory\n');
    expect(status).toBe(2);
    const streamed = sh('"$@" <.', 'check', '--stream');
    expect([streamed.status, streamed.stderr]).toEqual([2, 'sbclint: standard input cannot be read: it is a folder\n']);
  });
});
