import { LEVELS } from '../packed.js';
import { CAUSE_WORDS } from '../cliffs.js';
import { distance } from '../distance.js';
import { VERDICT_WORDS } from '../verdict.js';
import { el, link, tableOf, type Child } from './dom.js';
import { findingSections } from './finding-sections.js';
import { sure, type DeviceRow, type Fleet } from './fleet.js';
import type { View } from './view.js';
import { ANSWER_WORDS, badge, certificateLink, CERTAINTY_WORDS, validity } from './words.js';

/** Everything that is known of one device, nothing folded away. */
export function deviceView(fleet: Fleet, row: DeviceRow, list: string): View {
  const { text } = fleet;
  const [, , product, release, , files] = fleet.device(row.index);
  const faces = [...row.faces]
    .filter((face) => face.includes('/'))
    .map((face) => {
      const [peer = '', cloud = ''] = face.split('/');
      return `${fleet.peerTitle(peer)} (${fleet.cloudTitle(peer, cloud)})`;
    });
  const { title, means } = VERDICT_WORDS[row.verdict];
  const plain = [...row.faces].filter((face) => !face.includes('/')).map(fleet.peerTitle);
  return {
    title: row.id,
    mark: badge(row.verdict),
    content: [
      el('p', { class: 'back' }, link(list, 'Back to the list of devices')),
      el('p', { class: 'lead' }, `${[text(product), text(release)].filter(Boolean).join(' ')}. ${title}: ${means}.`),
      el(
        'p',
        {},
        faces.length + plain.length === 0
          ? 'It faces no peer that sbclint knows.'
          : `It faces ${(faces.length > 0 ? faces : plain).join(' and ')}.`,
      ),
      el('h2', {}, 'Findings'),
      findingSections(fleet, row),
      el('h2', {}, 'What breaks when'),
      breaking(fleet, row),
      el('h2', {}, 'Legs'),
      legs(fleet, row),
      el('h2', {}, 'Trust stores'),
      stores(fleet, row),
      el('h2', {}, 'Evidence'),
      el('p', {}, 'The files that all of this was read from, by their SHA-256.'),
      tableOf(
        'The files of the device',
        ['File', 'Form', 'State', 'SHA-256'],
        files.map(([path, format, failed, sha256]) => [
          fleet.path(path),
          text(format),
          failed ? el('strong', { class: 'bad' }, 'could not be read') : 'understood',
          el('code', { class: 'hash' }, text(sha256)),
        ]),
      ),
    ],
  };
}

function breaking(fleet: Fleet, row: DeviceRow): Child {
  const { packed, text } = fleet;
  if (packed.until === null) return el('p', {}, 'Not in this report: it was made without a time line.');
  const [, , , , , , , , , events, gaps] = fleet.device(row.index);
  const rows = new Map<
    string,
    { day: string; level: string; cause: string; legs: Set<string>; roots: Set<number>; message: string }
  >();
  for (const at of events) {
    const [date, leg, , cause, certificate, level, message, tlsContext] = fleet.event(at);
    const key = `${date} ${cause} ${level} ${certificate < 0 ? message : ''}`;
    const found = rows.get(key) ?? {
      day: text(date) ?? '',
      level: LEVELS[level] ?? '',
      cause: text(cause) ?? '',
      legs: new Set(),
      roots: new Set(),
      message: fleet.said(message, tlsContext, certificate) ?? '',
    };
    rows.set(key, found);
    found.legs.add(text(leg) ?? '');
    if (certificate >= 0) found.roots.add(certificate);
  }
  const told = [...rows.values()].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  return [
    told.length === 0
      ? el('p', {}, `Nothing is known to break until ${packed.until}.`)
      : tableOf(
          'What breaks on this device, day by day',
          ['Day', 'What', 'Legs'],
          told.map(({ day, level, cause, legs: hit, roots, message }) => [
            el('span', { class: 'firm' }, day, el('br'), el('span', { class: 'quiet' }, distance(day, fleet.today))),
            [
              el('span', { class: `level ${level}` }, level),
              ` ${CAUSE_WORDS[cause as keyof typeof CAUSE_WORDS] ?? cause}. `,
              roots.size > 0 ? [...roots].map((root, i) => [i > 0 ? ', ' : '', certificateLink(fleet, root)]) : message,
            ],
            [...hit].map((leg) => el('div', { class: 'firm' }, leg)),
          ]),
        ),
    gaps.length === 0
      ? null
      : el(
          'div',
          { class: 'open-box' },
          el('h3', {}, 'What cannot be foretold'),
          el('p', {}, 'Open is not fine: this may break on any day.'),
          el(
            'ul',
            {},
            gaps.map((at) => {
              const [because, hint] = sure(packed.gaps[at]);
              return el('li', {}, text(because), hint < 0 ? null : el('div', {}, el('b', {}, 'Do: '), text(hint)));
            }),
          ),
        ),
  ];
}

