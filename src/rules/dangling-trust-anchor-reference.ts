import { defineRule } from './define-rule.js';

/** Its findings come from what parsers and the engine could not accept. */
export const danglingTrustAnchorReference = defineRule({
  id: 'dangling-trust-anchor-reference',
  level: 'error',
  citations: [{ document: 'RFC 5280', section: '6.1' }],
  docs: {
    what: 'A TLS context names a trust anchor record that does not exist.',
    why: 'The device trusts what exists. A name that leads nowhere looks like trust in the configuration and is none.',
    remedy: 'Create the record and import its certificate, or correct the name.',
    open: {
      see: 'settings',
      means:
        'Never by itself: where the export shows no records at all, the name may be good, and missing-trust-anchor is open.',
    },
  },
  applies: 'A TLS context lists its trust anchors by name.',
  messages: {
    dangling: '{context} names {name}, and there is no such record',
  },
});
