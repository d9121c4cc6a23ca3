// The same case through the command line: documented exit codes only, the same verdict, and no secret on either stream.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../../scripts/load-ts.mjs';
import { filesBelow } from './fixtures.mjs';
import { shownSecret } from './secrets.mjs';

const DEADLINE = 60_000;

export function writeFolder(folder, files) {
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
}

const COMMANDS = [
  ['check'],
  ['check', '--format', 'json'],
  ['patch', '--out', 'pack'],
  ['patch', '--assume-missing', '--out', 'pack'],
  ['patch', '--check', '--format', 'diff'],
  ['simulate'],
  ['timeline'],
  ['inspect'],
];

export function commandLine(one, dice, expected) {
  const { fixture, files } = one;
  const folder = mkdtempSync(join(tmpdir(), 'sbclint-fuzz-'));
  try {
    const input = join(folder, 'input');
    mkdirSync(input);
    writeFolder(input, files);
    const [command, ...flags] = dice.pick(COMMANDS);
    const peer = fixture.options.peer ? ['--peer', fixture.options.peer] : [];
    const argv = [command, 'input', '--as-of', fixture.options.asOf, ...peer, ...flags];
    const run = spawnSync(process.execPath, [join(root, 'dist/cli.cjs'), ...argv], {
      cwd: folder,
      encoding: 'latin1',
      timeout: DEADLINE,
      killSignal: 'SIGKILL',
      maxBuffer: 1 << 28,
      env: { PATH: process.env.PATH, NO_COLOR: '1' },
    });
    const said = `sbclint ${argv.join(' ')}`;
    const wrong = [];
    if (![0, 1, 2, 3].includes(run.status)) {
      wrong.push({ check: 'exit-code', detail: `${said}: ${run.status ?? run.signal} ${run.stderr.slice(0, 600)}` });
    } else if (command === 'check' && run.status !== expected) {
      wrong.push({ check: 'exit-code', detail: `${said}: ${run.status}, and the library says ${expected}` });
    }
    for (const [path, bytes] of filesBelow(input)) {
      if (Buffer.compare(bytes, files.get(path) ?? Buffer.alloc(0)) !== 0) {
        wrong.push({ check: 'input-changed', detail: `${said}: ${path}` });
      }
    }
    const secret = shownSecret(run.stdout + run.stderr, one);
    if (secret !== null) wrong.push({ check: 'secret', detail: `${said}: ${secret}` });
    return wrong;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
