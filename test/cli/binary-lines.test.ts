import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inTemporaryFolder, sbclint } from '../support/cli.js';
import { root } from '../support/knowledge.js';

const stores = join(root, 'test', 'fixtures', 'key-store', 'broken', 'input');

it('shows no line of a key store, which holds keys and no text', () =>
  inTemporaryFolder(async (folder) => {
    cpSync(stores, folder, { recursive: true });
    const whole = readFileSync(join(folder, 'cut.jks'));
    // Wherever it is damaged: some of what is said then has a place in the file.
    for (let at = 30; at < whole.length; at += 97) {
      const damaged = Buffer.from(whole);
      damaged[at] = (damaged[at] ?? 0) ^ 0x20;
      writeFileSync(join(folder, 'cut.jks'), damaged);
      const { stdout } = await sbclint(['check', folder, '--peer', 'microsoft-teams-direct-routing']);
      expect(stdout).toContain('cut.jks');
      expect([at, / \| .*\\u\{00\}/.exec(stdout)?.[0]]).toEqual([at, undefined]);
    }
  }));
