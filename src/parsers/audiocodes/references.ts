import { readable } from '../../text/latin1.js';
import type { Problem } from '../../model/trust.js';
import { duplicate, undefinedReference } from '../problem.js';
import { findPlaceholder } from './placeholder.js';
import {
  called,
  cell,
  placeOf,
  rows,
  sourcedCell,
  table,
  type Row,
  type Settings,
  type TrustTable,
} from './settings.js';

export const SIP_INTERFACE_COLUMNS = {
  sbc: ['SBCIPv4SIPInterfaceName', 'SBCIPv6SIPInterfaceName'],
  gateway: ['GWIPv4SIPInterfaceName', 'GWIPv6SIPInterfaceName'],
} as const;

/** How tables name rows of each other: by name in 7.x, by index in 6.x and for ProxySetId. */
const REFERENCES: readonly {
  readonly from: TrustTable;
  readonly column: string;
  readonly to: TrustTable;
  readonly kind: string;
}[] = [
  { from: 'SIPInterface', column: 'TLSContext', to: 'TLSContexts', kind: 'TLS context' },
  { from: 'ProxySet', column: 'TLSContextName', to: 'TLSContexts', kind: 'TLS context' },
  ...[...SIP_INTERFACE_COLUMNS.sbc, ...SIP_INTERFACE_COLUMNS.gateway].map(
    (column) => ({ from: 'ProxySet', column, to: 'SIPInterface', kind: 'SIP interface' }) as const,
  ),
  { from: 'ProxyIp', column: 'ProxySetId', to: 'ProxySet', kind: 'proxy set' },
  { from: 'IPGroup', column: 'ProxySetName', to: 'ProxySet', kind: 'proxy set' },
  { from: 'IPGroup', column: 'ProxySetId', to: 'ProxySet', kind: 'proxy set' },
  { from: 'Classification', column: 'SrcSIPInterfaceName', to: 'SIPInterface', kind: 'SIP interface' },
  { from: 'Classification', column: 'SrcIPGroupName', to: 'IPGroup', kind: 'IP group' },
];

/** What a row of Classification says in place of the name of a SIP interface. */
export const ANY = /^(?:any|\*)$/i;

const NAMED = {
  TLSContexts: { column: 'Name', kind: 'TLS context' },
  SIPInterface: { column: 'InterfaceName', kind: 'SIP interface' },
  ProxySet: { column: 'ProxyName', kind: 'proxy set' },
  IPGroup: { column: 'Name', kind: 'IP group' },
} as const;

export type NamedTable = keyof typeof NAMED;

export function nameCell(row: Row, of: NamedTable) {
  return cell(row, NAMED[of].column);
}

export type Found = Row | 'none' | 'ambiguous';

/** The rows of a table by what other tables call them. */
export interface Directory {
  readonly byName: (name: string) => Found;
  readonly byIndex: (index: string) => Row | null;
}

export function directory(settings: Settings, of: NamedTable): Directory {
  const named = new Map<string, Row[]>();
  const indexed = new Map<string, Row>();
  for (const row of rows(settings, of)) {
    if (!indexed.has(row.index)) indexed.set(row.index, row);
    const key = nameCell(row, of)?.text.toLowerCase();
    if (key === undefined || indexed.get(row.index) !== row) continue;
    const same = named.get(key);
    if (same) same.push(row);
    else named.set(key, [row]);
  }
  return {
    byIndex: (index) => indexed.get(index) ?? null,
    // Values do not distinguish case; a name that matches exactly still wins over one that does not.
    byName(name) {
      const same = named.get(name.toLowerCase()) ?? [];
      const exact = same.filter((row) => nameCell(row, of)?.text === name);
      const best = exact.length > 0 ? exact : same;
      return best[0] && best.length === 1 ? best[0] : best[0] ? 'ambiguous' : 'none';
    },
  };
}

/** Names that nothing has. A table that the file does not show in full may hold anything, so it is not asked. */
export function undefinedReferences(settings: Settings): readonly Problem[] {
  const problems: Problem[] = [];
  const directories = {
    TLSContexts: directory(settings, 'TLSContexts'),
    SIPInterface: directory(settings, 'SIPInterface'),
    ProxySet: directory(settings, 'ProxySet'),
    IPGroup: directory(settings, 'IPGroup'),
  };
  for (const { from, column, to, kind } of REFERENCES) {
    if (!table(settings, to)?.whole) continue;
    const target = directories[to as NamedTable];
    for (const row of rows(settings, from)) {
      const reference = cell(row, column);
      if (!reference || reference.text === '-1' || findPlaceholder(reference.text)) continue;
      if (from === 'Classification' && ANY.test(reference.text)) continue;
      const found = column === 'ProxySetId' ? target.byIndex(reference.text) : target.byName(reference.text) !== 'none';
      if (found) continue;
      // Context 0 always exists and is called "default" unless its row says otherwise.
      if (to === 'TLSContexts' && reference.text.toLowerCase() === 'default' && !target.byIndex('0')) continue;
      problems.push(undefinedReference(called(row), kind, sourcedCell(settings, reference)));
    }
  }
  return problems;
}

/** An index that stands twice in one table, and a name that two rows have to which other tables refer by name. */
export function duplicates(settings: Settings): readonly Problem[] {
  const problems: Problem[] = [];
  const report = (kind: string, name: string, first: Row, second: Row, range = second.indexRange) => {
    const at = settings.source.at(range.start, range.end);
    problems.push(duplicate(kind, { value: name, at }, placeOf(settings, first)));
  };
  for (const { name: tableName, rows: all } of settings.tables.values()) {
    const indexes = new Map<string, Row>();
    const names = new Map<string, Row>();
    const named = tableName in NAMED ? (tableName as NamedTable) : null;
    for (const row of all) {
      const sameIndex = indexes.get(row.index);
      if (sameIndex) {
        report('row', called(row), sameIndex, row);
        continue;
      }
      indexes.set(row.index, row);
      const name = named && nameCell(row, named);
      if (!named || !name || findPlaceholder(name.text)) continue;
      const sameName = names.get(name.text);
      if (sameName) report(NAMED[named].kind, readable(name.text), sameName, row, name.range);
      else names.set(name.text, row);
    }
  }
  return problems;
}
