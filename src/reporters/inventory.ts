import type { Device } from '../model/device.js';
import type { Finding } from '../model/finding.js';
import type { CheckResult } from '../model/run.js';
import { certificateOf, subjectOf } from '../model/trust.js';
import { csvCell, csvRecord, type Cell } from './csv-text.js';

interface Column<Row> {
  readonly name: string;
  readonly type: 'TEXT' | 'INTEGER';
  /** Set where the cell may be empty, which stands for NULL. */
  readonly optional?: true;
  /** All the words that it can hold. */
  readonly words?: readonly (string | number)[];
  readonly of: (row: Row) => Cell;
}

interface Table {
  readonly name: string;
  readonly about: string;
  readonly key: readonly string[];
  readonly columns: readonly Omit<Column<never>, 'of'>[];
  readonly records: (result: CheckResult) => readonly string[];
}

/** One table: what it is about, its rows and its columns. */
function table<Row>(
  name: string,
  about: string,
  key: readonly string[],
  rows: (result: CheckResult) => readonly Row[],
  columns: readonly Column<Row>[],
): Table {
  const records = (result: CheckResult) =>
    rows(result).map((row) => csvRecord(columns.map(({ of, optional }) => inventoryCell(of(row), optional === true))));
  return { name, about, key, columns, records };
}

/** An empty text is quoted where it is none that stands for NULL, so that a reader who cares can tell. */
function inventoryCell(value: Cell, optional: boolean): string {
  return value === '' && !optional ? '""' : csvCell(value);
}

interface Of<Part> {
  readonly device: string;
  readonly number: number;
  readonly part: Part;
}

/** Parts of devices, counted from 1 in each of them. */
function partsOf<Part>({ devices }: CheckResult, parts: (device: Device) => readonly Part[]): readonly Of<Part>[] {
  return devices.flatMap((device) => parts(device).map((part, i) => ({ device: device.id, number: i + 1, part })));
}

const YES_NO_UNKNOWN = ['yes', 'no', 'unknown'];
const DEVICE = { name: 'device', type: 'TEXT', of: ({ device }: Of<unknown>) => device } as const;
const NUMBER = { name: 'number', type: 'INTEGER', of: ({ number }: Of<unknown>) => number } as const;

