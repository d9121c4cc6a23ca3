import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inventoryFiles, schemaSql } from '../../src/reporters/inventory.js';
import { inTemporaryFolder, sbclint } from '../support/cli.js';
import { readCsv } from '../support/csv.js';
import { checkFolder, readFolder, type Folder } from '../support/folder.js';
import { root } from '../support/knowledge.js';

const page = join(root, 'docs', 'inventory', 'schema.sql');
const AS_OF = { asOf: '2026-11-22' };

async function tables(files: Folder): Promise<ReadonlyMap<string, readonly (readonly string[])[]>> {
  const { result } = await checkFolder(files, AS_OF);
  return new Map(
    inventoryFiles(result)
      .filter(({ name }) => name.endsWith('.csv'))
      .map(({ name, content }) => [name.slice(0, -4), readCsv(content)]),
  );
}

it('the schema in docs is the one that is written', () => {
  if (process.env['UPDATE'] === '1') {
    mkdirSync(join(page, '..'), { recursive: true });
    writeFileSync(page, schemaSql());
  }
  expect(readFileSync(page, 'utf8')).toBe(schemaSql());
});

it('each table has the columns of the schema, and its keys are unique', async () => {
  const found = await tables(readFolder(join(root, 'examples', 'fleet')));
  const created = [...schemaSql().matchAll(/CREATE TABLE (\w+) \(\n([\s\S]*?)\n {2}PRIMARY KEY \(([^)]+)\)/g)];
  expect(created.map(([, name]) => name)).toEqual([...found.keys()]);
  for (const [, name = '', body = '', key = ''] of created) {
    const [header = [], ...rows] = found.get(name) ?? [];
    const columns = body.split('\n').map((line) => line.trim());
    expect(columns.map((line) => line.split(' ')[0])).toEqual(header);
    const at = key.split(', ').map((column) => header.indexOf(column));
    expect(new Set(rows.map((row) => JSON.stringify(at.map((i) => row[i])))).size).toBe(rows.length);
    for (const row of rows) {
      for (const [i, cell] of row.entries())
        if (columns[i]?.includes('NOT NULL')) expect([name, i, cell]).not.toEqual([name, i, undefined]);
    }
  }
});

it('keeps what is not known apart from what is not there', async () => {
  const found = await tables(readFolder(join(root, 'examples', 'fleet')));
  const stores = found.get('trust_stores') ?? [];
  expect(stores).toContainEqual([
    'geneva',
    '2',
    'TLS-Teams',
    'context',
    '0',
    'an INI never carries the trusted root store',
    '0',
    'yes',
  ]);
  expect(stores).toContainEqual(['porto', 'device', 'pki', 'device', '1', '', '1', '']);
  // An entry that is switched off is listed, and said to be.
  expect((found.get('entries') ?? []).filter((row) => row[0] === 'porto' && row.at(-1) === 'no')).toHaveLength(2);
});

it('makes a formula of no label, in no table', async () => {
  const text = readFileSync(join(root, 'examples/fleet/lisbon/lisbon.cfg'), 'utf8').replaceAll(
    'DigiCertGlobalRootG2',
    '=1+1',
  );
  const { result } = await checkFolder(new Map([['odd/odd.cfg', Buffer.from(text)]]), AS_OF);
  const written = inventoryFiles(result).filter(({ name }) => name.endsWith('.csv'));
  expect(written.map(({ content }) => content).join('')).toContain("'=1+1");
  for (const { content } of written) {
    for (const row of readCsv(content)) for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  }
});

it('is written into an empty folder or over an earlier inventory only', async () => {
  await inTemporaryFolder(async (folder) => {
    const inspect = (to: string, ...flags: string[]) =>
      sbclint([
        'inspect',
        join(root, 'examples/fleet/oslo'),
        '--as-of',
        '2026-11-22',
        '--inventory',
        join(folder, to),
        ...flags,
      ]);
    expect((await inspect('new')).code).toBe(0);
    expect((await inspect('new')).stdout).toContain('1  devices');
    expect((await inspect('new', '--format', 'ndjson')).stdout).toMatch(/^\{"id":"oslo"/);
    writeFileSync(join(folder, 'mine.txt'), 'mine');
    expect(await inspect('.')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('holds other files') as string,
    });
    expect((await inspect('other', '--needs', 'Baltimore CyberTrust Root')).code).toBe(2);
  });
});
