import { certificateOf } from '../model/knowledge.js';
import { hasBegun, hasEnded, moment } from '../model/time.js';
import { defineRule } from './define-rule.js';
import { demandResult, isLacking } from './demand-result.js';
import { facings } from './facing.js';
import { contextTrusts, demands } from './trust-question.js';

export const retiredTooEarly = defineRule({
  id: 'retired-too-early',
  level: 'error',
  citations: [{ document: 'RFC 5280', section: '6.1' }],
  docs: {
    what: 'A root that must be kept beside its successor until a date is gone before that date.',
    why: 'Until the peer has moved, it still presents certificates from the old root. Who swaps instead of adding loses the calls at once.',
    remedy:
      'Put the old root back until the date: sbclint patch does it. It can go later, and it harms nobody when it stays.',
    open: {
      see: 'trust-store',
      means:
        'The export does not prove what the trust store holds, so the old root may still be there. Or nobody has established that the peer needs it.',
    },
  },
  applies: 'A peer has announced a change, and says which root has to stay until when.',
  messages: {
    gone: '{context} does not trust {anchor}, which {peer} still needs until {until}{confidence}',
    unestablished: '{context} does not trust {anchor}, which {peer} may still need until {until}{confidence}',
    unproven: 'cannot tell whether {context} still trusts {anchor}, which {peer} needs until {until}{confidence}',
  },

  *check(input) {
    const { device, knowledge, asOf } = input;
    for (const facing of facings(device, knowledge)) {
      const required = new Set(demands(facing, knowledge, asOf, 'in-force').map(({ anchor }) => anchor.sha256));
      for (const requirement of facing.peer.requirements) {
        if (!requirement.clouds.some((cloud) => facing.clouds.includes(cloud))) continue;
        if (!hasBegun(moment(requirement.announced ?? requirement.from), asOf)) continue;
        for (const { anchor: sha256, until } of requirement.keep) {
          if (until === null || hasEnded(moment(until), asOf) || required.has(sha256)) continue;
          const anchor = certificateOf(knowledge.certificates, sha256);
          if (!anchor) continue;
          const trust = contextTrusts(input, facing.stores, anchor, facing.peer);
          if (trust?.answer === 'yes') continue;
          const demand = { anchor, requirements: [requirement], alternatives: [] };
          const result = demandResult({ facing, demand, trust }, input, 'error');
          const data = { ...result.data, until };
          yield result.kind === 'open'
            ? { ...result, data, messageId: isLacking({ trust }) ? 'unestablished' : 'unproven' }
            : {
                ...result,
                data,
                messageId: 'gone',
                fix: 'safe',
                hint: 'sbclint patch puts it back beside the new one',
              };
        }
      }
    }
  },
});
