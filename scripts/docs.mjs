// Writes the generated pages: docs/rules/*.md, from the rules' metadata and the first cases of their tests.
// A test compares them with what is in the folder, so a page cannot drift from its rule.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './load-ts.mjs';

const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
const { status } = spawnSync(process.execPath, [jest, 'test/docs.test.ts', 'test/readme.test.ts'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, UPDATE: '1' },
});
process.exitCode = status ?? 1;
