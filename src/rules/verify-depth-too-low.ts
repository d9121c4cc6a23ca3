import type { PathDecision } from '../model/path.js';
import type { Rule, RuleInput, RuleResult } from './define-rule.js';
import { defineRule } from './define-rule.js';
import { contextWords } from './demand-result.js';
import { casBelowAnchor, deviceLimits, followsCas } from './device-limits.js';
import { weighDisabled } from './facing.js';
import { issuingCas } from './path-words.js';
import { pathVerdicts, type PathVerdict } from './path-verdict.js';

export const verifyDepthTooLow: Rule = defineRule({
  id: 'verify-depth-too-low',
  level: 'warning',
  citations: [{ document: 'RFC 5280', section: '6.1' }],
  docs: {
    what: 'A TLS context stops checking a certification path before the paths of its peer end.',
    why: 'The handshake fails although every root is there, as soon as the peer presents a path with more CAs than the context follows.',
    remedy:
      'Raise the depth to one more than the number of CAs that the message names, or to the default of the product.',
    open: {
      see: 'no-export',
      means: 'Nobody has established how the product counts its depth: a depth that is enough either way settles it.',
    },
  },
  applies:
    'A TLS context that faces a peer whose paths are known has a depth configured, or its product has one that is known.',
  messages: {
    low: '{context} follows {depth}, and the path from {names} that {peer} may present has {needed} below the root',
    unproven:
      'cannot tell whether {context} follows the path from {names} that {peer} may present: it follows {depth}, and the path has {needed} below the root',
  },

  *check(input) {
    for (const verdict of pathVerdicts(input)) {
      const result = depthResult(verdict, input);
      if (result) yield result;
    }
  },
});

/** One result for the longest path of the peer, `null` where the context follows it. */
function depthResult(verdict: PathVerdict, { device, profile }: RuleInput): RuleResult | null {
  const { facing, validating, failing, undecided } = verdict;
  const { context, peer, legs } = facing;
  if (!context) return null;
  const { depth } = deviceLimits(profile, context, device.release?.value ?? null);
  const decisions = [...validating, ...failing, ...undecided];
  const lengths = decisions.map(casOf);
  const needed = Math.max(...lengths);
  const followed = depth && followsCas(depth, needed);
  if (!depth || !followed || followed.answer === 'yes') return null;
  const { level, because } = weighDisabled('warning', legs);
  const shared = {
    data: {
      context: contextWords(facing, null),
      depth: depth.text === '1' ? '1 CA' : `${depth.text} CAs`,
      names: issuingCas(decisions.filter((_, i) => lengths[i] === needed)),
      needed: String(needed),
      peer: peer.title,
    },
    at: context.verifyDepth?.at ?? context.name.at,
    level,
    tlsContext: context.name.value,
    peer: peer.id,
  };
  if (followed.answer === 'no') {
    return { ...shared, kind: 'fail', messageId: 'low', fix: 'manual', ...(because ? { because } : {}) };
  }
  return {
    ...shared,
    kind: 'open',
    messageId: 'unproven',
    because: followed.because,
    hint: `a depth of ${needed + 1} is enough either way`,
  };
}

/** The CAs below the root on the shortest path of an issuing CA: as it was built where it ends at a root, else as presented. */
function casOf({ forms }: PathDecision): number {
  return Math.min(
    ...forms.map(({ presented, answer }) => {
      const ended = answer.tried.find(({ failure }) => failure === null || DEVICE.has(failure.fault));
      return ended ? casBelowAnchor(ended.certificates, false) : presented.certificates.length;
    }),
  );
}

const DEVICE: ReadonlySet<string> = new Set(['device-depth', 'device-key']);
