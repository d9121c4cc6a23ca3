import { defineRule } from './define-rule.js';

/** Its findings come from what parsers and the engine could not accept. */
export const undefinedReference = defineRule({
  id: 'undefined-reference',
  level: 'warning',
  citations: [{ document: 'The vendor profile', section: 'terms' }],
  docs: {
    what: 'A name in the configuration refers to something that is not there.',
    why: 'The device falls back to a default, or ignores the row; which one decides what a trunk really uses.',
    remedy: 'Correct the name, or remove the reference.',
    open: {
      see: 'settings',
      means:
        'Never by itself: where the export shows no such parts at all, the name may be good, and other rules are open.',
    },
  },
  applies: 'A configuration refers to its parts by name.',
  messages: {
    undefined: '{from} names the {kind} {name}, which does not exist',
  },
});
