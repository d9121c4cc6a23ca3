import { dayOf } from '../model/time.js';
import { defineRule } from './define-rule.js';
import { demandResult, isCrossSigned, isLacking, unmetDemands } from './demand-result.js';
import { facings } from './facing.js';
import { endOf, isExpired } from './trust-question.js';

export const crossSignedTrustAnchor = defineRule({
  id: 'cross-signed-trust-anchor',
  level: 'warning',
  citations: [
    { document: 'RFC 5280', section: '3.2' },
    { document: 'RFC 5280', section: '6.1' },
  ],
  docs: {
    what: 'Only a cross-signed certificate of a required root is in the trust store, and not the self-signed root.',
    why: 'A cross-sign has the same name and key as the root but another issuer and an earlier end. Some products accept it as a trust anchor, some do not, and all lose it on the day it expires: from then on it is an error, as if nothing were there.',
    remedy: 'Add the self-signed root beside the cross-sign: sbclint patch does it.',
    open: {
      see: 'trust-store',
      means:
        'The store holds the cross-sign, and the root itself may stand behind an entry without a certificate. Or nobody has established that the peer requires it.',
    },
  },
  applies: 'The trust store holds a certificate with the name and key of a required root that is not self-issued.',
  messages: {
    crossSigned:
      '{context} holds {anchor} only as cross-signed by {signer}; {peer} requires it since {since}{confidence}',
    expired:
      '{context} holds {anchor} only as cross-signed by {signer}, and that cross-sign expired on {day}; {peer} requires the root since {since}{confidence}',
    unestablished:
      '{context} holds {anchor} only as cross-signed by {signer}; {peer} may require it since {since}{confidence}',
    unproven:
      'cannot tell whether {context} trusts {anchor} itself, which {peer} requires since {since}{confidence}: it holds it as cross-signed by {signer}',
  },

  *check(input) {
    for (const facing of facings(input.device, input.knowledge)) {
      for (const unmet of unmetDemands(facing, input, 'in-force')) {
        if (!isCrossSigned(unmet)) continue;
        const entry = unmet.trust?.crossSign;
        const end = entry && isExpired(entry, input.asOf) ? endOf(entry) : null;
        const result = demandResult(unmet, input, end === null ? 'warning' : 'error');
        const at = entry?.label.at ?? result.at;
        yield result.kind === 'open'
          ? { ...result, messageId: isLacking(unmet) ? 'unestablished' : 'unproven', at }
          : {
              ...result,
              messageId: end === null ? 'crossSigned' : 'expired',
              data: { ...result.data, day: end === null ? '' : dayOf(end) },
              at,
              hint: 'sbclint patch adds the self-signed root beside it',
              fix: 'safe',
            };
      }
    }
  },
});
