import { defineRule } from './define-rule.js';
import { verificationResults } from './verification.js';

export const peerVerificationOff = defineRule({
  id: 'peer-verification-off',
  level: 'warning',
  citations: [{ document: 'RFC 5280', section: '6' }],
  docs: {
    what: 'The SBC does not check the certificate of the peer that it calls.',
    why: 'A missing root goes unseen, and so does an impostor. The day somebody switches the check on, the missing root becomes an outage.',
    remedy: 'Complete the trust store first, then switch the check on, in a change window.',
    open: {
      see: 'settings',
      means: 'The setting that checks the certificate is not in the export, or its default is not known.',
    },
  },
  applies: 'An outbound leg on TLS faces a known peer.',
  messages: {
    off: '{leg} does not check the certificate of {peer}',
    unproven: 'cannot tell whether {leg} checks the certificate of {peer}',
  },
  check: (input) => verificationResults(input, 'outbound', ({ verifiesPeer }) => verifiesPeer),
});
