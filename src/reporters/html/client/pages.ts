import { thousands } from '../thousands.js';
import { count, el, type Child } from './dom.js';

/** Rows on one page: enough to look through, and few enough for any browser. */
export const PAGE = 100;

/** The part of a list that a page shows; all of it where the view goes to paper. */
export function pageOf<T>(all: readonly T[], page: number, whole: boolean): readonly T[] {
  return whole ? all : all.slice((page - 1) * PAGE, page * PAGE);
}

/** Buttons to the other pages, where there are any. */
export function pager(total: number, page: number, whole: boolean, go: (page: number) => void): Child {
  const pages = Math.ceil(total / PAGE);
  if (whole || pages < 2) return null;
  const button = (text: string, to: number) =>
    el('button', { type: 'button', disabled: to < 1 || to > pages, click: () => go(to) }, text);
  return el(
    'nav',
    { class: 'pager', 'aria-label': 'Pages' },
    button('First', page === 1 ? 0 : 1),
    button('Previous', page - 1),
    el('span', {}, `Page ${page} of ${thousands(pages)}`),
    button('Next', page + 1),
    button('Last', page === pages ? 0 : pages),
  );
}

/** A list that pages by itself and keeps its page while the view stands. */
export function pagedList(total: number, whole: boolean, render: (from: number, to: number) => Child): HTMLElement {
  const home = el('div');
  const show = (page: number) => {
    const from = whole ? 0 : (page - 1) * PAGE;
    const to = whole ? total : Math.min(total, page * PAGE);
    home.replaceChildren(
      el('div', {}, render(from, to)),
      el(
        'div',
        {},
        pager(total, page, whole, (to) => {
          show(to);
          home.scrollIntoView();
        }),
      ),
    );
  };
  show(1);
  return home;
}

export function shown(total: number, page: number, noun: string): string {
  const from = (page - 1) * PAGE + 1;
  const to = Math.min(total, page * PAGE);
  return total > PAGE ? `${count(total, noun)}, ${thousands(from)} to ${thousands(to)} shown` : count(total, noun);
}
