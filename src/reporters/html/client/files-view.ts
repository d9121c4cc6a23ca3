import { confidenceOf } from '../confidence.js';
import { LEVELS } from '../packed.js';
import { el, tableOf } from './dom.js';
import { sure, type Fleet } from './fleet.js';
import { pagedList } from './pages.js';
import type { View } from './view.js';
import { confidenceTag } from './words.js';

/** What was found about files and facts, and belongs to no device. */
export function filesView(fleet: Fleet, whole: boolean): View {
  const { packed, fact } = fleet;
  const all = packed.loose;
  return {
    title: 'Files and facts',
    content: [
      el(
        'p',
        { class: 'lead' },
        'What belongs to no device: files that could not be read or have no place, and facts that grow old.',
      ),
      pagedList(all.length, whole, (from, to) =>
        tableOf(
          'Findings about files and facts',
          ['File', 'Level', 'What'],
          all.slice(from, to).map(([at, path, line, column]) => {
            const [rule, open, level, message, because, context, , , certificate, hint] = fact(at);
            const text = (each: number) => fleet.said(each, context, certificate);
            const mark = open ? 'open' : (LEVELS[level] ?? '');
            const said = text(message) ?? '';
            const confidence = confidenceOf(said);
            return [
              path < 0 ? '' : `${fleet.path(path) ?? ''}:${line}:${column}`,
              el('span', { class: `level ${mark}` }, mark),
              [
                said,
                confidence === null ? null : [' ', confidenceTag(confidence)],
                ' ',
                el('code', { class: 'quiet' }, sure(packed.rules[rule]).id),
                because < 0 ? null : el('div', {}, el('b', {}, 'Because: '), text(because)),
                el('div', {}, el('b', {}, 'Do: '), text(hint) ?? sure(packed.rules[rule]).remedy),
              ],
            ];
          }),
        ),
      ),
    ],
  };
}
