import { defineRule } from './define-rule.js';
import { facingLegs, weighDisabled } from './facing.js';

export const plaintextLeg = defineRule({
  id: 'plaintext-leg',
  level: 'error',
  citations: [{ document: 'RFC 3261', section: '26.2.1' }],
  docs: {
    what: 'A peer that only speaks TLS is configured on UDP or TCP.',
    why: 'The peer does not answer there: no call gets through.',
    remedy: 'Set the transport of the trunk to TLS, with the TLS context that the peer needs.',
    open: { see: 'settings', means: 'The export shows no transport that is known.' },
  },
  applies: 'A leg faces a peer that documents TLS as its only transport.',
  messages: {
    plaintext: '{leg} uses {transport}, and {peer} speaks TLS only',
    unproven: 'cannot tell whether {leg} uses TLS, which {peer} demands',
  },

  *check({ device, knowledge }) {
    const seen = new Set<string>();
    const legs = [...facingLegs(device, knowledge)];
    const calledOut = new Set(legs.filter(({ leg }) => leg.direction === 'outbound').map(({ leg }) => leg.trunk));
    for (const { leg, peer } of legs) {
      // A listener beside a trunk that calls out may serve somebody else.
      if (!peer.tlsOnly || leg.transport.value === 'tls') continue;
      if (leg.direction === 'inbound' && calledOut.has(leg.trunk)) continue;
      const { at, value } = leg.transport;
      const key = JSON.stringify([at.file, at.range.start, peer.id, value]);
      if (seen.has(key)) continue;
      seen.add(key);
      const shared = {
        data: { leg: leg.name, transport: value.toUpperCase(), peer: peer.title },
        at,
        peer: peer.id,
        level: weighDisabled('error', [leg]).level,
      };
      yield value === 'unknown'
        ? {
            ...shared,
            kind: 'open',
            messageId: 'unproven',
            because: 'the export shows no transport that is known to be TLS, TCP or UDP',
          }
        : { ...shared, kind: 'fail', messageId: 'plaintext' };
    }
  },
});
