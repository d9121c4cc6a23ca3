import { trusts, type TrustStore, type TrustStoreEntry } from '../model/trust.js';
import type { Certificate } from '../model/certificate.js';
import { someOf } from '../text/lists.js';
import { defineRule } from './define-rule.js';
import { facings } from './facing.js';
import { contextWords } from './demand-result.js';
import { demands } from './trust-question.js';

const MOST_NAMES = 3;

export const describedTrustAnchor = defineRule({
  id: 'described-trust-anchor',
  level: 'note',
  citations: [{ document: 'RFC 5280', section: '4.1.2.2' }],
  docs: {
    what: 'That a required root is there rests on what the device prints of it: no certificate was seen.',
    why: 'Some exports print names, serial number and dates of a certificate and not the certificate (Ribbon SBC Edge, the listings of Oracle and Cisco). Where all of that is the root’s, it is taken for the root: an issuer gives a serial number once. It is less than a fingerprint: another certificate that was made to look so would pass here.',
    remedy:
      'Nothing has to be done. Put the certificates themselves beside the configuration where that is not enough.',
    open: {
      see: 'trust-store',
      means: 'Never by itself: a name alone is no description, and missing-trust-anchor is open.',
    },
  },
  applies: 'A root that a known peer requires is in the trust store by a description alone.',
  messages: {
    described: '{context} trusts {anchors}, which {peer} requires, by {how} alone',
  },

  *check({ device, knowledge, asOf }) {
    for (const facing of facings(device, knowledge)) {
      const wanted = [
        ...demands(facing, knowledge, asOf, 'in-force'),
        ...demands(facing, knowledge, asOf, 'upcoming'),
      ].map(({ anchor }) => anchor);
      const found = wanted.flatMap((anchor) => {
        const entry = describedOnly(facing.stores, anchor);
        return entry ? [{ anchor, ...entry }] : [];
      });
      const [first] = found;
      if (!first) continue;
      const names = found.map(({ anchor }) => anchor.name);
      yield {
        kind: 'fail',
        messageId: 'described',
        data: {
          context: contextWords(facing, first.store),
          anchors: someOf(names, MOST_NAMES),
          peer: facing.peer.title,
          how: found.every(({ dated }) => dated) ? 'names, serial number and dates' : 'names and serial number',
        },
        at: first.entry.label.at,
        peer: facing.peer.id,
        ...(facing.context ? { tlsContext: facing.context.name.value } : {}),
        because: 'the export prints no certificate and no fingerprint of it',
        hint: 'a certificate file beside the configuration goes before what is printed',
      };
    }
  },
});

/** The entry that answers for a root, where no store has the root itself. */
function describedOnly(
  stores: readonly TrustStore[],
  wanted: Certificate,
): { readonly store: TrustStore; readonly entry: TrustStoreEntry; readonly dated: boolean } | null {
  const found = stores.flatMap((store) => {
    const trusted = trusts(store, wanted);
    return trusted.answer === 'yes' ? [{ store, entry: trusted.entry }] : [];
  });
  const [first] = found;
  if (!first || found.some(({ entry }) => isSeen(entry))) return null;
  const { identity } = first.entry;
  const dated = identity.certainty === 'described' && identity.description.notAfter !== null;
  return { ...first, dated };
}

/** By the certificate itself, or by its SHA-256, which is as good. */
function isSeen({ identity }: TrustStoreEntry): boolean {
  return identity.certainty === 'bytes' || (identity.certainty === 'described' && identity.bySha256 === true);
}
