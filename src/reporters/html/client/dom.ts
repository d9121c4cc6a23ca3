import { thousands } from '../thousands.js';

/** What goes into an element: texts are only ever texts. */
export type Child = Node | string | number | null | readonly Child[];

type Attributes = Readonly<Record<string, string | number | boolean | ((event: Event) => void)>>;

/** Makes an element. An attribute that is a function listens to the event of its name. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
  put(element, children);
  return element;
}

function put(parent: Node, children: readonly Child[]): void {
  for (const child of children) {
    if (child === null) continue;
    if (Array.isArray(child)) put(parent, child as readonly Child[]);
    else parent.appendChild(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

export function link(href: string, ...children: readonly Child[]): HTMLElement {
  return el('a', { href }, ...children);
}

/** A table in a frame that scrolls by itself where the screen is narrow; the frame takes the focus so that keys can scroll it. */
export function tableOf(
  caption: string,
  columns: readonly Child[],
  rows: readonly (readonly Child[])[],
  name = '',
): HTMLElement {
  const head = columns.map((column) => el('th', { scope: 'col' }, column));
  const body = rows.map((cells) =>
    el('tr', {}, ...cells.map((cell, i) => (i === 0 ? el('th', { scope: 'row' }, cell) : el('td', {}, cell)))),
  );
  const table = el(
    'table',
    { class: name },
    el('caption', { class: 'sr' }, caption),
    el('thead', {}, el('tr', {}, ...head)),
    el('tbody', {}, ...body),
  );
  return el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption }, table);
}

/** `1 device`, `2 devices`; 10000 as 10,000. */
export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${thousands(number)} ${number === 1 ? singular : plural}`;
}
