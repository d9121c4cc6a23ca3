import { CONFIDENCE_WORDS } from '../../../model/vendor-command.js';
import type { PackedRequirement } from '../packed.js';
import { VERDICT_WORDS, type Verdict } from '../verdict.js';
import { el, link, type Child } from './dom.js';
import type { Fleet } from './fleet.js';

export const CERTAINTY_WORDS = [
  'the certificate itself',
  'by what the device lists: names, serial number and dates, or a fingerprint',
  'a name only, which proves nothing',
] as const;

export const ANSWER_WORDS = ['yes', 'no', 'cannot be told'] as const;

export function badge(verdict: Verdict): HTMLElement {
  return el('span', { class: `verdict ${verdict}` }, VERDICT_WORDS[verdict].title);
}

export function deviceLink(id: string): HTMLElement {
  return link(`#/device/${encodeURIComponent(id)}`, id);
}

/** A certificate by its name, as a link to its own page. */
export function certificateLink({ packed }: Fleet, at: number): Child {
  const certificate = packed.certificates[at];
  return certificate ? link(`#/certificate/${certificate.sha256}`, certificate.name) : null;
}

/** Until when a certificate is valid, as far as it is known. */
export function validity({ packed, today }: Fleet, at: number): Child {
  const until = packed.certificates[at]?.notAfter?.slice(0, 10);
  if (until === undefined) return el('span', { class: 'quiet' }, 'not known');
  return until < today ? el('strong', { class: 'bad' }, `expired on ${until}`) : `until ${until}`;
}

/** What a peer asks for, and how far that is backed. */
export function requirementText(fleet: Fleet, requirement: PackedRequirement): Child {
  const { kind, peer, clouds, from, until, confidence, note, sources } = requirement;
  const who = `${fleet.peerTitle(peer)} (${clouds.map((cloud) => fleet.cloudTitle(peer, cloud)).join(', ')})`;
  const since = from === null ? '' : from.slice(0, 10) > fleet.today ? ` from ${from} on` : ` since ${from}`;
  const says = {
    requires: `${who} requires it${since}`,
    'one-of': `${who} requires it or another of several${since}`,
    advises: `advised for ${who}${since}`,
    keep: `${who} wants it kept ${until === null ? 'with no end given' : `until ${until}`}`,
    path: `a path that ${who} may present ends at it${since}${until === null ? '' : `, until ${until}`}`,
  }[kind];
  return [
    `${says} `,
    confidenceTag(confidence),
    note === null ? null : el('div', { class: 'quiet' }, note),
    sources.length === 0
      ? null
      : el('div', { class: 'sources' }, sources.length === 1 ? 'Source: ' : 'Sources: ', ...sources.map(sourceText)),
  ];
}

export function confidenceTag(confidence: PackedRequirement['confidence']): HTMLElement {
  const weak = confidence === 'inferred' || confidence === 'unknown';
  return el('span', { class: weak ? 'tag weak' : 'tag' }, CONFIDENCE_WORDS[confidence]);
}

function sourceText({ title, url, read }: PackedRequirement['sources'][number], i: number): Child {
  const named = url === null ? title : el('a', { href: url, rel: 'noreferrer noopener' }, title);
  return [i > 0 ? '; ' : '', named, ` (read ${read})`];
}
