import type { PackedFleet } from '../packed.js';
import { certificatesView, certificateView } from './certificates-view.js';
import { deviceView } from './device-view.js';
import { devicesView } from './devices-view.js';
import { el } from './dom.js';
import { filesView } from './files-view.js';
import { openFleet, type Fleet } from './fleet.js';
import { makeAhead } from './haystack.js';
import { EVERYTHING, readQuery } from './query.js';
import { readingView } from './reading-view.js';
import { themeButton } from './theme.js';
import type { View } from './view.js';

const byId = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no ${id}`);
  return found;
};

/** Where the list of devices was left, for the way back. */
let list = '#/devices';
/** How far each address was scrolled when it was left. */
const scrolled = new Map<string, number>();

/** What an address shows; `null` for the overview, which is in the page already. */
function viewOf(fleet: Fleet, hash: string, whole: boolean): View | null {
  const [, path = '', asked = ''] = /^#\/([^?]*)(?:\?(.*))?$/.exec(hash) ?? [];
  const [kind = '', ...rest] = path.split('/');
  const name = decoded(rest.join('/'));
  const missing: View = {
    title: 'Not in this report',
    content: [
      el(
        'p',
        {},
        'The address names something that this report does not hold. ',
        el('a', { href: '#/' }, 'To the overview'),
      ),
    ],
  };
  switch (kind) {
    case '':
      return null;
    case 'devices':
      return devicesView(fleet, readQuery(asked), whole);
    case 'device': {
      const row = fleet.find(name);
      return row ? deviceView(fleet, row, list) : missing;
    }
    case 'certificates':
      return certificatesView(fleet, whole);
    case 'certificate':
      return (
        certificateView(
          fleet,
          fleet.packed.certificates.findIndex(({ sha256 }) => sha256 === name),
          whole,
        ) ?? missing
      );
    case 'files':
      return filesView(fleet, whole);
    case 'reading':
      return readingView();
    default:
      return missing;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Shows what the address names. `whole` is for paper: then nothing is left to another page. */
function show(fleet: Fleet, whole: boolean): void {
  const hash = location.hash.startsWith('#/') ? location.hash : '#/';
  const view = viewOf(fleet, hash, whole);
  const home = byId('view');
  const overview = byId('overview');
  overview.hidden = view !== null;
  // On paper the overview is followed by its devices.
  const shown = view ?? (whole ? devicesView(fleet, EVERYTHING, true) : null);
  home.hidden = shown === null;
  home.replaceChildren();
  if (shown) {
    const title = el(
      view ? 'h1' : 'h2',
      { id: 'view-title', tabindex: -1 },
      shown.title,
      shown.mark ? [' ', shown.mark] : null,
    );
    home.append(title, el('div', {}, ...shown.content));
  }
  if (whole) return;
  document.title = `${view ? `${view.title} · ` : ''}Fleet report as of ${fleet.packed.asOf} · sbclint`;
  for (const each of document.querySelectorAll<HTMLAnchorElement>('header nav a')) {
    const target = each.getAttribute('href') ?? '';
    const kind = hash.replace(/^#\/(certificate|device)\b.*/, '#/$1s').replace(/\?.*/, '');
    if (target === kind) each.setAttribute('aria-current', 'page');
    else each.removeAttribute('aria-current');
  }
}

function isSeen(state: unknown): boolean {
  return state === 'seen';
}

/** Puts the focus on the title of a new view; on the way back, on the link that led away, and the scroll where it was. */
function settle(back: boolean, left: string): void {
  const links = back ? [...document.querySelectorAll<HTMLElement>('main a')] : [];
  const target =
    links.find((each) => each.getAttribute('href') === left) ??
    document.querySelector<HTMLElement>('#overview:not([hidden]) > h1, #view > h1');
  target?.focus({ preventScroll: true });
  scrollTo(0, back ? (scrolled.get(location.hash) ?? 0) : 0);
}

function start(): void {
  const fleet = openFleet(JSON.parse(byId('fleet').textContent ?? '') as PackedFleet);
  // The page puts back the scroll itself, once the view stands.
  history.scrollRestoration = 'manual';
  addEventListener('scroll', () => scrolled.set(location.hash, scrollY), { passive: true });
  addEventListener('hashchange', ({ oldURL }) => {
    const left = new URL(oldURL).hash;
    if (/^#\/devices\b/.test(left)) list = left;
    // An address that was seen before has a mark of this page: somebody went back or forth.
    const back = isSeen(history.state);
    history.replaceState('seen', '');
    show(fleet, false);
    settle(back, left);
  });
  document.querySelector('.skip')?.addEventListener('click', (event) => {
    // The address says which view is shown, so the link must not change it.
    event.preventDefault();
    byId('main').focus();
  });
  addEventListener('beforeprint', () => show(fleet, true));
  addEventListener('afterprint', () => show(fleet, false));
  themeButton(byId('theme'));
  history.replaceState('seen', '');
  show(fleet, false);
  setTimeout(() => makeAhead(fleet), 50);
}

start();
