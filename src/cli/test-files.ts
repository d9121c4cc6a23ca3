import { basename, join } from 'node:path';
import { entriesOf, statOf } from '../host/file-system.js';
import { UsageError } from './usage-error.js';

/** The files that hold tests of checks. */
export const TESTS_ENDING = '.sbclint-test.yaml';

/** Deeper folders than this hold no tests that anybody wrote by hand. */
const DEEPEST = 50;

/** The test files that some paths name: a file itself, those below a folder. */
export function testFiles(paths: readonly string[]): readonly string[] {
  const found = paths.flatMap((path) => {
    const stat = statOf(path);
    if (!stat) throw new UsageError(`no such file or folder: ${path}`);
    if (stat.isDirectory()) return testsBelow(path, 0);
    if (!path.endsWith(TESTS_ENDING)) throw new UsageError(`${path}: the name of a test file ends in ${TESTS_ENDING}`);
    return [path];
  });
  const unique = [...new Set(found)];
  if (unique.length === 0) throw new UsageError(`no test was found: a test file is called NAME${TESTS_ENDING}`);
  return unique;
}

function testsBelow(folder: string, depth: number): readonly string[] {
  const entries = entriesOf(folder);
  if ('failed' in entries) throw new UsageError(`cannot read ${folder}: ${entries.failed}`);
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    // Links are not followed, so that no folder is met twice.
    if (entry.isDirectory()) {
      return depth < DEEPEST && !['node_modules', '.git'].includes(basename(path)) ? testsBelow(path, depth + 1) : [];
    }
    return entry.isFile() && entry.name.endsWith(TESTS_ENDING) ? [path] : [];
  });
}
