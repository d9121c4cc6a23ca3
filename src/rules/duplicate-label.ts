import { defineRule } from './define-rule.js';

/** Its findings come from what parsers and the engine could not accept. */
export const duplicateLabel = defineRule({
  id: 'duplicate-label',
  level: 'warning',
  citations: [{ document: 'The vendor profile', section: 'terms' }],
  docs: {
    what: 'Two parts of a configuration carry the same name.',
    why: 'Which one the device uses is its own secret, so what sbclint says of either may be wrong.',
    remedy: 'Rename or remove one of them.',
    open: {
      see: 'files',
      means: 'Never by itself: which of the two counts is not known, and the rules that depend on it are open.',
    },
  },
  applies: 'A configuration names its parts.',
  messages: {
    duplicate: '{kind} {name} is there twice, first on line {first}',
  },
});
