// Writes what is generated: docs/rules/*.md, from the rules' metadata and the first cases of their tests; the commands on
// docs/vendors/*.md and docs/guides/open-findings.md, from the vendor profiles; what `$ sbclint` prints on any page; the man
// page, from the table of commands; schema/, from the schemas of the program; and docs/performance.md, from what the bench
// measured. Tests compare them with what is in the folder, so that none can drift. One after the other, as two write to the same
// pages; the links of all are checked last.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './load-ts.mjs';

const made = [
  'test/docs.test.ts',
  'test/vendor-pages.test.ts',
  'test/rules/open-reasons.test.ts',
  'test/schemas.test.ts',
  'test/cli/man.test.ts',
  'test/api.test.ts',
  'test/bench/page.test.ts',
  'test/readme.test.ts',
];
const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
for (const page of made) {
  const { status } = spawnSync(process.execPath, [jest, '--runInBand', page], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, UPDATE: '1' },
  });
  if (status !== 0) process.exitCode = status ?? 1;
}
