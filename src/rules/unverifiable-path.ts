import { defineRule } from './define-rule.js';
import { openPathHint, openWords, pathVerdicts, verdictResult } from './path-verdict.js';
import { failureWords, issuingCas, sinceWords } from './path-words.js';

export const unverifiablePath = defineRule({
  id: 'unverifiable-path',
  level: 'error',
  citations: [{ document: 'RFC 5280', section: '6.1' }],
  docs: {
    what: 'None of the certification paths that the peer may present on the date validates against the trust store of a TLS context.',
    why: 'A list of roots is not enough: a path also breaks when a CA or a cross-sign on it expires. Then every handshake fails.',
    remedy:
      'Add the roots that the message names; sbclint patch writes those that the peer requires. Where a certificate has expired, the peer has to present another path.',
    open: {
      see: 'trust-store',
      means:
        'The export does not prove what the trust store holds, so a path may validate. Or nobody has established that the peer presents those paths.',
    },
  },
  applies:
    "A leg on TLS faces a peer whose paths are known, and the export or its evidence shows entries of the trust store. The peer's own certificate is assumed to be valid.",
  messages: {
    none: '{context} validates none of the paths that {peer} may present (from {names}): {reason}{span}{confidence}',
    unproven:
      'cannot tell whether {context} validates any of the paths that {peer} may present (from {names}){confidence}',
  },

  *check(input) {
    for (const verdict of pathVerdicts(input)) {
      const { validating, failing, undecided } = verdict;
      if (validating.length > 0) continue;
      const all = [...undecided, ...failing];
      const [first] = all;
      if (!first) continue;
      const { data, ...shared } = verdictResult(verdict, all, 'error');
      const names = issuingCas(all);
      const { failure } = first;
      if (undecided.length > 0) {
        const because = openWords(first);
        const hint = openPathHint(first, verdict.facing, input.profile);
        yield { ...shared, kind: 'open', messageId: 'unproven', data: { ...data, names }, because, hint };
        continue;
      }
      const reason = failure ? failureWords(failure) : 'nothing leads to a trust anchor';
      yield { ...shared, kind: 'fail', messageId: 'none', data: { ...data, names, reason, span: sinceWords(first) } };
    }
  },
});
