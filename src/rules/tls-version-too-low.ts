import { defineRule } from './define-rule.js';
import { takesVersion } from './peer-tls.js';
import { tlsFacings, tlsResult, worstOf } from './tls-decision.js';
import { commonVersion } from './tls-question.js';
import { TLS_VERSIONS } from '../model/tls.js';

export const tlsVersionTooLow = defineRule({
  id: 'tls-version-too-low',
  level: 'error',
  citations: [{ document: 'RFC 8996' }, { document: 'The peer profile', section: 'tls' }],
  docs: {
    what: 'A TLS context allows no TLS version that its peer takes.',
    why: 'The handshake ends before a certificate is looked at, and no call gets through.',
    remedy: 'Allow TLS 1.2 in this context, and TLS 1.3 where the device has it, in a change window.',
    open: {
      see: 'tls',
      means:
        'The version depends on a default that differs between releases, or nobody has established what the peer takes.',
    },
  },
  applies: 'A TLS context faces a peer whose TLS versions are known, and the form of export has settings for them.',
  messages: {
    refused: '{context} allows only {names}{side}, which {peer} refuses{since}{confidence}',
    unproven: 'cannot tell whether {context} allows{side} a TLS version that {peer} takes',
  },

  *check(input) {
    for (const each of tlsFacings(input)) {
      const { peer, clouds, asOf } = each.question;
      const worst = worstOf(each, (offer) => ({
        common: commonVersion(offer, each.question),
        setting: offer.versions,
      }));
      if (!worst || worst.common.answer === 'yes') continue;
      const shared = tlsResult(each, worst, input);
      if (worst.common.answer === 'unknown') {
        yield { ...shared, kind: 'open', messageId: 'unproven' };
        continue;
      }
      const taken = TLS_VERSIONS.filter((name) => takesVersion(peer, clouds, name, asOf).state === 'accepted');
      yield {
        ...shared,
        kind: 'fail',
        messageId: 'refused',
        ...(taken.length > 0 ? { hint: `${peer.title} takes ${taken.join(' and ')}` } : {}),
        fix: 'manual',
      };
    }
  },
});
