// What the acceptance scripts share: the built program as a process of its own, and a fleet made of the example's sites.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clearInterval, setInterval } from 'node:timers';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const AS_OF = ['--as-of', '2026-11-22'];
const program = join(root, 'dist', 'cli.cjs');

/** Runs the program to its end. */
export function sbclint(argv, cwd) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...argv], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 512 * 1024 * 1024,
  });
  return { code: status, stdout, stderr };
}

/** Starts the program and kills it as soon as `isTime` says so; tells whether it was killed. */
export async function killed(argv, cwd, isTime) {
  const child = spawn(process.execPath, [program, ...argv], { cwd, stdio: 'ignore' });
  const ended = new Promise((resolve) => child.on('exit', (code, signal) => resolve(signal)));
  const timer = setInterval(() => isTime() && child.kill('SIGKILL'), 2);
  const signal = await ended;
  clearInterval(timer);
  return signal === 'SIGKILL';
}

export async function inFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'sbclint-acceptance-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every file below a folder with its hash. */
export function hashes(folder) {
  return new Map(
    filesBelow(folder).map((path) => [
      path,
      createHash('sha256')
        .update(readFileSync(join(folder, path)))
        .digest('hex'),
    ]),
  );
}

export function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** The same numbers each time, so that a failure can be looked at again. */
export function random(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % below;
  };
}

/** So many sites below regions, each a copy of a site of the example, AudioCodes with other releases here and there. */
export function writeFleet(folder, size, seed = 20261122) {
  const example = join(root, 'examples', 'fleet');
  const sites = readdirSync(example).sort();
  const next = random(seed);
  for (let i = 0; i < size; i++) {
    const site = sites[next(sites.length)];
    const home = join(folder, `region-${next(5)}`, `${site}-${String(i).padStart(4, '0')}`);
    mkdirSync(home, { recursive: true });
    cpSync(join(example, site), home, { recursive: true });
    const release = ['7.40A.500.357', '7.40A.600.232', '7.20A.258.457'][next(3)];
    for (const name of readdirSync(home).filter((each) => each.endsWith('.ini'))) {
      const text = readFileSync(join(home, name), 'latin1');
      writeFileSync(join(home, name), text.replace(/(Software Version: )\S+/, `$1${release}`), 'latin1');
    }
  }
}

export function step(text) {
  console.log(`ok  ${text}`);
}

export { assert };
