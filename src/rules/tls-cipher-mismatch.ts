import { isTls13Suite } from '../model/tls.js';
import { defineRule } from './define-rule.js';
import { takesSuite } from './peer-tls.js';
import { tlsFacings, tlsResult, worstOf, type TlsFacing } from './tls-decision.js';
import { commonSuite, commonVersion } from './tls-question.js';

export const tlsCipherMismatch = defineRule({
  id: 'tls-cipher-mismatch',
  level: 'error',
  citations: [
    { document: 'RFC 9325', section: '4.2' },
    { document: 'The peer profile', section: 'tls' },
  ],
  docs: {
    what: 'A TLS context shares no cipher suite with its peer, or only older ones.',
    why: 'Without a common suite the handshake fails. Where only older ones are left, it fails on the day the peer drops them.',
    remedy: 'Allow one of the modern suites that the peer takes beside those already allowed, in a change window.',
    open: {
      see: 'tls',
      means:
        'The suites depend on a default or a word whose meaning differs between releases, or nobody has established what the peer takes.',
    },
  },
  applies: 'A TLS context faces a peer whose cipher suites are known, and the form of export has settings for them.',
  messages: {
    none: '{context} allows no cipher suite{side} that {peer} takes{confidence}',
    old: '{context} shares only older cipher suites with {peer}{side}: {names}{confidence}',
    leaving: '{context} shares with {peer}{side} only cipher suites that it has announced to drop: {names}{confidence}',
    unproven: 'cannot tell whether {context} allows{side} a cipher suite that {peer} takes',
    unprovenModern: 'cannot tell whether {context} shares{side} a modern cipher suite with {peer}',
  },

  *check(input) {
    for (const each of tlsFacings(input)) {
      const worst = worstOf(each, (offer) => {
        const version = commonVersion(offer, each.question);
        const common = commonSuite(offer, each.question);
        // Without a version suites say nothing; while that is open, one open question is enough.
        if (!common || version.answer === 'no') return null;
        if (common.answer === 'unknown' && version.answer === 'unknown') return null;
        return { common, setting: offer.cipherSuites };
      });
      if (!worst || worst.common.answer === 'yes') continue;
      const { answer, connects } = worst.common;
      const shared = tlsResult(each, worst, input);
      if (answer === 'unknown') {
        yield { ...shared, kind: 'open', messageId: connects ? 'unprovenModern' : 'unproven' };
        continue;
      }
      const messageId = answer === 'no' ? 'none' : answer;
      yield { ...shared, kind: 'fail', messageId, ...suggestion(each), fix: 'manual' };
    }
  },
});

/** The modern suites of the peer under TLS 1.2. */
function suggestion({ question: { peer, clouds, asOf } }: TlsFacing): { readonly hint?: string } {
  const names = [...new Set((peer.tls?.cipherSuites ?? []).flatMap((statement) => statement.names))];
  const modern = names.filter((name) => {
    const { state, modern: isModern } = takesSuite(peer, clouds, name, asOf);
    return state === 'accepted' && isModern && !isTls13Suite(name);
  });
  return modern.length > 0 ? { hint: `${peer.title} takes ${modern.join(', ')}` } : {};
}
