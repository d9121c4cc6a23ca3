import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inTemporaryFolder, sbclint, type Outcome } from '../support/cli.js';
import { root } from '../support/knowledge.js';
import { oracleTrunk } from '../support/oracle-text.js';
import { rootPem } from '../support/rule-cases.js';

const trunk = oracleTrunk({ records: { Root: 'Baltimore CyberTrust Root' }, trusted: ['Root'] });
const pem = rootPem('baltimore-cybertrust-root');
const other = rootPem('digicert-global-root-g2');

/** A device each, as folders and side by side, with names that need care. */
const fleet = {
  'a/sbc.cfg': trunk,
  'a/certs/deep/Root.pem': pem,
  'é b/sbc.cfg': trunk,
  'é b/Root.pem': pem,
  'flat/e1.cfg': trunk,
  'flat/e1.Root.pem': pem,
  'flat/e2.cfg': trunk,
  'flat/e2/Root.pem': pem,
  'README.md': 'words',
};

interface Work {
  readonly folder: string;
  readonly write: (files: Readonly<Record<string, string>>) => void;
  readonly git: (...args: string[]) => string;
  readonly commit: () => void;
  readonly run: (
    argv: readonly string[],
    more?: { readonly in?: string; readonly list?: string; readonly variables?: Record<string, string> },
  ) => Promise<Outcome>;
  /** `<device> <kind>` of what is said of the root that the peer asks for. */
  readonly said: (
    argv: readonly string[],
    more?: { readonly in?: string; readonly list?: string },
  ) => Promise<readonly string[]>;
}

async function inRepository(
  files: Readonly<Record<string, string>>,
  work: (given: Work) => Promise<void>,
  init = true,
): Promise<void> {
  await inTemporaryFolder(async (given) => {
    const folder = realpathSync(given);
    const clean = {
      PATH: process.env['PATH'] ?? '',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      HOME: folder,
    };
    const git = (...args: string[]) =>
      execFileSync(
        'git',
        ['-c', 'user.name=T', '-c', 'user.email=t@example.invalid', '-c', 'init.defaultBranch=main', ...args],
        { cwd: folder, env: clean, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
      );
    const write = (more: Readonly<Record<string, string>>) => {
      for (const [path, content] of Object.entries(more)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), content);
      }
    };
    write(files);
    const commit = () => {
      git('add', '-A');
      git('commit', '-qm', 'x');
    };
    if (init) {
      git('init', '-q');
      commit();
    }
    const before = process.cwd();
    const run: Work['run'] = async (argv, more = {}) => {
      process.chdir(join(folder, more.in ?? ''));
      try {
        return await sbclint(argv, {
          variables: { ...clean, ...more.variables },
          readStdin: () => Buffer.from(more.list ?? ''),
        });
      } finally {
        process.chdir(before);
      }
    };
    const said: Work['said'] = async (argv, more) => {
      const { stdout, stderr } = await run([...argv, '--format', 'json'], more);
      if (stdout === '') throw new Error(stderr);
      const { findings } = JSON.parse(stdout) as {
        findings: { ruleId: string; device: string | null; kind: string; trustAnchor: { name: string } | null }[];
      };
      return findings
        .filter(
          ({ ruleId, trustAnchor }) =>
            ruleId === 'missing-trust-anchor' && trustAnchor?.name === 'DigiCert Global Root G2',
        )
        .map(({ device, kind }) => `${device ?? ''} ${kind}`);
    };
    await work({ folder, write, git, commit, run, said });
  });
}

const wholeFleet = ['a fail', 'flat/e1 fail', 'flat/e2 fail', 'é b fail'];

it('what is staged is checked, before the first commit too', async () => {
  await inRepository(fleet, async ({ git, said, run, commit }) => {
    git('update-ref', '-d', 'HEAD');
    expect(await said(['--staged'])).toEqual(wholeFleet);
    commit();
    expect(await run(['--staged'])).toMatchObject({ code: 0, stderr: 'sbclint: nothing to check: no file changed\n' });
  });
});

