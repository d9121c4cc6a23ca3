import { aheadWords, daysUntil, moment } from '../model/time.js';
import { defineRule } from './define-rule.js';
import { demandResult, isLacking, unmetDemands } from './demand-result.js';
import { facings } from './facing.js';
import { demands } from './trust-question.js';

export const upcomingTrustAnchor = defineRule({
  id: 'upcoming-trust-anchor',
  level: 'warning',
  citations: [{ document: 'RFC 5280', section: '6.1' }],
  docs: {
    what: 'A TLS context lacks a root that a peer has announced and will require from a date ahead.',
    why: 'On that date the calls stop. The announcement is the time to act: in 2023 thousands of boxes missed theirs.',
    remedy: 'Add the root beside those already there before the date: sbclint patch does it. Remove nothing.',
    open: {
      see: 'trust-store',
      means:
        'The export does not prove what the trust store holds, so the root may be there already. Or nobody has established that the peer requires it.',
    },
  },
  applies: 'A leg on TLS faces a known peer that has announced a requirement whose date is still ahead.',
  messages: {
    absent: '{context} does not trust {anchor}{choice} which {peer} requires from {from}, {ahead}{confidence}',
    unestablished:
      '{context} does not trust {anchor}{choice} which {peer} may require from {from}, {ahead}{confidence}',
    unproven:
      'cannot tell whether {context} trusts {anchor}{choice} which {peer} requires from {from}, {ahead}{confidence}',
  },

  *check(input) {
    for (const facing of facings(input.device, input.knowledge)) {
      const alreadyRequired = new Set(
        demands(facing, input.knowledge, input.asOf, 'in-force').map(({ anchor }) => anchor.sha256),
      );
      for (const unmet of unmetDemands(facing, input, 'upcoming')) {
        if (alreadyRequired.has(unmet.demand.anchor.sha256)) continue;
        const result = demandResult(unmet, input, 'warning');
        const ahead = aheadWords(daysUntil(moment(result.data['from'] ?? ''), input.asOf));
        const data = { ...result.data, ahead };
        yield result.kind === 'open'
          ? { ...result, data, messageId: isLacking(unmet) ? 'unestablished' : 'unproven' }
          : {
              ...result,
              data,
              messageId: 'absent',
              hint: 'sbclint patch writes the addition and keeps what is there',
              fix: 'safe',
            };
      }
    }
  },
});
