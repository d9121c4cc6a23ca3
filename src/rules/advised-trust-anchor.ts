import { hasBegun, moment } from '../model/time.js';
import { confidenceNote } from '../model/vendor-command.js';
import { defineRule } from './define-rule.js';
import { contextWords } from './demand-result.js';
import { facings } from './facing.js';
import { contextTrusts, proofHint } from './trust-question.js';

export const advisedTrustAnchor = defineRule({
  id: 'advised-trust-anchor',
  level: 'note',
  citations: [{ document: 'The peer profile', section: 'requirements of level note' }],
  docs: {
    what: 'A TLS context lacks a root that is advice only: nobody requires it, and some servers of the peer may need it.',
    why: 'Such a root matters where a server leaves out a certificate that it should send, or where another way to a trusted root ends on a known day.',
    remedy: 'Add it when you add roots anyway; sbclint patch adds what is required only.',
  },
  applies:
    'A leg on TLS faces a peer whose profile gives advice, and the export or its evidence shows the trust store.',
  messages: {
    lacking: '{context} does not hold {anchor}, which is advised for {peer}{confidence}: {note}',
    unproven: 'cannot tell whether {context} holds {anchor}, which is advised for {peer}{confidence}: {note}',
  },

  *check(input) {
    const { device, knowledge, asOf, profile } = input;
    for (const facing of facings(device, knowledge)) {
      const { context, peer, stores, clouds } = facing;
      if (!context || stores.every(({ entries }) => entries === null)) continue;
      for (const requirement of peer.requirements) {
        const { level, from, allOf = [], confidence, note = '', id } = requirement;
        if (level !== 'note' || !hasBegun(moment(from), asOf)) continue;
        if (!requirement.clouds.some((cloud) => clouds.includes(cloud))) continue;
        for (const anchor of knowledge.certificates.filter(({ sha256 }) => allOf.includes(sha256))) {
          const trust = contextTrusts(input, stores, anchor, peer);
          if (!trust || trust.answer === 'yes') continue;
          const shared = {
            data: {
              context: contextWords(facing, null),
              anchor: anchor.name,
              peer: peer.title,
              confidence: confidenceNote(confidence),
              note,
            },
            at: context.name.at,
            tlsContext: context.name.value,
            peer: peer.id,
            requirements: [id],
            trustAnchor: { name: anchor.name, sha256: anchor.sha256 },
          };
          yield trust.answer === 'no'
            ? { ...shared, kind: 'fail', messageId: 'lacking' }
            : {
                ...shared,
                kind: 'open',
                messageId: 'unproven',
                because: trust.doubt.because,
                hint: proofHint(profile, facing, trust.store, trust.doubt.entry),
              };
        }
      }
    }
  },
});
