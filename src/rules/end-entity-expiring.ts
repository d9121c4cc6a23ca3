import { aheadWords, DAY, dayOf, daysUntil, hasEnded, moment, validityEnd } from '../model/time.js';
import { defineRule } from './define-rule.js';
import { ownCertificates } from './end-entity.js';
import { weighDisabled } from './facing.js';
import { bodyHint } from './own-certificate.js';

/** A third of the lifetime or thirty days, whichever is less, so that certificates of 47 days are not always a warning. */
const LONGEST_NOTICE = 30;

export const endEntityExpiring = defineRule({
  id: 'end-entity-expiring',
  level: 'warning',
  citations: [{ document: 'RFC 5280', section: '4.1.2.5' }],
  docs: {
    what: "The SBC's own certificate in a TLS context expires soon: within a third of its lifetime, and thirty days at most.",
    why: 'A peer that checks it refuses every handshake from that day on.',
    remedy: 'Renew the certificate on the device.',
    open: { see: 'own-certificate', means: 'The listing of the certificate prints no dates.' },
  },
  applies: "The body of the SBC's own certificate, or a listing of it, lies beside the configuration.",
  messages: {
    expiring: '{name}, the certificate of TLS context {context}, expires on {day}, {ahead}',
    unproven: 'cannot tell whether {name}, the certificate of TLS context {context}, expires soon',
  },

  *check(input) {
    const { asOf } = input;
    for (const { context, legs, own, name, notBefore, notAfter } of ownCertificates(input)) {
      const shared = { at: own.label.at, tlsContext: context.name.value, level: weighDisabled('warning', legs).level };
      const data = { name, context: context.name.value };
      if (notAfter === null) {
        const because = 'the listing prints no validity of it';
        const hint = bodyHint(own.label.value, input.profile);
        yield { ...shared, kind: 'open', messageId: 'unproven', data, because, hint };
        continue;
      }
      const end = validityEnd(notAfter);
      if (hasEnded(end, asOf)) continue;
      const lifetime = notBefore === null ? Infinity : (end.first - moment(notBefore).first) / DAY;
      const days = daysUntil(end, asOf);
      if (days > Math.min(LONGEST_NOTICE, lifetime / 3)) continue;
      yield {
        ...shared,
        kind: 'fail',
        messageId: 'expiring',
        data: { ...data, day: dayOf(notAfter), ahead: aheadWords(days) },
        fix: 'manual',
      };
    }
  },
});
