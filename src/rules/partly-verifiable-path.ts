import type { PathDecision } from '../model/path.js';
import { grouped } from '../text/grouped.js';
import { defineRule } from './define-rule.js';
import { openPathHint, openWords, pathVerdicts, verdictResult, type PathVerdict } from './path-verdict.js';
import { failureWords, issuingCas, rootThatLacks, sinceWords } from './path-words.js';

export const partlyVerifiablePath = defineRule({
  id: 'partly-verifiable-path',
  level: 'warning',
  citations: [{ document: 'RFC 5280', section: '6.1' }],
  docs: {
    what: 'Some of the certification paths that the peer may present on the date validate against the trust store of a TLS context, and some do not.',
    why: 'Calls work or fail depending on which of its servers the peer answers from, and on the day it moves the others.',
    remedy: 'Add the root that the message names; sbclint patch writes those that the peer requires.',
    open: {
      see: 'trust-store',
      means:
        'A path validates only if an entry without a certificate is the root, or if the device reads a path as nobody has established; or nobody has established that the peer presents it.',
    },
  },
  applies:
    "A leg on TLS faces a peer whose paths are known, and at least one of them validates. The peer's own certificate is assumed to be valid.",
  messages: {
    some: '{context} does not validate the path from {names} that {peer} may present: {reason}{span}{confidence}',
    unproven: 'cannot tell whether {context} validates the path from {names} that {peer} may present{confidence}',
  },

  *check(input) {
    for (const verdict of pathVerdicts(input)) {
      if (verdict.validating.length === 0) continue;
      for (const [reason, decisions] of byReason(verdict)) {
        const [first] = decisions;
        if (!first) continue;
        const { data, ...shared } = verdictResult(verdict, decisions, 'warning');
        const names = issuingCas(decisions);
        const root = rootThatLacks(first, input.knowledge);
        const trustAnchor = root ? { trustAnchor: { name: root.name, sha256: root.sha256 } } : {};
        const isOpen = verdict.undecided.includes(first);
        yield isOpen
          ? {
              ...shared,
              ...trustAnchor,
              kind: 'open',
              messageId: 'unproven',
              data: { ...data, names },
              because: reason,
              hint: openPathHint(first, verdict.facing, input.profile),
            }
          : {
              ...shared,
              ...trustAnchor,
              kind: 'fail',
              messageId: 'some',
              data: { ...data, names, reason, span: sinceWords(first) },
            };
      }
    }
  },
});

/** Paths that fail, or are open, for one reason are one finding. */
function byReason({ failing, undecided }: PathVerdict): ReadonlyMap<string, readonly PathDecision[]> {
  return grouped([...failing, ...undecided], (decision) =>
    undecided.includes(decision)
      ? openWords(decision)
      : decision.failure
        ? failureWords(decision.failure)
        : 'it cannot be decided',
  );
}
