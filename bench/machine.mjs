import { spawnSync } from 'node:child_process';
import { arch, availableParallelism, platform, totalmem } from 'node:os';
import { root } from './root.mjs';

/** What the figures were measured on; nothing that names the machine. */
export function machine() {
  return {
    cores: availableParallelism(),
    memoryGB: Math.round(totalmem() / 1e9),
    node: process.version,
    system: `${platform()} ${arch()}`,
  };
}

/** The commit that was measured, with `-dirty` where files differ from it; null where there is no git. */
export function commit() {
  const { status, stdout } = spawnSync('git', ['describe', '--always', '--dirty', '--abbrev=40', '--exclude=*'], {
    cwd: root,
    encoding: 'utf8',
  });
  return status === 0 ? stdout.trim() : null;
}
