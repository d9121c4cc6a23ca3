import type * as fs from 'node:fs';
import {
  chmodSync,
  chownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { writeParts, writeWhole } from '../../src/host/write.js';
import { inTemporaryFolder } from '../support/cli.js';

/** The module object that the code under test calls through. */
const disk: typeof fs = jest.requireActual('node:fs');

afterEach(() => jest.restoreAllMocks());

const inFolder = (work: (folder: string) => void) =>
  inTemporaryFolder((folder) => Promise.resolve(work(realpathSync(folder))));

function failure(code: string): Error {
  return Object.assign(new Error(`${code}: what the system says, rename '/x/.sbclint-1-00000000.tmp' -> '/x/a'`), {
    code,
  });
}

function failing(
  name: 'renameSync' | 'writeSync' | 'fsyncSync' | 'fchmodSync',
  code: string,
  times = Infinity,
): () => number {
  const real = disk[name] as (...args: unknown[]) => unknown;
  let calls = 0;
  jest.spyOn(disk, name).mockImplementation(((...args: unknown[]) => {
    calls += 1;
    if (calls <= times) throw failure(code);
    return real(...args);
  }) as never);
  return () => calls;
}

/** What the write does to the disk, in order: `write`, `fsync` and `rename`, each with the name it is about. */
function recorded(): readonly string[] {
  const done: string[] = [];
  const names = new Map<number, string>();
  const short = (path: unknown) => String(path).replace(/^.*[\\/]\.sbclint-\d+-[0-9a-f]{8}\.tmp$/, 'temporary');
  const { openSync, writeSync, fsyncSync, renameSync } = disk;
  jest.spyOn(disk, 'openSync').mockImplementation(((path: string, ...rest: [string]) => {
    const file = openSync(path, ...rest);
    names.set(file, short(path));
    return file;
  }) as never);
  jest.spyOn(disk, 'writeSync').mockImplementation(((file: number, ...rest: [Uint8Array]) => {
    done.push(`write ${names.get(file)}`);
    return writeSync(file, ...rest);
  }) as never);
  jest.spyOn(disk, 'fsyncSync').mockImplementation((file) => {
    done.push(`fsync ${names.get(file)}`);
    fsyncSync(file);
  });
  jest.spyOn(disk, 'renameSync').mockImplementation((from, to) => {
    done.push(`rename ${short(from)} ${short(to)}`);
    renameSync(from, to);
  });
  return done;
}

describe('a file is written whole or not at all', () => {
  it('beside itself, to the disk, renamed, and the name to the disk', () =>
    inFolder((folder) => {
      const file = join(folder, 'edge.cfg');
      writeFileSync(file, 'old');
      const done = recorded();
      writeWhole(file, 'new');
      expect(done).toEqual(['write temporary', 'fsync temporary', `rename temporary ${file}`, `fsync ${folder}`]);
      expect(readFileSync(file, 'utf8')).toBe('new');
    }));

  it('with the names of the folders that were made for it', () =>
    inFolder((folder) => {
      const done = recorded();
      writeWhole(join(folder, 'a', 'b', 'edge.cfg'), 'new');
      const folders = [join(folder, 'a', 'b'), join(folder, 'a'), folder];
      expect(done.filter((each) => each.startsWith('fsync /') || /^fsync [A-Z]:/.test(each))).toEqual(
        folders.map((each) => `fsync ${each}`),
      );
    }));

  it.each(['writeSync', 'fsyncSync', 'fchmodSync', 'renameSync'] as const)('when %s fails the old one stays', (name) =>
    inFolder((folder) => {
      const file = join(folder, 'edge.cfg');
      writeFileSync(file, 'old');
      failing(name, 'ENOSPC');
      expect(() => writeWhole(file, 'new')).toThrow(`${file} cannot be written: ENOSPC: what the system says`);
      expect(() => writeWhole(file, 'new')).not.toThrow(/\.tmp/);
      expect([readdirSync(folder), readFileSync(file, 'utf8')]).toEqual([['edge.cfg'], 'old']);
    }),
  );

  it('when its content cannot be made the old one stays', () =>
    inFolder((folder) => {
      const file = join(folder, 'plan.json');
      writeFileSync(file, 'old');
      const parts = function* () {
        yield 'half';
        throw new Error('a bug');
      };
      expect(() => writeParts(file, parts())).toThrow(/^a bug$/);
      expect([readdirSync(folder), readFileSync(file, 'utf8')]).toEqual([['plan.json'], 'old']);
    }));

  it('where the file system knows no fsync', () =>
    inFolder((folder) => {
      failing('fsyncSync', 'EINVAL');
      writeWhole(join(folder, 'edge.cfg'), 'new');
      expect(readFileSync(join(folder, 'edge.cfg'), 'utf8')).toBe('new');
    }));

  it('with a name as long as names can be', () =>
    inFolder((folder) => {
      const file = join(folder, 'x'.repeat(255));
      writeWhole(file, 'new');
      expect(readFileSync(file, 'utf8')).toBe('new');
    }));
});

describe('what a file was it stays', () => {
  it('untouched where it holds these bytes already', () =>
    inFolder((folder) => {
      const file = join(folder, 'edge.cfg');
      writeFileSync(file, 'same');
      const state = () =>
        [file, folder]
          .map((path) => statSync(path, { bigint: true }))
          .map((stat) => [stat.ino, stat.mtimeNs, stat.ctimeNs]);
      const before = state();
      const done = recorded();
      writeWhole(file, 'same');
      writeWhole(file, Buffer.from('same'), { before: Buffer.from('what it was') });
      expect([done, state()]).toEqual([[], before]);
    }));

  it.each([0o600, 0o640, 0o664, 0o755, 0o444])('of mode %o', (mode) =>
    inFolder((folder) => {
      const file = join(folder, 'edge.cfg');
      writeFileSync(file, 'old');
      chmodSync(file, mode);
      writeWhole(file, 'new');
      expect(statSync(file).mode & 0o7777).toBe(mode);
    }),
  );

  it('of its owner, and of what its owner lets it run as', () =>
    inFolder((folder) => {
      const file = join(folder, 'edge.cfg');
      writeFileSync(file, 'old');
      if (process.getuid?.() === 0) chownSync(file, 65534, 65534);
      chmodSync(file, 0o4750);
      const { uid, gid } = statSync(file);
      expect(writeWhole(file, 'new')).toEqual({ ownerKept: true });
      const after = statSync(file);
      expect([after.uid, after.gid, after.mode & 0o7777]).toEqual([uid, gid, 0o4750]);
    }));

  it('says where the owner cannot be kept, and lets another group do no more than everybody', () =>
    inFolder((folder) => {
      const file = join(folder, 'edge.cfg');
      writeFileSync(file, 'old');
      chmodSync(file, 0o4674);
      const { fstatSync } = disk;
      jest
        .spyOn(disk, 'fstatSync')
        .mockImplementation(((open: number) => Object.assign(fstatSync(open), { uid: 4711, gid: 4711 })) as never);
      jest.spyOn(disk, 'fchownSync').mockImplementation(() => {
        throw failure('EPERM');
      });
      expect(writeWhole(file, 'new')).toEqual({ ownerKept: false });
      expect(statSync(file).mode & 0o7777).toBe(0o644);
    }));

  it('a link, whose target is replaced', () =>
    inFolder((folder) => {
      mkdirSync(join(folder, 'real'));
      writeFileSync(join(folder, 'real', 'edge.cfg'), 'old');
      symlinkSync(join('real', 'edge.cfg'), join(folder, 'first'));
      symlinkSync('first', join(folder, 'second'));
      writeWhole(join(folder, 'second'), 'new');
      expect(['first', 'second'].map((name) => lstatSync(join(folder, name)).isSymbolicLink())).toEqual([true, true]);
      expect(readFileSync(join(folder, 'real', 'edge.cfg'), 'utf8')).toBe('new');
    }));

  it('for its other hard links, which are often a backup', () =>
    inFolder((folder) => {
      writeFileSync(join(folder, 'edge.cfg'), 'old');
      linkSync(join(folder, 'edge.cfg'), join(folder, 'backup.cfg'));
      writeWhole(join(folder, 'edge.cfg'), 'new');
      expect(['edge.cfg', 'backup.cfg'].map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual([
        'new',
        'old',
      ]);
    }));

  it('a folder, or a link that leads nowhere', () =>
    inFolder((folder) => {
      symlinkSync('nowhere', join(folder, 'link'));
      mkdirSync(join(folder, 'home'));
      expect(() => writeWhole(join(folder, 'link'), 'new')).toThrow(/link is a link that leads nowhere$/);
      expect(() => writeWhole(join(folder, 'home'), 'new')).toThrow(/home is a folder$/);
      expect(readdirSync(folder).sort()).toEqual(['home', 'link']);
    }));
});

describe('a file that somebody else is busy with', () => {
  it.each(['EBUSY', 'EPERM', 'EACCES', 'ETXTBSY'])('%s for a moment is waited for', (code) =>
    inFolder((folder) => {
      const calls = failing('renameSync', code, 3);
      writeWhole(join(folder, 'edge.cfg'), 'new');
      expect([calls(), readdirSync(folder)]).toEqual([4, ['edge.cfg']]);
    }),
  );

  it('for longer is an error that says so', () =>
    inFolder((folder) => {
      const waits = jest.spyOn(Atomics, 'wait').mockReturnValue('timed-out');
      failing('renameSync', 'EBUSY');
      expect(() => writeWhole(join(folder, 'edge.cfg'), 'new')).toThrow(/EBUSY.*held by another program/);
      const times = waits.mock.calls.map(([, , , milliseconds]) => Number(milliseconds));
      expect(times.every((each, i) => each > (times[i - 1] ?? 0))).toBe(true);
      const whole = times.reduce((sum, each) => sum + each, 0);
      expect([whole > 1000, whole < 5000, readdirSync(folder)]).toEqual([true, true, []]);
    }));

  it('what waiting does not mend is not waited for', () =>
    inFolder((folder) => {
      const calls = failing('renameSync', 'EIO');
      expect(() => writeWhole(join(folder, 'edge.cfg'), 'new')).toThrow(/EIO/);
      expect(calls()).toBe(1);
    }));

  it.each([
    ['changed', (file: string) => writeFileSync(file, 'theirs')],
    ['removed', (file: string) => rmSync(file)],
  ])('and %s since it was read is left alone', (_, change) =>
    inFolder((folder) => {
      const file = join(folder, 'edge.cfg');
      writeFileSync(file, 'read');
      const { fsyncSync } = disk;
      jest.spyOn(disk, 'fsyncSync').mockImplementation((open) => {
        fsyncSync(open);
        change(file);
      });
      expect(() => writeWhole(file, 'new', { before: Buffer.from('read') })).toThrow(/changed after it was read/);
      const left = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
      expect(left.join()).toMatch(/^(theirs)?$/);
    }),
  );

  it('and made since nothing was there is left alone', () =>
    inFolder((folder) => {
      const file = join(folder, 'sbclint.yaml');
      writeFileSync(file, 'theirs');
      expect(() => writeWhole(file, 'new', { before: null })).toThrow(/changed after it was read/);
      expect(readFileSync(file, 'utf8')).toBe('theirs');
      writeWhole(join(folder, 'new.yaml'), 'new', { before: null });
      expect(readdirSync(folder).sort()).toEqual(['new.yaml', 'sbclint.yaml']);
    }));
});

describe('who may read a new file', () => {
  const modes = (folder: string) => ['made', 'made/file'].map((path) => statSync(join(folder, path)).mode & 0o777);

  it.each([
    [0o022, 'owner', [0o700, 0o600]],
    [0o000, 'owner', [0o700, 0o600]],
    [0o022, 'umask', [0o755, 0o644]],
    [0o027, 'umask', [0o750, 0o640]],
  ] as const)('umask %o, for its %s', (umask, readers, expected) =>
    inFolder((folder) => {
      const before = process.umask(umask);
      try {
        writeWhole(join(folder, 'made', 'file'), 'new', { readers });
      } finally {
        process.umask(before);
      }
      expect(modes(folder)).toEqual(expected);
    }),
  );

  it('nobody reads it before it has the mode of the file that it replaces', () =>
    inFolder((folder) => {
      const file = join(folder, 'edge.cfg');
      writeFileSync(file, 'old');
      chmodSync(file, 0o400);
      const seen: number[] = [];
      const { writeSync } = disk;
      jest.spyOn(disk, 'writeSync').mockImplementation(((open: number, ...rest: [Uint8Array]) => {
        seen.push(disk.fstatSync(open).mode & 0o777);
        return writeSync(open, ...rest);
      }) as never);
      writeWhole(file, 'new', { readers: 'umask' });
      expect(seen).toEqual([0o600]);
    }));
});

describe('what a killed run left', () => {
  const gone = () => spawnSync(process.execPath, ['--version']).pid;
  const named = (id: number) => `.sbclint-${id}-0badc0de.tmp`;

  it('is removed by the next that writes there; what may still be written stays, and so does all else', () =>
    inFolder((folder) => {
      const others = [
        named(process.pid),
        named(process.ppid),
        '.sbclint-0-0badc0de.tmp',
        `x${named(4711)}`,
        '.a.4711.tmp',
      ];
      for (const name of [named(gone()), ...others]) writeFileSync(join(folder, name), 'half');
      const folderOfThatName = named(gone());
      mkdirSync(join(folder, folderOfThatName));
      writeWhole(join(folder, 'edge.cfg'), 'new');
      expect(readdirSync(folder).sort()).toEqual([...others, folderOfThatName, 'edge.cfg'].sort());
    }));
});
