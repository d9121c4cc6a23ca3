import { defineRule } from './define-rule.js';
import { demandResult, isCrossSigned, isLacking, isUnbound, unmetDemands } from './demand-result.js';
import { facings } from './facing.js';

export const missingTrustAnchor = defineRule({
  id: 'missing-trust-anchor',
  level: 'error',
  citations: [{ document: 'RFC 5280', section: '6.1' }],
  docs: {
    what: 'A TLS context that is used towards a peer lacks a root that the peer requires now.',
    why: 'When the peer presents a certificate from that root, path validation has nowhere to end: the handshake fails, and so does every call.',
    remedy:
      'Add the root to the trust store of the TLS context and keep those already there: sbclint patch writes the additions and the vendor commands.',
    open: {
      see: 'trust-store',
      means:
        'The export does not prove what the trust store holds, so the root may be there or not. Or nobody has established that the peer requires it.',
    },
  },
  applies: 'A leg on TLS faces a known peer, and the peer has a requirement in force on the date.',
  messages: {
    absent: '{context} does not trust {anchor}{choice} which {peer} requires since {since}{confidence}',
    unestablished: '{context} does not trust {anchor}{choice} which {peer} may require since {since}{confidence}',
    unproven: 'cannot tell whether {context} trusts {anchor}{choice} which {peer} requires since {since}{confidence}',
  },

  *check(input) {
    for (const facing of facings(input.device, input.knowledge)) {
      for (const unmet of unmetDemands(facing, input, 'in-force')) {
        if (isUnbound(unmet) || isCrossSigned(unmet)) continue;
        const result = demandResult(unmet, input, 'error');
        if (result.kind === 'open') {
          yield { ...result, messageId: isLacking(unmet) ? 'unestablished' : 'unproven' };
          continue;
        }
        const named = unmet.trust?.unusable;
        const hint = named
          ? `${named.label.value} is named like it and is not in use here (${named.usable.answer === 'no' ? named.usable.because : 'not listed'}); sbclint patch adds the root`
          : 'sbclint patch writes the addition and keeps what is there';
        yield { ...result, messageId: 'absent', hint, fix: 'safe' };
      }
    }
  },
});
