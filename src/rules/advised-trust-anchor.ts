import { hasBytes, type KnownCertificate } from '../model/certificate.js';
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
    remedy:
      'Add it when you add roots anyway: sbclint patch --only-anchor NAME plans it, with --anchor-file FILE where sbclint knows the root by its facts only. Without --only-anchor, patch adds what is required.',
    open: {
      see: 'trust-store',
      means:
        'The export does not prove what the trust store holds, so the root may be there. Or nobody has established the advice.',
    },
  },
  applies:
    'A leg on TLS faces a peer whose profile gives advice, and the export or its evidence shows the trust store.',
  messages: {
    lacking: '{context} does not hold {anchor}, which is advised for {peer}{confidence}: {note}',
    unestablished: '{context} does not hold {anchor}, which may be advised for {peer}{confidence}: {note}',
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
          const wants = {
            store: trust.store.id,
            tlsContext: context.name.value,
            anchor: anchor.sha256,
            onRequest: true,
          } as const;
          if (trust.answer === 'no' && confidence === 'unknown') {
            const because = `that it is advised for ${peer.title} is not established`;
            yield { ...shared, wants, kind: 'open', messageId: 'unestablished', because, hint: requestHint(anchor) };
            continue;
          }
          yield trust.answer === 'no'
            ? { ...shared, wants, kind: 'fail', messageId: 'lacking', hint: requestHint(anchor) }
            : {
                ...shared,
                wants,
                kind: 'open',
                messageId: 'unproven',
                because: trust.doubt.because,
                hint: trust.doubt.settledBy ?? proofHint(profile, context, trust.store, trust.doubt.entry),
              };
        }
      }
    }
  },
});

/** How to have it added, as nobody adds what is advice without being asked. */
function requestHint(anchor: KnownCertificate): string {
  const request = `sbclint patch --only-anchor '${anchor.name}'`;
  return hasBytes(anchor)
    ? `${request} adds it`
    : `${request} --anchor-file FILE adds it, from a file that you bring: sbclint ships no copy, and compares its SHA-256`;
}