const TABLES: readonly Table[] = [
  table('run', 'by what the exports were judged', ['as_of'], (result) => [result], [
    { name: 'as_of', type: 'TEXT', of: ({ asOf }) => asOf },
    { name: 'knowledge_read_until', type: 'TEXT', of: ({ readUntil }) => readUntil },
  ]),
  table('devices', 'one SBC each', ['id'], ({ devices }) => devices, [
    { name: 'id', type: 'TEXT', of: ({ id }) => id },
    { name: 'vendor', type: 'TEXT', of: ({ vendor }) => vendor },
    { name: 'product', type: 'TEXT', of: ({ product }) => product },
    { name: 'release', type: 'TEXT', optional: true, of: ({ release }) => release?.value },
    { name: 'format', type: 'TEXT', of: ({ format }) => format },
  ]),
  table('files', 'which files say it', ['device', 'number'], (result) => partsOf(result, ({ files }) => files), [
    DEVICE,
    NUMBER,
    { name: 'path', type: 'TEXT', of: ({ part }) => part.path },
    { name: 'format', type: 'TEXT', of: ({ part }) => part.format },
    { name: 'status', type: 'TEXT', words: ['parsed', 'failed'], of: ({ part }) => part.status },
    { name: 'sha256', type: 'TEXT', of: ({ part }) => part.sha256 },
  ]),
  table(
    'tls_contexts',
    'what vendors call TLS context or TLS profile',
    ['device', 'number'],
    (result) => partsOf(result, ({ tlsContexts }) => tlsContexts),
    [
      DEVICE,
      NUMBER,
      { name: 'name', type: 'TEXT', of: ({ part }) => part.name.value },
      { name: 'context_key', type: 'TEXT', of: ({ part }) => part.key },
      { name: 'tls_version', type: 'TEXT', optional: true, of: ({ part }) => part.tlsVersion?.value },
      { name: 'own_certificate', type: 'TEXT', optional: true, of: ({ part }) => part.endEntity?.value },
      { name: 'verify_depth', type: 'TEXT', optional: true, of: ({ part }) => part.verifyDepth?.value },
    ],
  ),
  table(
    'context_stores',
    'which trust stores a TLS context uses',
    ['device', 'number'],
    (result) =>
      partsOf(result, ({ tlsContexts }) =>
        tlsContexts.flatMap(({ name, trustStores }) => trustStores.map((store) => ({ context: name.value, store }))),
      ),
    [
      DEVICE,
      NUMBER,
      { name: 'tls_context', type: 'TEXT', of: ({ part }) => part.context },
      { name: 'store', type: 'TEXT', of: ({ part }) => part.store },
    ],
  ),
  table(
    'trust_stores',
    'complete is 0 where the device may trust more than its entries here; shown is 0 where the export shows none of them',
    ['device', 'store'],
    (result) => partsOf(result, ({ trustStores }) => trustStores),
    [
      DEVICE,
      { name: 'store', type: 'TEXT', of: ({ part }) => part.id },
      { name: 'name', type: 'TEXT', of: ({ part }) => part.name },
      { name: 'scope', type: 'TEXT', words: ['device', 'context'], of: ({ part }) => part.scope },
      { name: 'complete', type: 'INTEGER', words: [0, 1], of: ({ part }) => (part.complete ? 1 : 0) },
      { name: 'incomplete_because', type: 'TEXT', optional: true, of: ({ part }) => part.incompleteBecause },
      { name: 'shown', type: 'INTEGER', words: [0, 1], of: ({ part }) => (part.entries === null ? 0 : 1) },
      { name: 'built_in_list', type: 'TEXT', optional: true, of: ({ part }) => part.builtInBundle?.answer },
    ],
  ),
  table(
    'entries',
    'what a trust store lists; certainty label is a name without a certificate, and proves nothing',
    ['device', 'number'],
    (result) =>
      partsOf(result, ({ trustStores }) =>
        trustStores.flatMap(({ id, entries }) => (entries ?? []).map((entry) => ({ store: id, entry }))),
      ),
    [
      DEVICE,
      NUMBER,
      { name: 'store', type: 'TEXT', of: ({ part }) => part.store },
      { name: 'label', type: 'TEXT', of: ({ part }) => part.entry.label.value },
      { name: 'subject', type: 'TEXT', optional: true, of: ({ part }) => subjectOf(part.entry.identity) },
      { name: 'sha256', type: 'TEXT', optional: true, of: ({ part }) => certificateOf(part.entry.identity)?.sha256 },
      {
        name: 'not_after',
        type: 'TEXT',
        optional: true,
        of: ({ part }) => certificateOf(part.entry.identity)?.notAfter,
      },
      {
        name: 'certainty',
        type: 'TEXT',
        words: ['bytes', 'described', 'label'],
        of: ({ part }) => part.entry.identity.certainty,
      },
      { name: 'usable', type: 'TEXT', words: YES_NO_UNKNOWN, of: ({ part }) => part.entry.usable.answer },
    ],
  ),
  table(
    'legs',
    'one direction of one trunk each; peer_names has blanks between names',
    ['device', 'number'],
    (result) => partsOf(result, ({ legs }) => legs),
    [
      DEVICE,
      NUMBER,
      { name: 'name', type: 'TEXT', of: ({ part }) => part.name },
      { name: 'direction', type: 'TEXT', words: ['inbound', 'outbound'], of: ({ part }) => part.direction },
      { name: 'tls_context', type: 'TEXT', optional: true, of: ({ part }) => part.tlsContext },
      { name: 'peer', type: 'TEXT', optional: true, of: ({ part }) => part.peer },
      { name: 'cloud', type: 'TEXT', optional: true, of: ({ part }) => part.cloud },
      { name: 'peer_names', type: 'TEXT', of: ({ part }) => part.endpoints.map(({ host }) => host.value).join(' ') },
      { name: 'verifies_peer', type: 'TEXT', words: YES_NO_UNKNOWN, of: ({ part }) => part.verifiesPeer.answer },
      { name: 'enabled', type: 'TEXT', words: YES_NO_UNKNOWN, of: ({ part }) => part.enabled.answer },
      { name: 'mutual_tls', type: 'TEXT', words: YES_NO_UNKNOWN, of: ({ part }) => part.mutualTls.answer },
      {
        name: 'transport',
        type: 'TEXT',
        words: ['tls', 'tcp', 'udp', 'unknown'],
        of: ({ part }) => part.transport.value,
      },
      { name: 'port', type: 'INTEGER', optional: true, of: ({ part }) => part.port },
    ],
  ),
  table<Finding & { readonly number: number }>(
    'findings',
    'what check says; kind open is what the exports cannot prove',
    ['number'],
    ({ findings }) => findings.map((finding, i) => ({ ...finding, number: i + 1 })),
    [
      { name: 'number', type: 'INTEGER', of: ({ number }) => number },
      { name: 'rule_id', type: 'TEXT', of: ({ ruleId }) => ruleId },
      { name: 'kind', type: 'TEXT', words: ['fail', 'open'], of: ({ kind }) => kind },
      { name: 'level', type: 'TEXT', words: ['error', 'warning', 'note'], of: ({ level }) => level },
      { name: 'device', type: 'TEXT', optional: true, of: ({ device }) => device },
      { name: 'message', type: 'TEXT', of: ({ message }) => message },
      { name: 'because', type: 'TEXT', optional: true, of: ({ because }) => because },
      { name: 'tls_context', type: 'TEXT', optional: true, of: ({ tlsContext }) => tlsContext },
      { name: 'peer', type: 'TEXT', optional: true, of: ({ peer }) => peer },
      { name: 'trust_anchor', type: 'TEXT', optional: true, of: ({ trustAnchor }) => trustAnchor?.name },
      { name: 'trust_anchor_sha256', type: 'TEXT', optional: true, of: ({ trustAnchor }) => trustAnchor?.sha256 },
      { name: 'path', type: 'TEXT', optional: true, of: ({ at }) => at?.file },
      { name: 'line', type: 'INTEGER', optional: true, of: ({ at }) => at?.line },
      { name: 'fix', type: 'TEXT', optional: true, of: ({ fix }) => fix },
      { name: 'suppression', type: 'TEXT', optional: true, of: ({ suppression }) => suppression?.kind },
      { name: 'fingerprint', type: 'TEXT', of: ({ fingerprint }) => fingerprint },
    ],
  ),
];

