import type { Reasoned } from '../../model/answer.js';
import { grouped } from '../../text/grouped.js';
import { readable } from '../../text/latin1.js';
import type { Provenance, Range, Sourced } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';

/**
 * A value as an INI file writes it, one character a byte, without its quotes; the range leaves them out as well. Words of
 * a CLI script stand here as the numbers that they mean.
 */
export interface Cell {
  readonly text: string;
  readonly range: Range;
}

export interface Row {
  /** The table, spelled as in {@link TRUST_TABLES}. */
  readonly table: string;
  readonly index: string;
  readonly indexRange: Range;
  /** By column name in lower case, without the prefix `<Table>_` of the long style. */
  readonly cells: ReadonlyMap<string, Cell>;
  /** The first setting whose name is not known; any of them may be the one that is looked for. */
  readonly unknown: Range | null;
  readonly range: Range;
}

export interface Table {
  readonly name: string;
  /** False where the device shows the table's marks only and keeps its rows to itself. */
  readonly shown: boolean;
  /** False where rows could not be read or the end is missing: a name that is not here may still exist. */
  readonly whole: boolean;
  readonly rows: readonly Row[];
  /** The line that opens the table. */
  readonly range: Range;
}

/** A part of the file that could not be read and may matter. */
export interface Fault {
  readonly kind: 'statement' | 'truncated';
  readonly what: string;
  readonly because: string;
  readonly range: Range;
}

/** What every form of a Mediant's configuration comes down to: tables with named columns, and global parameters. */
export interface Settings {
  readonly source: SourceText;
  /** A row of an INI file has every column of its table; one of a CLI script leaves out what has its default. */
  readonly form: 'ini' | 'cli';
  /** A parameter that is absent has its default in a full export, and any value at all in a partial one. */
  readonly extent: 'full' | 'partial';
  readonly release: Sourced<string> | null;
  readonly product: string;
  /** By name in lower case; only those of {@link TRUST_TABLES}. */
  readonly tables: ReadonlyMap<string, Table>;
  /** By name in lower case, every place where one is set; only those of {@link TRUST_PARAMETERS}. */
  readonly parameters: ReadonlyMap<string, readonly Cell[]>;
  /** Parameters of which the export says only that they differ from their default, by name in lower case. */
  readonly hidden: ReadonlyMap<string, Range>;
  /** Parameters that stand in the file in a form that cannot be read, by name in lower case. */
  readonly unread: ReadonlySet<string>;
  readonly faults: readonly Fault[];
}

/** The tables that decide who trusts what and who uses it. Everything else is passed over. */
export const TRUST_TABLES = [
  'TLSContexts',
  'SIPInterface',
  'ProxySet',
  'ProxyIp',
  'Srv2Ip',
  'Dns2Ip',
  'IPGroup',
  'Classification',
] as const;

export type TrustTable = (typeof TRUST_TABLES)[number];

/** The columns of those tables that are read. Releases differ in which of them they have. */
export const TRUST_COLUMNS: Readonly<Record<TrustTable, readonly string[]>> = {
  TLSContexts: [
    'Name',
    'TLSVersion',
    'ServerCipherString',
    'ClientCipherString',
    'ServerCipherTLS13String',
    'ClientCipherTLS13String',
    'UseDefaultCABundle',
  ],
  SIPInterface: ['InterfaceName', 'UDPPort', 'TCPPort', 'TLSPort', 'SRDName', 'TLSContext', 'TLSMutualAuthentication'],
  ProxySet: [
    'ProxyName',
    'TLSContextName',
    'GWIPv4SIPInterfaceName',
    'GWIPv6SIPInterfaceName',
    'SBCIPv4SIPInterfaceName',
    'SBCIPv6SIPInterfaceName',
  ],
  ProxyIp: ['ProxySetId', 'IpAddress', 'TransportType'],
  Srv2Ip: ['InternalDomain', 'Dns1', 'Port1', 'Dns2', 'Port2', 'Dns3', 'Port3'],
  Dns2Ip: ['DomainName', 'FirstIpAddress', 'SecondIpAddress', 'ThirdIpAddress'],
  IPGroup: ['Name', 'ProxySetName', 'ProxySetId', 'ClassifyByProxySet', 'ContactName'],
  Classification: ['SRDName', 'SrcSIPInterfaceName', 'SrcTransportType', 'ActionType', 'SrcIPGroupName'],
};

/** Names of other columns that resemble one of those by a letter. */
export const OTHERS = ['DTLSVersion'];

export const TRUST_PARAMETERS = [
  'SIPSRequireClientCertificate',
  'VerifyServerCertificate',
  'SIPTransportType',
  'HTTPSRootFileName',
  'TLSVersion',
  'HTTPSCipherString',
] as const;

export type TrustParameter = (typeof TRUST_PARAMETERS)[number];

export const TWO_EXPORTS = 'two exports share this file: save each in a file of its own';

/** What settles nearly everything that a partial file leaves open. */
export const FULL_EXPORT = 'a full INI export: GET /api/v1/files/ini';

export function table(settings: Settings, name: TrustTable): Table | null {
  const found = settings.tables.get(name.toLowerCase());
  return found?.shown ? found : null;
}

export function rows(settings: Settings, name: TrustTable): readonly Row[] {
  return table(settings, name)?.rows ?? [];
}

/** A cell that says something: there, not empty, and not `$$`, which asks for the default. */
export function cell(row: Row, column: string): Cell | null {
  const found = row.cells.get(column.toLowerCase());
  return found && found.text !== '' && found.text !== '$$' ? found : null;
}

/**
 * Why it cannot be told what a row says in a column. A script that is no complete running configuration changes what it
 * names and leaves the rest of a row that exists as it is; and of rows with one index nobody knows which counts.
 */
export function unsettled(settings: Settings, row: Row, column: string): Reasoned | null {
  const key = column.toLowerCase();
  const open = (because: string, range: Range): Reasoned => {
    return { answer: 'unknown', because, at: placeOf(settings, { range }), settledBy: FULL_EXPORT };
  };
  const twin = twinsOf(settings, row).find((other) => cell(other, column)?.text !== cell(row, column)?.text);
  if (twin) return open(`${column} differs between the rows ${called(row)}`, twin.range);
  if (settings.form !== 'cli' || settings.extent === 'full' || row.cells.has(key)) return null;
  // Without the row's index, so that rows that say the same are one.
  return open(`${column} is left out, and the file is no complete running configuration`, row.range);
}

const twins = new WeakMap<Table, ReadonlyMap<string, readonly Row[]>>();

/** The other rows of its index. */
function twinsOf(settings: Settings, row: Row): readonly Row[] {
  const all = settings.tables.get(row.table.toLowerCase());
  if (!all) return [];
  const byIndex = twins.get(all) ?? grouped(all.rows, ({ index }) => index);
  twins.set(all, byIndex);
  return (byIndex.get(row.index) ?? []).filter((other) => other !== row);
}

export function placeOf(settings: Settings, { range }: { readonly range: Range }): Provenance {
  return settings.source.at(range.start, range.end);
}

export function sourcedCell(settings: Settings, { text, range }: Cell): Sourced<string> {
  return { value: readable(text), at: settings.source.at(range.start, range.end) };
}

export function called(row: Row): string {
  return `${row.table} ${row.index}`;
}
