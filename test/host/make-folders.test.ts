import type * as fs from 'node:fs';
import { mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolders } from '../../src/host/make-folders.js';
import { inTemporaryFolder } from '../support/cli.js';

/** The module object that the code under test calls through. */
const disk: typeof fs = jest.requireActual('node:fs');

afterEach(() => jest.restoreAllMocks());

const inFolder = (work: (folder: string) => void) => inTemporaryFolder((folder) => Promise.resolve(work(folder)));

test('folders are made down to the last, and the uppermost that was made is given', () =>
  inFolder((home) => {
    mkdirSync(join(home, 'there'));
    expect(makeFolders(join(home, 'there', 'a', 'b', 'c'), 0o700)).toBe(join(home, 'there', 'a'));
    expect(statSync(join(home, 'there', 'a', 'b', 'c')).mode & 0o777).toBe(0o700);
    expect(statSync(join(home, 'there', 'a')).mode & 0o777).toBe(0o700);
    expect(makeFolders(join(home, 'there', 'a', 'b', 'c'), 0o700)).toBeUndefined();
    expect(makeFolders(join(home, 'there', 'a', 'b', 'd'), 0o700)).toBe(join(home, 'there', 'a', 'b', 'd'));
  }));

test('a link to a folder is one, and a file in the way is said', () =>
  inFolder((home) => {
    mkdirSync(join(home, 'there'));
    symlinkSync('there', join(home, 'link'));
    writeFileSync(join(home, 'file'), '');
    expect(makeFolders(join(home, 'link'), 0o700)).toBeUndefined();
    expect(makeFolders(join(home, 'link', 'a'), 0o700)).toBe(join(home, 'link', 'a'));
    expect(() => makeFolders(join(home, 'file'), 0o700)).toThrow('EEXIST');
    expect(() => makeFolders(join(home, 'file', 'a'), 0o700)).toThrow('ENOTDIR');
  }));

test('where nothing can be made in a folder that is there, the system is not asked for ever', () =>
  inFolder((home) => {
    const notFound = Object.assign(new Error('ENOENT: no such file or directory'), { code: 'ENOENT' });
    const asked = jest.spyOn(disk, 'mkdirSync').mockImplementation((folder) => {
      throw Object.assign(notFound, { path: folder });
    });
    expect(() => makeFolders(join(home, 'a', 'b'), 0o700)).toThrow('ENOENT');
    expect(asked.mock.calls.map(([folder]) => folder)).toEqual(
      [['a', 'b'], ['a'], [], ['a']].map((names) => join(home, ...names)),
    );
  }));
