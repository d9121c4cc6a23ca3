import { defineRule } from './define-rule.js';

/** Its findings come from what parsers and the engine could not accept. */
export const unboundEvidence = defineRule({
  id: 'unbound-evidence',
  level: 'note',
  citations: [{ document: 'docs/architecture.md', section: 'Evidence' }],
  docs: {
    what: 'A file of certificates belongs to no device or to no trust store.',
    why: 'It was read and proves nothing, because nothing says which trust store it speaks about.',
    remedy:
      'Name it as the vendor page says, bind it with --certificate LABEL=FILE or devices: in sbclint.yaml, or check it by itself with --peer.',
    open: {
      see: 'files',
      means:
        'Never by itself: a file that should hold a certificate and holds none that can be read is unreadable-input.',
    },
  },
  applies: 'A file of certificates lies beside the exports.',
  messages: {
    unbound: '{file} is not used: {reason}',
  },
});
