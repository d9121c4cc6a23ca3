import { aheadWords, daysUntil, hasEnded, validityEnd } from '../model/time.js';
import { defineRule } from './define-rule.js';
import { storedEntries } from './entries.js';
import { proofHint } from './trust-question.js';
import { datedCertificate, isNeeded, validityResult } from './validity.js';

/** Days before its end at which a trust anchor is worth a word. */
const THRESHOLD = 180;

export const expiringTrustAnchor = defineRule({
  id: 'expiring-trust-anchor',
  level: 'warning',
  citations: [{ document: 'RFC 5280', section: '4.1.2.5' }],
  docs: {
    what: `A trust store holds a certificate that expires within ${THRESHOLD} days.`,
    why: 'Its successor has to be there before the end, on every box.',
    remedy: 'Find out who still presents paths to it, and add the successor beside it.',
    open: { see: 'trust-store', means: 'Only the name of the entry says which root it is.' },
  },
  applies: 'An entry of a trust store whose certificate is known and has not expired.',
  messages: {
    expiring: '{what} in {store} expires on {until}, {ahead}',
    unproven:
      'cannot tell whether {label} in {store} expires soon: {name}, which it is named like, does on {until}, {ahead}',
  },

  *check({ device, knowledge, profile, asOf }) {
    for (const stored of storedEntries(device)) {
      const dated = datedCertificate(stored.entry, knowledge);
      if (!dated) continue;
      const end = validityEnd(dated.notAfter);
      const days = daysUntil(end, asOf);
      if (hasEnded(end, asOf) || days > THRESHOLD) continue;
      const shared = validityResult(stored, dated);
      const level = isNeeded(dated.sha256, knowledge, asOf) === false ? 'note' : 'warning';
      const result = { ...shared, data: { ...shared.data, ahead: aheadWords(days) }, level } as const;
      yield dated.proven
        ? { ...result, kind: 'fail', messageId: 'expiring' }
        : {
            ...result,
            kind: 'open',
            messageId: 'unproven',
            because: `${stored.entry.label.value} is a name without a certificate`,
            hint: proofHint(profile, stored.context, stored.store, stored.entry),
          };
    }
  },
});
