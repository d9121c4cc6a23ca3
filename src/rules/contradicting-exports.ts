import { defineRule } from './define-rule.js';

/** Its findings come from what parsers and the engine could not accept. */
export const contradictingExports = defineRule({
  id: 'contradicting-exports',
  level: 'error',
  citations: [{ document: 'docs/architecture.md', section: 'Evidence' }],
  docs: {
    what: 'Two exports of one device disagree.',
    why: 'They are of two moments, or one was edited. What the device holds now is in one of them at most, and nothing says in which.',
    remedy: 'Export the device again, and keep one export of one moment.',
    open: {
      see: 'files',
      means:
        'Never by itself: a root that only one of the exports shows is neither there nor missing, and missing-trust-anchor is open.',
    },
  },
  applies: 'Two exports of one device lie side by side: the same stem, or the same host name in both.',
  messages: {
    contradicting: '{what} is {one} at {place} and {other} at {otherPlace}',
  },
});
