import type { Reasoned } from '../../model/answer.js';
import type { Sourced } from '../../text/provenance.js';
import { ANY, nameCell } from './references.js';
import { called, cell, placeOf, rows, sourcedCell, table, type Cell, type Row, type Settings } from './settings.js';

/** How calls from a proxy set's addresses are recognized; `unknown` where the file does not show it. */
export interface Ways {
  readonly byProxySet: boolean;
  /** In another way than by proxy set, and what is shown of the Classification table does not say all of it. */
  readonly otherwise: boolean;
  readonly unknown: Reasoned | null;
  /** The rows of the Classification table that send calls in TLS to its IP groups. */
  readonly rules: readonly Rule[];
}

/** A row of the Classification table: on which SIP interface it takes calls, `any` within its SRD. */
export interface Rule {
  readonly row: Row;
  readonly on: Cell | 'any' | 'not shown';
  readonly srd: string | null;
}

export interface Classification {
  readonly of: (proxySet: Row | null, index: string) => Ways;
  /** The host names that the IP groups of a proxy set put into their Contact header: the SBC's own. */
  readonly ownNames: (proxySet: Row | null, index: string) => readonly Sourced<string>[];
}

/**
 * Which IP groups belong to a proxy set, by its name (7.x) or its index (6.x), whether they classify by it, and where not,
 * which rows of the Classification table send calls to them.
 */
export function readClassification(settings: Settings): Classification {
  const shown = table(settings, 'IPGroup')?.whole ?? settings.extent === 'full';
  const byName = new Map<string, Row[]>();
  const byIndex = new Map<string, Row[]>();
  for (const row of rows(settings, 'IPGroup')) {
    const name = cell(row, 'ProxySetName');
    const index = cell(row, 'ProxySetId');
    if (name) push(byName, name.text.toLowerCase(), row);
    if (index) push(byIndex, index.text, row);
  }
  const groupsOf = (proxySet: Row | null, index: string) => {
    const name = proxySet && nameCell(proxySet, 'ProxySet');
    return [...((name && byName.get(name.text.toLowerCase())) ?? []), ...(byIndex.get(index) ?? [])];
  };
  const rules = readRules(settings);
  // A row that this file does not show may send calls on the proxy set's interface.
  const allRules = settings.extent === 'full' && table(settings, 'Classification')?.whole === true;
  const isRuled = (row: Row) => allRules && rulesOf(row).length > 0;
  const rulesOf = (row: Row) => rules.get(cell(row, 'Name')?.text.toLowerCase() ?? '') ?? [];
  return {
    ownNames: (proxySet, index) =>
      groupsOf(proxySet, index).flatMap((row) => {
        const name = cell(row, 'ContactName');
        return name && HOST_NAME.test(name.text) ? [sourcedCell(settings, name)] : [];
      }),
    of(proxySet, index) {
      const groups = groupsOf(proxySet, index);
      const flags = groups.map((row) => ({ row, flag: cell(row, 'ClassifyByProxySet') }));
      const unclear = flags.find(({ flag }) => flag?.text !== '0' && flag?.text !== '1');
      return {
        byProxySet: flags.some(({ flag }) => flag?.text === '1'),
        otherwise: flags.some(({ row, flag }) => flag?.text === '0' && !isRuled(row)) || (groups.length === 0 && shown),
        unknown: unclear
          ? {
              answer: 'unknown',
              because: `the export does not show whether ${called(unclear.row)} classifies by proxy set`,
              at: placeOf(settings, unclear.flag ?? unclear.row),
            }
          : null,
        rules: flags.flatMap(({ row, flag }) => (flag?.text === '1' ? [] : rulesOf(row))),
      };
    },
  };
}

/**
 * User's manual, Classification: ActionType 0 turns calls away, and SrcTransportType 0 and 1 are UDP and TCP. Such rows send
 * no call in TLS to their IP group.
 */
function readRules(settings: Settings): ReadonlyMap<string, readonly Rule[]> {
  const byGroup = new Map<string, Rule[]>();
  for (const row of rows(settings, 'Classification')) {
    const group = cell(row, 'SrcIPGroupName');
    const transport = cell(row, 'SrcTransportType')?.text;
    if (!group || cell(row, 'ActionType')?.text === '0' || transport === '0' || transport === '1') continue;
    const on = cell(row, 'SrcSIPInterfaceName');
    // A script leaves out what has its default, which is any.
    const isShown = settings.form === 'cli' || row.cells.has('srcsipinterfacename');
    push(byGroup, group.text.toLowerCase(), {
      row,
      on: on && !ANY.test(on.text) ? on : isShown ? 'any' : 'not shown',
      srd: cell(row, 'SRDName')?.text.toLowerCase() ?? null,
    });
  }
  return byGroup;
}

/** A name of several labels that is no address and no placeholder. */
const HOST_NAME = /^(?=.*[a-z])[a-z0-9_-]+(?:\.[a-z0-9_-]+)+\.?$/i;

function push<Item>(map: Map<string, Item[]>, key: string, item: Item): void {
  const same = map.get(key);
  if (same) same.push(item);
  else map.set(key, [item]);
}
