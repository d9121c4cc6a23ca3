import { shortName } from '../model/certificate.js';
import { claimedRoot } from '../model/label.js';
import { defineRule } from './define-rule.js';
import { entriesInUse } from './entries.js';

export const misnamedTrustAnchor = defineRule({
  id: 'misnamed-trust-anchor',
  level: 'error',
  citations: [{ document: 'RFC 5280', section: '6.1.1' }],
  docs: {
    what: 'A label or file name says one well-known root, and the certificate behind it is another.',
    why: 'Everyone who reads the configuration, and every tool that goes by names, believes that the root is there. The device goes by the certificate.',
    remedy:
      'Add the root that the name promises (sbclint patch does, where a peer requires it), and rename the entry when you next touch it.',
    open: {
      see: 'trust-store',
      means: 'The names of the entry promise different roots, and no certificate shows which it is.',
    },
  },
  applies:
    'An entry of a trust store, or another certificate the device holds, is named like a root that sbclint knows.',
  messages: {
    misnamed: 'the name {claim} promises {claimed}, but the certificate of {label} is {actual}',
    contradicting: 'cannot tell what {label} is: "{claim}" says {claimed} and "{otherClaim}" says {otherClaimed}',
  },

  *check({ device, knowledge }) {
    for (const entry of entriesInUse(device)) {
      const claims = entry.claims.flatMap((claim) => {
        const root = claimedRoot(claim.value, knowledge);
        return root ? [{ claim, root }] : [];
      });
      const [first] = claims;
      if (!first) continue;
      const label = entry.label.value;

      if (entry.identity.certainty === 'label') {
        const other = claims.find(({ root }) => root.sha256 !== first.root.sha256);
        if (!other) continue;
        yield {
          kind: 'open',
          messageId: 'contradicting',
          data: {
            label,
            claim: first.claim.value,
            claimed: first.root.name,
            otherClaim: other.claim.value,
            otherClaimed: other.root.name,
          },
          at: first.claim.at,
          because: 'its names contradict each other, and the export shows no certificate',
          trustAnchor: { name: first.root.name, sha256: first.root.sha256 },
        };
        continue;
      }

      const found = entry.identity.certificate;
      const wrong = claims.find(({ root }) => root.spkiSha256 !== found?.spkiSha256);
      if (!wrong) continue;
      const subject =
        found?.subject ?? (entry.identity.certainty === 'described' ? entry.identity.description.subject : null);
      const actual = subject ? shortName(subject) : 'another one';
      yield {
        kind: 'fail',
        messageId: 'misnamed',
        data: { label, claim: wrong.claim.value, claimed: wrong.root.name, actual },
        at: wrong.claim.at,
        because: `the certificate is ${subject ?? 'another one'}${found ? `, SHA-256 ${found.sha256}` : ''} (${entry.identity.at.file}:${entry.identity.at.line})`,
        trustAnchor: { name: wrong.root.name, sha256: wrong.root.sha256 },
        hint: 'do not trust the name: import the root it promises under a name of its own',
        fix: 'manual',
      };
    }
  },
});
