// Shows sbclint on the fleet in examples/. That fleet has failures by design, so only a run that broke fails the demo.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cli = join(root, 'dist', 'cli.cjs');

/** Exit codes after which nothing that was shown can be believed: a wrong request, a bug, a patch that was not proven. */
const BROKEN = new Set([2, 4]);

const RUNS = [
  ['check', 'examples/fleet', '--as-of', '2026-11-22'],
  ['patch', 'examples/fleet/porto', 'examples/fleet/vienna', '--as-of', '2026-11-22'],
];

/** Runs a script of Node with the terminal of this process; a run that was killed counts as a bug. */
function node(...args) {
  return spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 4;
}

if (!existsSync(cli)) {
  const status = node(join('scripts', 'build.mjs'), '--no-types');
  if (status !== 0) process.exit(status);
}

for (const [index, run] of RUNS.entries()) {
  console.log(`${index === 0 ? '' : '\n'}$ npx sbclint ${run.join(' ')}\n`);
  const status = node(cli, ...run);
  if (BROKEN.has(status)) process.exitCode = status;
}
