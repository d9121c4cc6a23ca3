import { readFileSync } from 'node:fs';
import { join, win32 } from 'node:path';
import type * as Below from '../../src/host/below.js';
import type * as Inputs from '../../src/host/inputs.js';
import { inTemporaryFolder, sbclint } from '../support/cli.js';
import { root } from '../support/knowledge.js';

/** What can be said of Windows from elsewhere: the rules of its paths, carriage returns, and what its shims need. */
describe('paths of Windows', () => {
  const HERE = 'C:\\work';
  const whole = (...parts: readonly string[]) => win32.resolve(HERE, ...parts);
  // The library of Windows, with a working folder that it has.
  const path = {
    ...win32,
    resolve: whole,
    relative: (from: string, to: string) => win32.relative(whole(from), whole(to)),
  };
  let inputs: typeof Inputs;
  let paths: typeof Below;

  beforeAll(() => {
    jest.resetModules();
    jest.doMock('node:path', () => path);
    jest.spyOn(process, 'cwd').mockReturnValue(HERE);
    /* eslint-disable @typescript-eslint/no-require-imports */
    inputs = require('../../src/host/inputs.js') as typeof Inputs;
    paths = require('../../src/host/below.js') as typeof Below;
    /* eslint-enable @typescript-eslint/no-require-imports */
  });

  afterAll(() => {
    jest.dontMock('node:path');
    jest.resetModules();
    jest.restoreAllMocks();
  });

  it.each([
    ['C:\\work\\exports\\edge1\\running.cfg', 'exports/edge1/running.cfg'],
    ['exports\\edge1.cfg', 'exports/edge1.cfg'],
    ['exports/edge1.cfg', 'exports/edge1.cfg'],
    ['..\\other\\edge1.cfg', '../other/edge1.cfg'],
    ['D:\\exports\\edge1.cfg', 'D:/exports/edge1.cfg'],
  ])('%s is shown as %s', (given, shown) => {
    expect(inputs.shownPath(given)).toBe(shown);
  });

  it.each([
    ['C:\\work', 'C:\\work\\lab\\edge1.cfg', 'lab/edge1.cfg'],
    ['C:\\work', 'lab\\edge1.cfg', 'lab/edge1.cfg'],
    ['C:\\work\\lab', 'C:\\work\\edge1.cfg', null],
    ['C:\\work', 'D:\\lab\\edge1.cfg', null],
  ])('from %s, %s is %s', (folder, given, below) => {
    expect(paths.belowFolder(folder, given)).toBe(below);
  });
});

it('a list of paths may have carriage returns', () =>
  inTemporaryFolder(async () => {
    const fleet = join(root, 'examples', 'fleet');
    const list = `${join(fleet, 'tallinn')}\r\n${join(fleet, 'porto')}\r\n`;
    const given = ['--files-from', '-', '--as-of', '2026-11-22', '--format', 'json'];
    const { stdout } = await sbclint(given, { readStdin: () => Buffer.from(list) });
    expect((JSON.parse(stdout) as { devices: unknown[] }).devices).toHaveLength(2);
  }));

it('what npm makes a .cmd of starts with a line for node, which ends in a line feed', () => {
  expect(readFileSync(join(root, 'dist', 'cli.cjs'), 'latin1').split('\n')[0]).toBe('#!/usr/bin/env node');
});

it('no output has a carriage return that the input did not have', async () => {
  for (const argv of [['--help'], ['rules'], ['completion', 'powershell'], ['config', 'schema']]) {
    expect((await sbclint(argv)).stdout).not.toContain('\r');
  }
});
