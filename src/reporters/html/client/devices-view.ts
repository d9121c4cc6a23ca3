import { VERDICT_WORDS, VERDICTS, type Verdict } from '../verdict.js';
import { el, type Child } from './dom.js';
import { deviceTable } from './device-table.js';
import type { Fleet } from './fleet.js';
import { pageOf, pager, PAGE, shown } from './pages.js';
import { EVERYTHING, FILTERS, select, writeQuery, type Filter, type Query, type Sort } from './query.js';
import type { View } from './view.js';

/** How long typing has to pause before the list follows. */
const PAUSE = 120;

/** The list of devices, with its filters. */
export function devicesView(fleet: Fleet, asked: Query, whole: boolean): View {
  let query = asked;
  let typing: ReturnType<typeof setTimeout> | undefined;
  const result = el('div', { id: 'result' });
  const said = el('p', { id: 'count', role: 'status', 'aria-live': 'polite' });

  const show = () => {
    const found = select(fleet, query);
    query = { ...query, page: Math.min(query.page, Math.max(1, Math.ceil(found.length / PAGE))) };
    said.textContent = found.length === 0 ? 'No device fits' : shown(found.length, query.page, 'device');
    result.replaceChildren(
      deviceTable(fleet, pageOf(found, query.page, whole), query, order),
      el('div', {}, pager(found.length, query.page, whole, turn)),
    );
  };
  const ask = (change: Partial<Query>) => {
    query = { ...query, page: 1, ...change };
    history.replaceState(history.state, '', writeQuery(query));
    show();
  };
  const turn = (page: number) => {
    ask({ page });
    said.scrollIntoView();
    document.getElementById('view-title')?.focus({ preventScroll: true });
  };
  const order = (sort: Sort) => {
    ask({ sort, down: query.sort === sort && !query.down });
    document.getElementById(`sort-${sort}`)?.focus();
  };
  const search = el('input', {
    type: 'search',
    id: 'search',
    name: 'q',
    value: query.q,
    autocomplete: 'off',
    input: () => {
      clearTimeout(typing);
      typing = setTimeout(() => ask({ q: search.value }), PAUSE);
    },
  });
  const selects = FILTERS.map((filter) => choice(filter, choicesOf(fleet, filter), query[filter], ask));
  const reset = () => {
    search.value = '';
    for (const { field } of selects) field.value = '';
    ask(EVERYTHING);
  };
  const form = el(
    'form',
    { class: 'filters', role: 'search', 'aria-label': 'Filter the devices', submit: (event) => event.preventDefault() },
    el('p', { class: 'wide' }, el('label', { for: 'search' }, 'Search'), search),
    selects.map(({ node }) => node),
    el('p', {}, el('button', { type: 'button', click: reset }, 'Show all')),
  );
  show();
  return {
    title: 'Devices',
    content: [form, whole ? el('p', { class: 'only-print' }, filterText(fleet, query)) : null, said, result],
  };
}

interface Choice {
  readonly value: string;
  readonly title: string;
}

const FILTER_WORDS: Readonly<Record<Filter, string>> = {
  verdict: 'Verdict',
  vendor: 'Vendor',
  peer: 'Faces',
  rule: 'Rule',
  root: 'Finding about root',
  breaks: 'Breaks on',
};

function choice(
  filter: Filter,
  choices: readonly Choice[],
  chosen: string,
  ask: (change: Partial<Query>) => void,
): { readonly node: Child; readonly field: HTMLSelectElement } {
  // What the address asks for and the fleet does not have stays visible, and finds nothing.
  const all =
    chosen === '' || choices.some(({ value }) => value === chosen)
      ? choices
      : [...choices, { value: chosen, title: chosen }];
  const field = el(
    'select',
    { id: `filter-${filter}`, change: () => ask({ [filter]: field.value }) },
    el('option', { value: '' }, 'any'),
    all.map(({ value, title }) => el('option', { value, selected: value === chosen }, title)),
  );
  return { field, node: el('p', {}, el('label', { for: `filter-${filter}` }, FILTER_WORDS[filter]), field) };
}

function choicesOf({ packed, rows, peerTitle, cloudTitle }: Fleet, filter: Filter): readonly Choice[] {
  const plain = (values: Iterable<string>) => [...new Set(values)].sort().map((value) => ({ value, title: value }));
  switch (filter) {
    case 'verdict': {
      const there = new Set<Verdict>(rows.map(({ verdict }) => verdict));
      return VERDICTS.filter((verdict) => there.has(verdict)).map((value) => ({
        value,
        title: VERDICT_WORDS[value].title,
      }));
    }
    case 'vendor':
      return plain(rows.map(({ vendor }) => vendor));
    case 'peer':
      return [...new Set(rows.flatMap(({ faces }) => [...faces]))].sort().map((value) => {
        const [peer = '', cloud] = value.split('/');
        return {
          value,
          title: cloud === undefined ? peerTitle(peer) : `${peerTitle(peer)}: ${cloudTitle(peer, cloud)}`,
        };
      });
    case 'rule':
      return plain(rows.flatMap((row) => [...row.rules].map((rule) => packed.rules[rule]?.id ?? '')));
    case 'root': {
      const there = new Set(rows.flatMap(({ roots }) => [...roots]));
      return packed.certificates
        .filter((_, at) => there.has(at))
        .map(({ sha256, name }) => ({ value: sha256, title: name }))
        .sort((a, b) => (a.title < b.title ? -1 : 1));
    }
    case 'breaks':
      return plain(rows.flatMap(({ breaks }) => breaks));
  }
}

/** What was asked for, for a sheet of paper that has no fields. */
function filterText(fleet: Fleet, query: Query): string {
  const said = FILTERS.filter((filter) => query[filter] !== '').map((filter) => {
    const title = choicesOf(fleet, filter).find(({ value }) => value === query[filter])?.title ?? query[filter];
    return `${FILTER_WORDS[filter]}: ${title}`;
  });
  const all = query.q === '' ? said : [...said, `Search: ${query.q}`];
  return all.length === 0 ? 'All devices' : `Only devices with ${all.join(', ')}`;
}
