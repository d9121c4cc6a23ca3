import { vendorCommand } from '../model/vendor-command.js';
import { defineRule } from './define-rule.js';
import { demandResult, isLacking, isUnbound, unmetDemands } from './demand-result.js';
import { facings } from './facing.js';

export const unboundTrustAnchor = defineRule({
  id: 'unbound-trust-anchor',
  level: 'error',
  citations: [{ document: 'RFC 5280', section: '6.1' }],
  docs: {
    what: 'The device holds a root that the peer requires, but the TLS context cannot use it.',
    why: 'Somebody imported the certificate and stopped one step early: the record is not listed in the TLS profile, or the entry is not enabled. A look at the certificate list of the box says all is well; the handshake says it is not.',
    remedy:
      'Name the record in the trust store of the TLS context, or enable the entry. Enabling changes an existing value, so sbclint patch does it only with --allow enable-entry.',
    open: {
      see: 'trust-store',
      means:
        'The entry that is not in use is only named like the root, or another entry may be the root. Or nobody has established that the peer requires it.',
    },
  },
  applies: 'A required root is held by the device outside what the TLS context accepts.',
  messages: {
    unbound:
      '{user} cannot use {anchor}, which {peer} requires since {since}{confidence}: the device holds it as {entry}, and {state}',
    unestablished:
      '{user} cannot use {anchor}, which {peer} may require since {since}{confidence}: the device holds it as {entry}, and {state}',
    held: 'cannot tell whether {user} trusts {anchor}, which {peer} requires since {since}{confidence}: the device holds it as {entry}, and {state}',
    unproven:
      'cannot tell whether {user} trusts {anchor}, which {peer} requires since {since}{confidence}: {entry} is named like it, and {state}',
  },

  *check(input) {
    for (const facing of facings(input.device, input.knowledge)) {
      for (const unmet of unmetDemands(facing, input, 'in-force')) {
        if (!isUnbound(unmet)) continue;
        const result = demandResult(unmet, input, 'error');
        const entry = unmet.trust?.unusable;
        const disabled = entry?.usable.answer === 'no';
        const at = (disabled ? entry.usable.at : entry?.label.at) ?? result.at;
        if (result.kind === 'open') {
          const held = isLacking(unmet) ? 'unestablished' : 'held';
          yield { ...result, messageId: unmet.trust?.unusableIsProven ? held : 'unproven', at };
          continue;
        }
        const enable = entry && vendorCommand(input.profile, 'enableEntry', { label: entry.label.value });
        const label = entry?.label.value ?? 'it';
        if (!disabled) {
          const hint = `sbclint patch lists ${label} in ${result.data['user'] ?? 'the TLS context'}`;
          yield { ...result, messageId: 'unbound', at, fix: 'safe', hint };
        } else if (enable) {
          const hint = `sbclint patch --allow enable-entry brings ${label} into use; on the device: ${enable.text}`;
          yield { ...result, messageId: 'unbound', at, fix: 'review', hint };
        } else {
          yield { ...result, messageId: 'unbound', at, fix: 'manual', hint: `bring ${label} into use on the device` };
        }
      }
    }
  },
});