describe.each<[string, string, readonly string[]]>([
  ['a configuration', 'a/sbc.cfg', ['a']],
  ['evidence far below its configuration', 'a/certs/deep/Root.pem', ['a']],
  ['evidence with spaces and letters', 'é b/Root.pem', ['é b']],
  ['evidence by its stem', 'flat/e1.Root.pem', ['flat/e1']],
  ['evidence in the folder of a stem', 'flat/e2/Root.pem', ['flat/e2']],
  ['what is no export', 'README.md', []],
])('%s', (_, path, devices) => {
  it('changed alone leads to its device, however it is found out', async () => {
    await inRepository(fleet, async ({ write, git, said, folder }) => {
      const text = readFileSync(join(folder, path), 'utf8');
      write({ [path]: `${text}\n` });
      const expected = devices.map((device) => `${device} fail`);
      expect(await said(['--since', 'HEAD'])).toEqual(expected);
      expect(await said(['--staged'])).toEqual([]);
      expect(await said(['--files-from', '-'], { list: path })).toEqual(expected);
      expect(await said(['--changed-files', path])).toEqual(expected);
      git('add', '-A');
      write({ [path]: 'not staged' });
      expect(await said(['--staged'])).toEqual(expected);
    });
  });
});

it.each([
  ['a/certs/deep/Root.pem', 'a'],
  ['flat/e2/Root.pem', 'flat/e2'],
])('%s deleted leaves its device without it, also where it still lies on the disk', async (path, device) => {
  await inRepository(fleet, async ({ git, said, folder, run }) => {
    git('rm', '-q', '--cached', path);
    expect(await said(['--staged'])).toEqual([`${device} open`]);
    rmSync(join(folder, path));
    expect(await said(['--since', 'HEAD'])).toEqual([`${device} open`]);
    expect(await said(['--changed-files'])).toEqual([`${device} open`]);
    expect(await said(['--files-from', '-'], { list: path })).toEqual([`${device} open`]);
    expect((await run(['--files-from', '-'], { list: path })).stderr).toContain(path);
  });
});

it('evidence that is replaced by what is none leads to its device', async () => {
  await inRepository(fleet, async ({ write, said, run }) => {
    write({ 'a/certs/deep/Root.pem': 'gone wrong' });
    expect(await said(['--since', 'HEAD'])).toEqual(['a open']);
    expect((await run(['--since', 'HEAD'])).stdout).toContain('holds no certificate');
  });
});

it('a file that is renamed is gone from one device and new at the other', async () => {
  await inRepository(fleet, async ({ git, said }) => {
    git('mv', 'flat/e1.Root.pem', 'flat/e2.Root.pem');
    expect(await said(['--staged'])).toEqual(['flat/e1 open', 'flat/e2 fail']);
  });
});

it('what is staged counts for the whole device, and nothing else does', async () => {
  await inRepository(fleet, async ({ write, git, said }) => {
    write({ 'a/sbc.cfg': `${trunk}\n` });
    git('add', '-A');
    // Not staged: better evidence, and a configuration beside it that would take the evidence away.
    write({ 'a/certs/deep/Root.pem': other, 'a/certs/sbc.cfg': trunk });
    expect(await said(['--staged'])).toEqual(['a fail']);
    expect(await said(['--since', 'HEAD'])).toEqual(['a open']);
  });
});

it('batches say what one call says', async () => {
  await inRepository(
    { ...fleet, 'more/e1.cfg': trunk, 'more/e2.cfg': trunk, 'more/e1.Root.pem': pem },
    async ({ said, run }) => {
      const paths = [
        'a/sbc.cfg',
        'a/certs/deep/Root.pem',
        'é b/sbc.cfg',
        'é b/Root.pem',
        'flat/e1.cfg',
        'flat/e1.Root.pem',
        'flat/e2.cfg',
        'flat/e2/Root.pem',
        'more/e1.cfg',
        'more/e1.Root.pem',
        'more/e2.cfg',
        'README.md',
      ];
      const whole = await said(['--files-from', '-'], { list: paths.join('\r\n') });
      expect(whole).toEqual([...wholeFleet, 'more/e1 fail', 'more/e2 open'].sort());
      const single = new Set<string>();
      for (const path of paths) for (const each of await said(['--changed-files', path])) single.add(each);
      expect([...single].sort()).toEqual(whole);
      const lines = async (argv: readonly string[]) =>
        (await run([...argv, '--format', 'concise'])).stdout.split('\n').slice(0, -2);
      const batches = [
        ...(await lines(['--changed-files', ...paths.slice(0, 5)])),
        ...(await lines(['--changed-files', ...paths.slice(5)])),
      ];
      expect([...new Set(batches)].sort()).toEqual([...(await lines(['--changed-files', ...paths]))].sort());
    },
  );
});

