import { sameName, shortName } from '../model/certificate.js';
import { defineRule } from './define-rule.js';
import { storedEntries } from './entries.js';

export const subordinateTrustAnchor = defineRule({
  id: 'subordinate-trust-anchor',
  level: 'warning',
  citations: [{ document: 'RFC 5280', section: '3.2' }],
  docs: {
    what: 'A certificate that is no self-signed root is installed as a trust anchor.',
    why: 'An intermediate expires years before its root, and peers change their intermediates without notice: every one that Microsoft named in 2022 has expired. On products whose store also completes the own certification path (Ribbon SBC Core) this is normal, so it is a note there.',
    remedy:
      'Make sure that the root above it is in the store too. The intermediate may stay. One that names itself and is not signed by its own key may be a damaged copy of a root: fetch it again, and compare its SHA-256.',
    open: {
      see: 'no-export',
      means: 'The signature of the certificate is of a kind that sbclint cannot check: look at the certificate.',
    },
  },
  applies: 'An entry of a trust store whose subject and issuer are known.',
  messages: {
    subordinate: '{label} in {store} is {name}, issued by {issuer}: not a root, and valid until {until} only',
    selfIssued:
      '{label} in {store} is {name}, which names itself as its issuer and is not signed by its own key: not a root, or damaged',
    unproven: 'cannot tell whether {label} in {store} is a root: {name} names itself as its issuer',
  },

  *check({ device, knowledge, profile }) {
    const level = profile.facts['storeCompletesOwnPath']?.value === true ? 'note' : 'warning';
    for (const { store, context, entry } of storedEntries(device)) {
      if (entry.identity.certainty === 'label') continue;
      const certificate = entry.identity.certificate;
      const description = entry.identity.certainty === 'described' ? entry.identity.description : null;
      const subject = certificate?.subject ?? description?.subject;
      const issuer = certificate?.issuer ?? description?.issuer;
      if (!subject || !issuer) continue;

      const shared = {
        at: entry.label.at,
        level,
        ...(store.scope === 'context' && context ? { tlsContext: context.name.value } : {}),
        ...(certificate ? { trustAnchor: { name: shortName(subject), sha256: certificate.sha256 } } : {}),
        data: {
          label: entry.label.value,
          store: store.name,
          name: shortName(subject),
          issuer: shortName(issuer),
          until: (certificate?.notAfter ?? description?.notAfter ?? 'an unknown day').slice(0, 10),
        },
      } as const;
      if (sameName(subject, issuer)) {
        if (certificate?.selfSigned === false) yield { ...shared, kind: 'fail', messageId: 'selfIssued' };
        if (certificate?.selfSigned === null) {
          const because = 'its signature algorithm cannot be checked here';
          yield { ...shared, kind: 'open', messageId: 'unproven', because };
        }
        continue;
      }
      // A cross-sign of a root is the business of cross-signed-trust-anchor.
      const ofKnownRoot = knowledge.certificates.some(
        ({ selfSigned, spkiSha256 }) => selfSigned && spkiSha256 === certificate?.spkiSha256,
      );
      if (!ofKnownRoot) yield { ...shared, kind: 'fail', messageId: 'subordinate' };
    }
  },
});
