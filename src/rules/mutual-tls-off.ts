import { defineRule } from './define-rule.js';
import { verificationResults } from './verification.js';

export const mutualTlsOff = defineRule({
  id: 'mutual-tls-off',
  level: 'warning',
  citations: [{ document: 'RFC 8446', section: '4.3.2' }],
  docs: {
    what: 'The SBC does not ask for the certificate of the peer that calls it.',
    why: 'Anyone who can reach the port can pose as the peer. A missing root does no harm on such a leg, and nobody notices that it is missing.',
    remedy: 'Complete the trust store first, then switch mutual TLS on, in a change window.',
    open: {
      see: 'settings',
      means: 'The setting that asks for the certificate is not in the export, or its default is not known.',
    },
  },
  applies: 'An inbound leg on TLS faces a known peer.',
  messages: {
    off: '{leg} does not ask for the certificate of {peer}',
    unproven: 'cannot tell whether {leg} asks for the certificate of {peer}',
  },
  check: (input) => verificationResults(input, 'inbound', ({ mutualTls }) => mutualTls),
});
