import { VERDICTS } from '../verdict.js';
import type { DeviceRow, Fleet } from './fleet.js';
import { haystackOf } from './haystack.js';

export const FILTERS = ['verdict', 'vendor', 'peer', 'rule', 'root', 'breaks'] as const;
export type Filter = (typeof FILTERS)[number];

const SORTS = ['verdict', 'device', 'vendor', 'errors', 'open', 'next'] as const;
export type Sort = (typeof SORTS)[number];

/** What the list of devices shows; it stands in the address, so that a view can be sent to somebody. */
export interface Query extends Readonly<Record<Filter, string>> {
  readonly q: string;
  readonly sort: Sort;
  readonly down: boolean;
  readonly page: number;
}

export const EVERYTHING: Query = {
  verdict: '',
  vendor: '',
  peer: '',
  rule: '',
  root: '',
  breaks: '',
  q: '',
  sort: 'verdict',
  down: false,
  page: 1,
};

export function readQuery(text: string): Query {
  const given = new URLSearchParams(text);
  const value = (name: string) => given.get(name) ?? '';
  return {
    verdict: value('verdict'),
    vendor: value('vendor'),
    peer: value('peer'),
    rule: value('rule'),
    root: value('root'),
    breaks: value('breaks'),
    q: value('q'),
    sort: SORTS.find((sort) => sort === value('sort')) ?? 'verdict',
    down: value('down') === '1',
    page: Math.max(1, Math.floor(Number(value('page'))) || 1),
  };
}

export function writeQuery(query: Query): string {
  const said = new URLSearchParams();
  for (const name of [...FILTERS, 'q'] as const) if (query[name] !== '') said.set(name, query[name]);
  if (query.sort !== 'verdict') said.set('sort', query.sort);
  if (query.down) said.set('down', '1');
  if (query.page > 1) said.set('page', String(query.page));
  const text = said.toString();
  return `#/devices${text === '' ? '' : `?${text}`}`;
}

/** The devices that a query asks for, in its order. */
export function select(fleet: Fleet, query: Query): readonly DeviceRow[] {
  const { rules, certificates } = fleet.packed;
  const rule = rules.findIndex(({ id }) => id === query.rule);
  const root = certificates.findIndex(({ sha256 }) => sha256 === query.root);
  const words = query.q.toLowerCase().split(/\s+/).filter(Boolean);
  const found = fleet.rows.filter(
    (row) =>
      (query.verdict === '' || row.verdict === query.verdict) &&
      (query.vendor === '' || row.vendor === query.vendor) &&
      (query.peer === '' || row.faces.has(query.peer)) &&
      (query.rule === '' || row.rules.has(rule)) &&
      (query.root === '' || row.roots.has(root)) &&
      (query.breaks === '' || row.breaks.includes(query.breaks)) &&
      (words.length === 0 || words.every((word) => haystackOf(fleet, row).includes(word))),
  );
  return sorted(found, query);
}

const BY: Readonly<Record<Sort, (a: DeviceRow, b: DeviceRow) => number>> = {
  verdict: (a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) || b.errors - a.errors,
  device: () => 0,
  vendor: (a, b) => compare(a.vendor, b.vendor),
  errors: (a, b) => b.errors - a.errors,
  open: (a, b) => b.open - a.open,
  // Nothing known to break comes last.
  next: (a, b) => compare(a.next || '9', b.next || '9'),
};

function sorted(rows: readonly DeviceRow[], { sort, down }: Query): readonly DeviceRow[] {
  const by = BY[sort];
  const order = [...rows].sort((a, b) => by(a, b) || compare(a.id, b.id));
  return down ? order.reverse() : order;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
