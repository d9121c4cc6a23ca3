import type { Reasoned } from '../../model/answer.js';
import type { Sourced } from '../../text/provenance.js';
import type { ContextOf } from './contexts.js';
import { nameCell } from './references.js';
import { called, cell, FULL_EXPORT, placeOf, rows, sourcedCell, table, type Row, type Settings } from './settings.js';

/** How calls from a proxy set's addresses are recognized; `unknown` where the file does not show it. */
export interface Ways {
  readonly byProxySet: boolean;
  readonly otherwise: boolean;
  readonly unknown: Reasoned | null;
}

export interface Classification {
  readonly of: (proxySet: Row | null, index: string) => Ways;
  /** The host names that the IP groups of a proxy set put into their Contact header: the SBC's own. */
  readonly ownNames: (proxySet: Row | null, index: string) => readonly Sourced<string>[];
}

/** Which IP groups belong to a proxy set, by its name (7.x) or its index (6.x), and whether they classify by it. */
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
        otherwise: flags.some(({ flag }) => flag?.text === '0') || (groups.length === 0 && shown),
        unknown: unclear
          ? {
              answer: 'unknown',
              because: `the export does not show whether ${called(unclear.row)} classifies by proxy set`,
              at: placeOf(settings, unclear.flag ?? unclear.row),
            }
          : null,
      };
    },
  };
}

/** A name of several labels that is no address and no placeholder. */
const HOST_NAME = /^(?=.*[a-z])[a-z0-9_-]+(?:\.[a-z0-9_-]+)+\.?$/i;

function push(map: Map<string, Row[]>, key: string, row: Row): void {
  const same = map.get(key);
  if (same) same.push(row);
  else map.set(key, [row]);
}

export interface InboundWay {
  readonly suffix: string;
  readonly context: ContextOf;
}

/** Mediant user's manual, Proxy Sets: the proxy set's context only where calls are classified by it, else that of the SIP interface. */
export function inboundWays(
  settings: Settings,
  { byProxySet, otherwise, unknown }: Ways,
  own: ContextOf | null,
  listener: ContextOf,
  trunk: Row,
): readonly InboundWay[] {
  if (!own || sameContext(own, listener)) return [{ suffix: '', context: listener }];
  const ways: InboundWay[] = [];
  if (byProxySet) ways.push({ suffix: ', by proxy set', context: own });
  if (otherwise) ways.push({ suffix: ', by SIP interface', context: listener });
  if (unknown || ways.length === 0) {
    const notShown: Reasoned = {
      answer: 'unknown',
      because: `this file does not show how calls from ${called(trunk)} are classified`,
      at: placeOf(settings, trunk),
      settledBy: FULL_EXPORT,
    };
    ways.push({ suffix: ', classification unknown', context: { unresolved: unknown ?? notShown } });
  }
  const [only] = ways;
  return only && ways.length === 1 ? [{ ...only, suffix: '' }] : ways;
}

function sameContext(a: ContextOf, b: ContextOf): boolean {
  return 'context' in a && 'context' in b && a.context.key === b.context.key;
}
