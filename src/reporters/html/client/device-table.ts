import { count, el, type Child } from './dom.js';
import { findingGroups } from './finding-groups.js';
import type { DeviceRow, Fleet } from './fleet.js';
import type { Query, Sort } from './query.js';
import { badge, deviceLink } from './words.js';

const COLUMNS: readonly { readonly sort: Sort; readonly title: string; readonly name: string }[] = [
  { sort: 'verdict', title: 'Verdict', name: 'verdict-column' },
  { sort: 'device', title: 'Device', name: '' },
  { sort: 'vendor', title: 'Product', name: 'roomy' },
  { sort: 'errors', title: 'Errors', name: 'number roomy' },
  { sort: 'open', title: 'Open', name: 'number roomy' },
  { sort: 'next', title: 'Breaks next', name: 'roomy' },
];

/** One page of the list of devices; its heads are buttons that sort. */
export function deviceTable(
  fleet: Fleet,
  rows: readonly DeviceRow[],
  { sort, down }: Pick<Query, 'sort' | 'down'>,
  order: (sort: Sort) => void,
): HTMLElement {
  const heads = COLUMNS.map(({ sort: by, title, name }) => {
    const state = by === sort ? (down ? 'descending' : 'ascending') : 'none';
    const arrow = el('span', { class: 'arrow', 'aria-hidden': 'true' }, by === sort ? (down ? '▼' : '▲') : '');
    return el(
      'th',
      { scope: 'col', class: name, 'aria-sort': state },
      el('button', { type: 'button', id: `sort-${by}`, click: () => order(by) }, title, arrow),
    );
  });
  return el(
    'table',
    { class: 'devices' },
    el('caption', { class: 'sr' }, 'Devices; the buttons in the heads sort'),
    el('thead', {}, el('tr', {}, ...heads)),
    el(
      'tbody',
      {},
      rows.map((row) => deviceRow(fleet, row)),
    ),
  );
}

function deviceRow(fleet: Fleet, row: DeviceRow): HTMLElement {
  const [, , product, release] = fleet.device(row.index);
  const peers = [...row.faces].filter((face) => !face.includes('/')).map(fleet.peerTitle);
  const cells: readonly (readonly [string, Child])[] = [
    ['roomy', [fleet.text(product), release < 0 ? null : ` ${fleet.text(release) ?? ''}`]],
    ['number roomy', row.errors || ''],
    ['number roomy', row.open || ''],
    ['roomy', row.next],
  ];
  return el(
    'tr',
    {},
    el('td', {}, badge(row.verdict)),
    el(
      'th',
      { scope: 'row' },
      deviceLink(row.id),
      el('span', { class: 'reason' }, reason(fleet, row)),
      el('span', { class: 'quiet' }, peers.length > 0 ? `faces ${peers.join(', ')}` : 'faces no known peer'),
    ),
    ...cells.map(([name, cell]) => el('td', { class: name }, cell)),
  );
}

/** What the gravest finding says, and how many more there are. */
function reason(fleet: Fleet, row: DeviceRow): string {
  const groups = findingGroups(fleet, row);
  const [first] = groups;
  if (!first) return '';
  const more = groups.length - 1;
  return `${first.items[0]?.message ?? first.rule.what}${more > 0 ? `; and ${count(more, 'more')}`.replace('mores', 'more') : ''}`;
}