it('settings that put a device together lead from its evidence to its configuration', async () => {
  const files = {
    'sbclint.yaml': 'devices: [{ id: core, configuration: conf/core.cfg, evidence: [certs/Root.pem] }]\n',
    'conf/core.cfg': trunk,
    'certs/Root.pem': pem,
  };
  await inRepository(files, async ({ write, git, said, run }) => {
    write({ 'certs/Root.pem': `${pem}\n` });
    expect(await said(['--since', 'HEAD'])).toEqual(['core fail']);
    git('add', '-A');
    expect(await said(['--staged'])).toEqual(['core fail']);
    git('rm', '-qf', '--cached', 'certs/Root.pem');
    const { code, stderr } = await run(['--staged']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('certs/Root.pem')]);
  });
});

it('settings are read from the disk, with a word where something else is staged', async () => {
  const files = { ...fleet, 'sbclint.yaml': 'rules: { missing-trust-anchor: warning }\n' };
  await inRepository(files, async ({ write, git, run }) => {
    write({ 'a/sbc.cfg': `${trunk}\n` });
    git('add', '-A');
    expect((await run(['--staged'])).stderr).toBe('');
    write({ 'sbclint.yaml': 'rules: { missing-trust-anchor: off }\n' });
    expect((await run(['--staged'])).stderr).toBe(
      'sbclint: sbclint.yaml is read as it lies in the work tree, which is not what is staged\n',
    );
  });
});

it('works below the top and shows paths as seen from there; paths limit it', async () => {
  await inRepository(fleet, async ({ write, git, said, run }) => {
    write({ 'a/sbc.cfg': `${trunk}\n`, 'flat/e1.cfg': `${trunk}\n` });
    git('add', '-A');
    const { stdout } = await run(['--staged', '--format', 'concise'], { in: 'flat' });
    expect(stdout).toMatch(/^e1\.cfg:.*missing-trust-anchor/m);
    expect(stdout).toMatch(/^\.\.\/a\/sbc\.cfg:.*missing-trust-anchor/m);
    expect(await said(['--staged', '.'], { in: 'flat' })).toEqual(['e1 fail']);
    expect(await said(['--since', 'HEAD', 'a'])).toEqual(['a fail']);
    expect((await run(['--staged', 'none'])).code).toBe(2);
  });
});

it('since a branch was left, with what nobody added yet, and not what came on the other one', async () => {
  await inRepository(fleet, async ({ write, git, commit, said, run }) => {
    git('checkout', '-qb', 'side');
    write({ 'a/sbc.cfg': `${trunk}\n` });
    commit();
    git('checkout', '-q', 'main');
    write({ 'é b/sbc.cfg': `${trunk}\n` });
    commit();
    git('checkout', '-q', 'side');
    write({ 'new/sbc.cfg': trunk, 'ignored/sbc.cfg': trunk, '.gitignore': 'ignored/\n' });
    expect(await said(['--since', 'main'])).toEqual(['a fail', 'new open']);
    git('checkout', '-q', '--orphan', 'alone');
    commit();
    expect(await run(['--since', 'main'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no common commit') as string,
    });
  });
});

it('a work tree of its own, and an index of its own for a commit of named files', async () => {
  await inRepository(fleet, async ({ folder, write, git, said, run }) => {
    git('worktree', 'add', '-q', 'tree', '-b', 'tree');
    write({ 'tree/a/sbc.cfg': `${trunk}\n` });
    execFileSync('git', ['add', '-A'], { cwd: join(folder, 'tree') });
    expect(await said(['--staged'], { in: 'tree' })).toEqual(['a fail']);
    // As git sets it for the hooks of `git commit FILE`.
    const index = { GIT_INDEX_FILE: join('.git', 'next-index-1.lock') };
    write({ 'flat/e1.cfg': `${trunk}\n` });
    execFileSync('git', ['read-tree', 'HEAD'], { cwd: folder, env: { ...process.env, ...index } });
    execFileSync('git', ['add', 'flat/e1.cfg'], { cwd: folder, env: { ...process.env, ...index } });
    expect((await run(['--staged', '--format', 'concise'], { variables: index })).stdout).toContain('flat/e1.cfg');
    // One that lies elsewhere belongs to another repository, and so may all other variables of git.
    const foreign = { GIT_INDEX_FILE: join(folder, 'tree', 'index'), GIT_DIR: join(root, '.git'), GIT_WORK_TREE: root };
    expect((await run(['--staged'], { variables: foreign })).stderr).toContain('nothing to check');
  });
});

it.each<[string, readonly string[], string]>([
  ['no such commit', ['--since', 'none'], 'none is no commit of this repository'],
  ['a flag for a commit', ['--since=--output=x'], '--since wants a commit'],
  ['both', ['--staged', '--since', 'HEAD'], 'one of them at a time'],
  ['a list as well', ['--staged', '--files-from', '-'], 'one of them at a time'],
  ['standard input as well', ['--stdin', '--staged'], '--stdin takes no paths'],
  ['a patch over what is not staged', ['patch', '--staged', '--in-place'], '--in-place does not go with --staged'],
])('a wrong request: %s', async (_, argv, message) => {
  await inRepository(fleet, async ({ run }) => {
    expect(await run(argv)).toMatchObject({ code: 2, stderr: expect.stringContaining(message) as string });
  });
});

it('without git, outside a repository and in the folder of git itself it says so', async () => {
  await inRepository(
    fleet,
    async ({ run, git, said, commit }) => {
      expect(await run(['--staged'])).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('not a git repository') as string,
      });
      expect(await run(['--since', 'HEAD'], { variables: { PATH: '.' } })).toMatchObject({
        code: 2,
        stderr: 'sbclint: --since needs git, and there is none on the PATH\n',
      });
      expect(await said(['--changed-files', 'a/certs/deep/Root.pem'])).toEqual(['a fail']);
      git('init', '-q');
      commit();
      expect((await run(['--staged'], { in: '.git' })).code).toBe(2);
    },
    false,
  );
});

