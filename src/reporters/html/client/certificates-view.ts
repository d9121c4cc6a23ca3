import { thousands } from '../thousands.js';
import { el, count, link, tableOf, type Child } from './dom.js';
import type { Fleet } from './fleet.js';
import { holdings, isOver, needs, type Need } from './holdings.js';
import { pagedList } from './pages.js';
import type { View } from './view.js';
import { CERTAINTY_WORDS, certificateLink, deviceLink, requirementText, validity } from './words.js';

/** Every certificate that a device holds or a peer needs. */
export function certificatesView(fleet: Fleet, whole: boolean): View {
  const { held, bare } = holdings(fleet);
  const needed = needs(fleet);
  const order = fleet.packed.certificates
    .map(({ name }, at) => ({ at, name, holders: held.get(at)?.length ?? 0, need: needed.get(at) }))
    .sort(
      (a, b) =>
        (b.need?.devices.size ?? 0) - (a.need?.devices.size ?? 0) ||
        b.holders - a.holders ||
        (a.name < b.name ? -1 : 1),
    );
  const labels = [...bare].sort(([a, x], [b, y]) => y.size - x.size || (a < b ? -1 : 1));
  return {
    title: 'Certificates',
    content: [
      el('p', { class: 'lead' }, `${count(order.length, 'certificate')}: who holds each, and who needs it.`),
      pagedList(order.length, whole, (from, to) =>
        tableOf(
          'Certificates of the fleet',
          ['Certificate', 'Valid', 'Held by', 'Needed', 'With a finding'],
          order
            .slice(from, to)
            .map(({ at, holders, need }) => [
              certificateLink(fleet, at),
              validity(fleet, at),
              count(holders, 'device'),
              needText(need),
              findingsLink(fleet, at),
            ]),
        ),
      ),
      labels.length === 0
        ? null
        : [
            el('h2', {}, 'Names without a certificate'),
            el(
              'p',
              { class: 'open-text' },
              'These entries are names only. A name proves nothing: what stands behind it can be any certificate.',
            ),
            pagedList(labels.length, whole, (from, to) =>
              tableOf(
                'Names without a certificate',
                ['Label', 'On'],
                labels
                  .slice(from, to)
                  .map(([label, devices]) => [
                    label,
                    link(`#/devices?q=${encodeURIComponent(label)}`, count(devices.size, 'device')),
                  ]),
              ),
            ),
          ],
    ],
  };
}

const NEED_WORDS: Readonly<Record<Need['kind'], string>> = {
  requires: 'required on',
  'one-of': 'one of several required on',
  path: 'a path may end at it on',
  keep: 'to be kept on',
  advises: 'advised on',
};

function needText(need: Need | undefined): Child {
  if (!need) return el('span', { class: 'quiet' }, 'by no known peer');
  const text = `${NEED_WORDS[need.kind]} ${count(need.devices.size, 'device')}`;
  if (need.kind === 'advises') return el('span', { class: 'quiet' }, text);
  const { size } = need.inferred;
  return size === 0 ? text : [text, el('span', { class: 'quiet' }, `, on ${thousands(size)} of them by inference`)];
}

function findingsLink({ packed, rows }: Fleet, at: number): Child {
  const found = rows.filter(({ roots }) => roots.has(at)).length;
  const sha256 = packed.certificates[at]?.sha256 ?? '';
  return found === 0
    ? el('span', { class: 'quiet' }, 'none')
    : link(`#/devices?root=${sha256}`, count(found, 'device'));
}

/** One certificate: what it is, who needs it and who holds it. */
export function certificateView(fleet: Fleet, at: number, whole: boolean): View | null {
  const certificate = fleet.packed.certificates[at];
  if (!certificate) return null;
  const { name, sha256, subject, key, notBefore, notAfter } = certificate;
  const holders = holdings(fleet).held.get(at) ?? [];
  const need = needs(fleet).get(at);
  const asked = fleet.packed.requirements.filter(({ certificates }) => certificates.includes(at));
  const unknown = el('span', { class: 'quiet' }, 'not among the facts of this report');
  const line = (title: string, text: Child) => [el('dt', {}, title), el('dd', {}, text)];
  return {
    title: name,
    content: [
      el('p', { class: 'back' }, link('#/certificates', 'All certificates')),
      el(
        'dl',
        { class: 'facts' },
        line('SHA-256', el('code', { class: 'hash' }, sha256)),
        line('Subject', subject ?? unknown),
        line('Key', key ?? unknown),
        line(
          'Valid',
          notBefore === null || notAfter === null ? unknown : [`from ${notBefore.slice(0, 10)} `, validity(fleet, at)],
        ),
      ),
      el('h2', {}, 'Who needs it'),
      asked.length === 0
        ? el('p', {}, 'No peer that this fleet faces is known to ask for it.')
        : [
            el('p', {}, 'In this fleet: ', needText(need), '.'),
            el(
              'ul',
              {},
              asked.map((each) =>
                el(
                  'li',
                  { class: isOver(each, fleet.today) ? 'quiet' : '' },
                  isOver(each, fleet.today) ? 'Over: ' : '',
                  requirementText(fleet, each),
                ),
              ),
            ),
          ],
      el('p', {}, 'Findings about it: ', findingsLink(fleet, at), '.'),
      el('h2', {}, 'Who holds it'),
      holders.length === 0
        ? el('p', {}, 'No device is known to hold it in a trust store that the evidence shows.')
        : [
            el('p', {}, `${thousands(holders.length)} ${holders.length === 1 ? 'device' : 'devices'}.`),
            pagedList(holders.length, whole, (from, to) =>
              tableOf(
                `Devices that hold ${name}`,
                ['Device', 'Trust store', 'Label', 'Known'],
                holders
                  .slice(from, to)
                  .map(({ row, places }) => [
                    deviceLink(row.id),
                    places.map(({ store }) => el('div', {}, store)),
                    places.map(({ label }) => el('div', {}, label)),
                    CERTAINTY_WORDS[places[0]?.certainty ?? 0] ?? '',
                  ]),
              ),
            ),
          ],
    ],
  };
}
