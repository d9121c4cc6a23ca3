import { hasEnded, validityEnd } from '../model/time.js';
import { defineRule } from './define-rule.js';
import { storedEntries } from './entries.js';
import { proofHint } from './trust-question.js';
import { datedCertificate, isNeeded, validityResult } from './validity.js';

export const expiredTrustAnchor = defineRule({
  id: 'expired-trust-anchor',
  level: 'warning',
  citations: [{ document: 'RFC 5280', section: '4.1.2.5' }],
  docs: {
    what: 'A trust store holds a certificate that has expired.',
    why: 'Paths that end in it no longer validate on most products. It is a note where no peer needs the root any more, as with Baltimore CyberTrust Root since 2025-05-12: it harms nobody and may stay.',
    remedy: 'Make sure that its successor is there. Removing the old one is optional, and sbclint never does it.',
    open: { see: 'trust-store', means: 'Only the name of the entry says which root it is.' },
  },
  applies: 'An entry of a trust store whose certificate is known.',
  messages: {
    expired: '{what} in {store} expired on {until}',
    unproven: 'cannot tell whether {label} in {store} has expired: {name}, which it is named like, did on {until}',
  },

  *check({ device, knowledge, profile, asOf }) {
    for (const stored of storedEntries(device)) {
      const dated = datedCertificate(stored.entry, knowledge);
      if (!dated || !hasEnded(validityEnd(dated.notAfter), asOf)) continue;
      const level = isNeeded(dated.sha256, knowledge, asOf) === false ? 'note' : 'warning';
      const result = { ...validityResult(stored, dated), level } as const;
      yield dated.proven
        ? { ...result, kind: 'fail', messageId: 'expired' }
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
