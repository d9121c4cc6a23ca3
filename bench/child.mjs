import { spawnSync } from 'node:child_process';
import { closeSync, fstatSync, openSync, readFileSync, readSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const LAST = 4096;

/**
 * Runs one program to its end. What it prints goes to a file, as a pipe's reader or a log would take it. It sees a home of its own, and no
 * NODE_EXTRA_CA_CERTS: with it Node reads a file of certificates at every start, which slows `node -e 0` and flatters every ratio.
 */
export function runChild({ argv, cwd = undefined, peak = false }, folder) {
  const said = { stdout: join(folder, 'stdout'), stderr: join(folder, 'stderr'), peak: join(folder, 'peak') };
  const env = { ...process.env, HOME: folder, XDG_CACHE_HOME: join(folder, 'cache'), SBCLINT_BENCH_PEAK: said.peak };
  delete env.NODE_EXTRA_CA_CERTS;
  delete env.NODE_OPTIONS;
  rmSync(said.peak, { force: true });
  const [stdout, stderr] = [openSync(said.stdout, 'w'), openSync(said.stderr, 'w')];
  const start = process.hrtime.bigint();
  const { status, signal, error } = spawnSync(argv[0], argv.slice(1), { cwd, env, stdio: ['ignore', stdout, stderr] });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  closeSync(stdout);
  closeSync(stderr);
  if (error) throw error;
  return {
    status: status ?? signal,
    seconds,
    peak: peak ? Number(readFileSync(said.peak, 'utf8')) : null,
    lastOfStdout: () => lastOf(said.stdout),
    stderr: () => readFileSync(said.stderr, 'utf8'),
  };
}

/** The end of a file that may be longer than a string can be. */
function lastOf(path) {
  const file = openSync(path, 'r');
  const { size } = fstatSync(file);
  const bytes = Buffer.alloc(Math.min(size, LAST));
  readSync(file, bytes, 0, bytes.length, size - bytes.length);
  closeSync(file);
  return bytes.toString('latin1');
}