it('a merge conflict is nothing that could be committed', async () => {
  await inRepository(fleet, async ({ write, git, commit, run }) => {
    git('checkout', '-qb', 'side');
    write({ 'a/sbc.cfg': 'one' });
    commit();
    git('checkout', '-q', 'main');
    write({ 'a/sbc.cfg': 'two' });
    commit();
    expect(() => git('merge', 'side')).toThrow();
    expect(await run(['--staged'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('merge conflict') as string,
    });
  });
});

it('a staged link is followed within the repository only', async () => {
  await inRepository(fleet, async ({ folder, git, said, run }) => {
    mkdirSync(join(folder, 'linked'));
    symlinkSync('../a/sbc.cfg', join(folder, 'linked', 'sbc.cfg'));
    git('add', '-A');
    expect(await said(['--staged'])).toEqual(['linked open']);
    renameSync(join(folder, 'linked'), join(folder, 'out'));
    rmSync(join(folder, 'out', 'sbc.cfg'));
    symlinkSync('/etc/hostname', join(folder, 'out', 'sbc.cfg'));
    git('add', '-A');
    const { code, stdout } = await run(['--staged']);
    expect([code, stdout]).toEqual([3, expect.stringContaining('leads to nothing that is staged')]);
  });
});

it('a list without files, or of files that are gone, is no mistake', async () => {
  await inRepository(fleet, async ({ run }) => {
    expect(await run(['--files-from', '-'], { list: '' })).toMatchObject({
      code: 0,
      stderr: 'sbclint: nothing to check: no file changed\n',
    });
    expect(await run(['--changed-files'])).toMatchObject({ code: 0 });
    const { code, stderr } = await run(['--files-from', '-'], { list: '\ufeffnone/x.md\r\n' });
    expect([code, stderr]).toEqual([0, expect.stringContaining('none/x.md')]);
  });
});

it('nothing that a repository names is run', async () => {
  await inRepository(fleet, async ({ folder, write, git, run }) => {
    write({ 'a/sbc.cfg': `${trunk}\n`, '.gitattributes': '*.cfg diff=evil\n' });
    git('add', '-A');
    const touch = `touch ${join(folder, 'ran')} #`;
    for (const name of ['core.fsmonitor', 'diff.external', 'diff.evil.command', 'diff.evil.textconv', 'core.pager'])
      git('config', name, touch);
    await run(['--staged']);
    await run(['--since', 'HEAD']);
    expect(() => readFileSync(join(folder, 'ran'))).toThrow();
  });
});
