import { grouped } from '../../text/grouped.js';
import { cell, rows, type Row, type Settings, type TrustTable } from './settings.js';

type Rows = ReadonlyMap<string | undefined, readonly Row[]>;

const known = new WeakMap<Settings, Map<TrustTable, Rows>>();

/** The rows of a table whose name is this one, in any case. `column` holds the name, and is one for each table. */
export function rowsNamed(settings: Settings, table: TrustTable, column: string, name: string): readonly Row[] {
  const tables = known.get(settings) ?? new Map<TrustTable, Rows>();
  known.set(settings, tables);
  const all = tables.get(table) ?? grouped(rows(settings, table), (row) => cell(row, column)?.text.toLowerCase());
  tables.set(table, all);
  return all.get(name.toLowerCase()) ?? [];
}
