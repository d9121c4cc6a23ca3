import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyScript, rollbackScript } from '../../../src/fixers/key-store/script.js';
import { inTemporaryFolder } from '../../support/cli.js';

/** Keeps aliases in the store's file, one a line, and refuses one that is there, as keytool does. */
const KEYTOOL = `#!/bin/sh
echo "$@" >>"$LOG"
what=$1
while [ $# -gt 0 ]; do
  case $1 in -alias) alias=$2;; -keystore) store=$2;; esac
  shift
done
case $what in
-importcert) grep -qx "$alias" "$store" && exit 1; echo "$alias" >>"$store";;
-delete) grep -qx "$alias" "$store" || exit 1; grep -vx "$alias" "$store" >"$store.new"; mv "$store.new" "$store";;
esac
`;

it('the scripts add what is not there, and take back only that', async () => {
  await inTemporaryFolder((folder) => {
    const entries = ['a', 'b'].map((alias) => ({ file: `trust-anchors/${alias}.pem`, alias }));
    mkdirSync(join(folder, 'bin'));
    writeFileSync(join(folder, 'bin', 'keytool'), KEYTOOL);
    chmodSync(join(folder, 'bin', 'keytool'), 0o755);
    writeFileSync(join(folder, 'apply.sh'), applyScript(entries, null));
    writeFileSync(join(folder, 'rollback.sh'), rollbackScript(null));
    const store = join(folder, 'my store');
    writeFileSync(store, 'old\nb\n');
    const env = {
      PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
      LOG: join(folder, 'log'),
      KEYSTORE: store,
      KEYSTORE_PASSWORD: 'planted',
    };
    const run = (script: string) => spawnSync('sh', [join(folder, script)], { env, encoding: 'utf8' });

    expect(run('apply.sh').status).toBe(1);
    expect([readFileSync(store, 'utf8'), readFileSync(join(folder, 'added.txt'), 'utf8')]).toEqual([
      'old\nb\na\n',
      'a\n',
    ]);
    expect(run('rollback.sh').status).toBe(0);
    expect([readFileSync(store, 'utf8'), existsSync(join(folder, 'added.txt'))]).toEqual(['old\nb\n', false]);
    expect(run('rollback.sh').stdout).toContain('nothing was added');
    expect(readFileSync(join(folder, 'log'), 'utf8')).not.toContain('planted');
    return Promise.resolve();
  });
});

it('a JCEKS store is named as such, and nothing else is', () => {
  const entry = { file: 'trust-anchors/a.pem', alias: 'a' };
  expect(applyScript([entry], 'JCEKS')).toContain('-storetype JCEKS');
  expect(applyScript([entry], null)).not.toContain('-storetype');
  execFileSync('sh', ['-n', '-c', applyScript([entry], 'JCEKS')]);
});
