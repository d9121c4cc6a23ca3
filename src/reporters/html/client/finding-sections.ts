import { confidenceOf } from '../confidence.js';
import { el, type Child } from './dom.js';
import { findingGroups, type FindingGroup, type FindingItem, type FindingPart } from './finding-groups.js';
import type { DeviceRow, Fleet } from './fleet.js';
import { certificateLink, confidenceTag, requirementText } from './words.js';

const FIX_WORDS: Readonly<Record<string, string>> = {
  safe: 'sbclint patch writes this: it adds a public root, changes nothing else, and proves that.',
  review: 'sbclint patch writes this once you allow it with --allow: it changes a value that is there.',
  manual: 'This is done by hand.',
};

/** The findings of a device: what, because, why it matters and what to do, rule by rule. */
export function findingSections(fleet: Fleet, row: DeviceRow): Child {
  const groups = findingGroups(fleet, row);
  if (groups.length === 0) {
    return el(
      'p',
      {},
      row.faces.size > 0 ? 'Nothing was found.' : 'Nothing was found, and there was nothing to judge.',
    );
  }
  return groups.map((group) => section(fleet, group));
}

function section(fleet: Fleet, { rule, mark, items }: FindingGroup): HTMLElement {
  return el(
    'section',
    { class: `finding ${mark}` },
    el(
      'h3',
      {},
      el('span', { class: `level ${mark}` }, mark),
      ' ',
      mark === 'open' ? 'Cannot be told: ' : '',
      rule.what,
    ),
    el('p', { class: 'quiet' }, el('code', {}, rule.id)),
    items.map((each) => item(fleet, each)),
    el(
      'dl',
      {},
      rule.why === '' ? null : [el('dt', {}, 'Why it matters'), el('dd', {}, rule.why)],
      rule.remedy === '' ? null : [el('dt', {}, 'Remedy'), el('dd', {}, rule.remedy)],
    ),
  );
}

function item(fleet: Fleet, { message, fix, requirements, about, suppression }: FindingItem): HTMLElement {
  const confidence = confidenceOf(message);
  const backed = fleet.packed.requirements.filter(({ id, kind }) => requirements.includes(id) && kind !== 'keep');
  const [first] = about;
  const because = about.every((part) => part.because === first?.because) ? (first?.because ?? null) : null;
  const hint = about.every((part) => part.hint === first?.hint) ? (first?.hint ?? null) : null;
  const parts = about.map((part) => partText(fleet, part, because === null, hint === null));
  const heading = first && first.certificate < 0 ? 'Where' : about.length === 1 ? 'Root' : 'Roots';
  return el(
    'div',
    { class: 'item' },
    el(
      'p',
      { class: 'message' },
      message,
      confidence === null || confidence === 'corroborated' ? null : [' ', confidenceTag(confidence)],
    ),
    el(
      'dl',
      {},
      suppression === null ? null : line('Accepted', `${suppression}. It does not count, and it is still there.`),
      because === null ? null : line('Because', because),
      hint === null ? null : line('Do', hint),
      fix === null || hint?.startsWith('sbclint patch') ? null : line('Fix', FIX_WORDS[fix] ?? fix),
      line(
        heading,
        parts.length === 1
          ? (parts[0] ?? null)
          : el(
              'ul',
              { class: 'about' },
              parts.map((part) => el('li', {}, part)),
            ),
      ),
      backed.length === 0
        ? null
        : line(
            'Asked for',
            el(
              'ul',
              { class: 'about' },
              backed.map((each) => el('li', {}, requirementText(fleet, each))),
            ),
          ),
    ),
  );
}

function line(title: string, text: Child): Child {
  return [el('dt', {}, title), el('dd', {}, text)];
}

/** What one of several findings alone says: its root, its place and, where they differ, its reason and its remedy. */
function partText(
  fleet: Fleet,
  { certificate, place, because, hint }: FindingPart,
  ownReason: boolean,
  ownHint: boolean,
): Child {
  return [
    certificateLink(fleet, certificate),
    certificate >= 0 && place !== null ? ' ' : null,
    place === null ? null : el('code', { class: 'quiet' }, place),
    ownReason && because !== null ? el('div', {}, el('b', {}, 'Because: '), because) : null,
    ownHint && hint !== null ? el('div', {}, el('b', {}, 'Do: '), hint) : null,
  ];
}