function legs(fleet: Fleet, row: DeviceRow): Child {
  const { packed, text } = fleet;
  const [, , , , , , , all] = fleet.device(row.index);
  if (all.length === 0) return el('p', {}, 'The export shows none.');
  return tableOf(
    'The legs of the device',
    ['Leg', 'Way', 'TLS context', 'Peer', 'Hosts', 'Checks its peer', 'Asks for a certificate', 'Enabled'],
    all.map((at) => {
      const [name, inbound, tlsContext, peer, cloud, hosts, verifies, enabled, mutual, transport, port] = sure(
        packed.legs[at],
      );
      const peerId = text(peer);
      const cloudId = text(cloud);
      return [
        text(name),
        el(
          'span',
          { class: 'firm' },
          `${inbound ? 'in' : 'out'}, ${text(transport) ?? ''}${port < 0 ? '' : ` ${port}`}`,
        ),
        text(tlsContext) ?? el('span', { class: 'quiet' }, 'none'),
        peerId === null
          ? el('span', { class: 'quiet' }, 'not known')
          : `${fleet.peerTitle(peerId)}${cloudId === null ? '' : `, ${fleet.cloudTitle(peerId, cloudId)}`}`,
        hosts.map((host) => el('div', {}, text(host))),
        answer(verifies),
        answer(mutual),
        answer(enabled),
      ];
    }),
    'legs',
  );
}

function answer(at: number): Child {
  return at === 2 ? el('span', { class: 'level open' }, 'cannot be told') : (ANSWER_WORDS[at] ?? '');
}

function stores(fleet: Fleet, row: DeviceRow): Child {
  const { packed, text } = fleet;
  const [, , , , , , all] = fleet.device(row.index);
  if (all.length === 0) return el('p', {}, 'The export shows none.');
  return all.map((at) => {
    const [name, ofContext, complete, entries] = sure(packed.stores[at]);
    const where = ofContext ? 'of a TLS context' : 'of the whole device';
    const state =
      entries === null
        ? 'The export does not show what is in it: nothing about it can be told.'
        : complete
          ? 'The evidence shows all of it.'
          : 'It may hold more than the evidence shows, so nothing is said to be missing from it.';
    return [
      el('h3', {}, `${text(name) ?? ''} `, el('span', { class: 'quiet' }, where)),
      el('p', { class: entries === null || !complete ? 'open-text' : '' }, state),
      entries === null
        ? null
        : entries.length === 0
          ? el('p', {}, 'It is empty.')
          : tableOf(
              `Trust store ${text(name) ?? ''}`,
              ['Label', 'Certificate', 'Valid', 'Known'],
              entries.map((entry) => {
                const [label, subject, certificate, certainty] = sure(packed.entries[entry]);
                return [
                  text(label),
                  certificate < 0
                    ? (text(subject) ?? el('span', { class: 'level open' }, 'not known'))
                    : certificateLink(fleet, certificate),
                  validity(fleet, certificate),
                  certainty === 2
                    ? el('span', { class: 'open-text' }, CERTAINTY_WORDS[2])
                    : (CERTAINTY_WORDS[certainty] ?? ''),
                ];
              }),
            ),
    ];
  });
}
