import { CONFIDENCE_WORDS } from '../../../model/vendor-command.js';
import { VERDICT_WORDS, VERDICTS } from '../verdict.js';
import { el } from './dom.js';
import type { View } from './view.js';
import { badge, CERTAINTY_WORDS } from './words.js';

/** What the words of the report mean. */
export function readingView(): View {
  const list = (rows: readonly (readonly [string | HTMLElement, string])[]) =>
    el(
      'dl',
      { class: 'facts' },
      rows.map(([word, means]) => [el('dt', {}, word), el('dd', {}, means)]),
    );
  return {
    title: 'How to read this report',
    content: [
      el('h2', {}, 'Verdicts'),
      el('p', {}, 'A device has one verdict: the gravest that fits.'),
      list(VERDICTS.map((verdict) => [badge(verdict), `${VERDICT_WORDS[verdict].means}.`])),
      el('h2', {}, 'Open is not fine'),
      el(
        'p',
        {},
        'Open means that the exports do not prove it, neither that it works nor that it fails. Each open finding says why, and what would settle it, mostly a command of the vendor. What is open may break on any day.',
      ),
      el('h2', {}, 'How well an entry of a trust store is known'),
      list([
        ['bytes', `${CERTAINTY_WORDS[0]} lies beside the configuration.`],
        ['described', `${CERTAINTY_WORDS[1]}.`],
        ['label', `${CERTAINTY_WORDS[2]}.`],
      ]),
      el('h2', {}, 'How well a fact about a peer is known'),
      el(
        'p',
        {},
        'Only what is verified or corroborated can be an error. What is inferred is at most a warning, and says so wherever it stands.',
      ),
      list(Object.entries(CONFIDENCE_WORDS).map(([word, means]) => [word, `${means}.`])),
      el('h2', {}, 'Accepted'),
      el(
        'p',
        {},
        'A finding that somebody suppressed, or that was there when the baseline was made, does not count. It stays in the report and says who accepted it, and until when.',
      ),
      el('h2', {}, 'What the time line says'),
      el(
        'p',
        {},
        'The day on which a leg begins to suffer if nothing is changed, from the dates of certificates and from what the peers have published. What cannot be told today cannot be foretold either, and is hatched in the picture. Who “needs” a certificate follows from the clouds that a device faces; sbclint inspect --needs asks for one root more closely.',
      ),
      el('h2', {}, 'What is not in this report'),
      el(
        'p',
        {},
        'No configuration text, no key, no password. Nothing was asked of a device or of the network: the report knows what the exports show.',
      ),
    ],
  };
}
