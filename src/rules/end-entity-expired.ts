import { dayOf, hasBegun, hasEnded, moment, validityEnd } from '../model/time.js';
import { defineRule } from './define-rule.js';
import { ownCertificates } from './end-entity.js';
import { weighDisabled } from './facing.js';
import { bodyHint } from './own-certificate.js';

export const endEntityExpired = defineRule({
  id: 'end-entity-expired',
  level: 'error',
  citations: [{ document: 'RFC 5280', section: '4.1.2.5' }],
  docs: {
    what: "The SBC's own certificate in a TLS context has expired, or is not valid yet.",
    why: 'A peer that checks it refuses every handshake.',
    remedy: 'Renew the certificate on the device.',
    open: { see: 'own-certificate', means: 'The listing of the certificate prints no dates.' },
  },
  applies: "The body of the SBC's own certificate, or a listing of it, lies beside the configuration.",
  messages: {
    expired: '{name}, the certificate of TLS context {context}, expired on {day}',
    early: '{name}, the certificate of TLS context {context}, is not valid before {day}',
    unproven: 'cannot tell whether {name}, the certificate of TLS context {context}, has expired',
  },

  *check(input) {
    for (const { context, legs, own, name, notBefore, notAfter } of ownCertificates(input)) {
      const shared = {
        at: own.label.at,
        tlsContext: context.name.value,
        level: weighDisabled('error', legs).level,
      };
      const data = { name, context: context.name.value };
      if (notAfter === null) {
        const because = 'the listing prints no validity of it';
        const hint = bodyHint(own.label.value, input.profile);
        yield { ...shared, kind: 'open', level: 'warning', messageId: 'unproven', data, because, hint };
      } else if (hasEnded(validityEnd(notAfter), input.asOf)) {
        yield { ...shared, kind: 'fail', messageId: 'expired', data: { ...data, day: dayOf(notAfter) }, fix: 'manual' };
      } else if (notBefore !== null && !hasBegun(moment(notBefore), input.asOf)) {
        yield { ...shared, kind: 'fail', messageId: 'early', data: { ...data, day: dayOf(notBefore) }, fix: 'manual' };
      }
    }
  },
});
