import { fstatSync, statSync } from 'node:fs';

/** Whether a stream of the process is a terminal. `process.stdout` costs milliseconds, so a file, a pipe and /dev/null are told without. */
export function isTerminal(stream: 'stdout' | 'stderr'): boolean {
  try {
    const stat = fstatSync(stream === 'stdout' ? 1 : 2);
    if (!stat.isCharacterDevice() || stat.rdev === statSync('/dev/null', { throwIfNoEntry: false })?.rdev) return false;
  } catch {
    return false;
  }
  return process[stream].isTTY;
}
