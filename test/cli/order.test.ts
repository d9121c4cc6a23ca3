import fs, { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type * as Library from '../../src/index.js';
import { reportFormats } from '../../src/reporters/index.js';
import { sbclint } from '../support/cli.js';
import { root } from '../support/knowledge.js';

// The library as it is built: `npm test` builds first.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const { check, formats, inputFile, render } = require(join(root, 'dist', 'index.cjs')) as typeof Library;

const fleet = join(root, 'examples', 'fleet');
const sites = ['lisbon', 'oslo', 'porto'];
const AS_OF = '2026-11-22';

const commands: readonly (readonly string[])[] = [
  ...[...reportFormats.map(({ name }) => name), 'pretty', 'concise'].map((name) => ['check', '--format', name]),
  ...['pretty', 'json', 'ics', 'openmetrics'].map((name) => ['timeline', '--format', name]),
  ['inspect', '--format', 'json'],
  ['simulate', '--format', 'json'],
  ['patch'],
];

afterEach(() => jest.restoreAllMocks());

it.each(commands)('%s %s %s is the same bytes for any order of arguments and of folders', async (...argv) => {
  const printed = async (order: readonly string[]) => {
    const { stdout } = await sbclint([...argv, ...order.map((site) => join(fleet, site)), '--as-of', AS_OF]);
    return stdout;
  };
  const expected = await printed(sites);
  expect(expected).not.toBe('');
  expect(await printed([...sites].reverse())).toBe(expected);
  const list = fs.readdirSync.bind(fs) as (...given: unknown[]) => unknown[];
  const backwards = jest.spyOn(fs, 'readdirSync').mockImplementation(((...given: unknown[]) => {
    return list(...given).reverse();
  }) as never);
  expect(await printed(['porto', 'lisbon', 'oslo'])).toBe(expected);
  expect(backwards).toHaveBeenCalled();
});

it('paths of Windows are shown as those of Linux, in every format', async () => {
  const reportsWith = async (separator: string) => {
    const files = sites.flatMap((site) =>
      names(site).map((name) =>
        inputFile(['exports', site, name].join(separator), readFileSync(join(fleet, site, name))),
      ),
    );
    const run = await check(files, { asOf: AS_OF });
    return Promise.all(formats.map(async (format) => (await render(run, format)).text));
  };
  expect(await reportsWith('\\')).toEqual(await reportsWith('/'));
});

function names(site: string): readonly string[] {
  const entries = readdirSync(join(fleet, site), { withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}