export interface InventoryFile {
  readonly name: string;
  readonly content: string;
}

/** The first line of `schema.sql`, by which a folder is known to hold an inventory. */
export const INVENTORY_MARK = '-- sbclint inventory, version 1';

/** A CSV file a table, their schema, and what loads them into sqlite3 and duckdb. */
export function inventoryFiles(result: CheckResult): readonly InventoryFile[] {
  return [
    { name: 'schema.sql', content: schemaSql() },
    { name: 'sqlite.sql', content: sqliteSql() },
    { name: 'duckdb.sql', content: duckdbSql() },
    ...TABLES.map(({ name, columns, records }) => ({
      name: `${name}.csv`,
      content: csvRecord(columns.map((column) => column.name)) + records(result).join(''),
    })),
  ];
}

/** How many rows each table has. */
export function inventoryCounts(result: CheckResult): readonly { readonly table: string; readonly rows: number }[] {
  return TABLES.map(({ name, records }) => ({ table: name, rows: records(result).length }));
}

/** The tables, in SQL that sqlite3 and duckdb share. */
export function schemaSql(): string {
  const tables = TABLES.map(({ name, about, key, columns }) => {
    const lines = columns.map(({ name: column, type, optional, words }) => {
      const check = words ? ` CHECK (${column} IN (${words.map(literal).join(', ')}))` : '';
      return `  ${column} ${type}${optional ? '' : ' NOT NULL'}${check},`;
    });
    return `\n-- ${about}\nCREATE TABLE ${name} (\n${lines.join('\n')}\n  PRIMARY KEY (${key.join(', ')})\n);\n`;
  });
  return `${INVENTORY_MARK}; made by sbclint inspect --inventory\n${tables.join('')}`;
}

function literal(word: string | number): string {
  return typeof word === 'number' ? String(word) : `'${word}'`;
}

/** sqlite3 reads an empty cell as an empty text, so what may be absent is set to NULL afterwards. */
function sqliteSql(): string {
  return [
    '-- In this folder: sqlite3 inventory.db < sqlite.sql',
    '.bail on',
    '.read schema.sql',
    ...TABLES.map(({ name }) => `.import --csv --skip 1 ${name}.csv ${name}`),
    ...TABLES.flatMap(({ name, columns }) =>
      columns
        .filter(({ optional }) => optional)
        .map(({ name: column }) => `UPDATE ${name} SET ${column} = NULL WHERE ${column} = '';`),
    ),
    '',
  ].join('\n');
}

function duckdbSql(): string {
  const options = `FORMAT csv, HEADER true, DELIMITER ',', QUOTE '"', ESCAPE '"', NULLSTR '', ALLOW_QUOTED_NULLS false`;
  return [
    '-- In this folder: duckdb inventory.duckdb < duckdb.sql',
    '.bail on',
    '.read schema.sql',
    ...TABLES.map(({ name }) => `COPY ${name} FROM '${name}.csv' (${options});`),
    '',
  ].join('\n');
}
