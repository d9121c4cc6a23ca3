import { defineRule } from './define-rule.js';
import { contextWords } from './demand-result.js';
import { weighDisabled } from './facing.js';
import { issuingCas } from './path-words.js';
import { pathVerdicts } from './path-verdict.js';

export const verifyDepthTooLow = defineRule({
  id: 'verify-depth-too-low',
  level: 'warning',
  citations: [{ document: 'RFC 5280', section: '6.1' }],
  docs: {
    what: 'A TLS context stops checking a certification path before the paths of its peer end.',
    why: 'The handshake fails although every root is there, as soon as the peer presents a path with more CAs than the context follows.',
    remedy:
      'Raise the depth to one more than the number of CAs that the message names, or to the default of the product.',
  },
  applies: 'A TLS context that faces a peer whose paths are known has a depth configured.',
  messages: {
    low: '{context} follows {depth} CAs, and the path from {names} that {peer} may present has {needed} below the root',
    unproven:
      'cannot tell whether {context} follows the path from {names} that {peer} may present: its depth is {depth}, and the path has {needed} CAs below the root',
  },

  *check(input) {
    for (const verdict of pathVerdicts(input)) {
      const { facing, validating, failing, undecided } = verdict;
      const depth = facing.context?.verifyDepth;
      if (!facing.context || !depth) continue;
      const decisions = [...validating, ...failing, ...undecided];
      const lengths = decisions.map(({ forms }) =>
        Math.min(...forms.map(({ presented }) => presented.certificates.length)),
      );
      const needed = Math.max(...lengths);
      const longest = decisions.filter((_, i) => lengths[i] === needed);
      const given = /^\d{1,3}$/.test(depth.value) ? Number(depth.value) : null;
      if (given !== null && given > needed) continue;
      const { level, because } = weighDisabled('warning', facing.legs);
      const shared = {
        data: {
          context: contextWords(facing, null),
          depth: depth.value,
          names: issuingCas(longest),
          needed: String(needed),
          peer: facing.peer.title,
        },
        at: depth.at,
        level,
        tlsContext: facing.context.name.value,
        peer: facing.peer.id,
      };
      if (given !== null && given < needed) {
        yield { ...shared, kind: 'fail', messageId: 'low', fix: 'manual', ...(because ? { because } : {}) };
        continue;
      }
      const why =
        given === null
          ? 'the value is no number'
          : 'products differ in whether they count the root, and how this one counts is not established';
      yield {
        ...shared,
        kind: 'open',
        messageId: 'unproven',
        because: why,
        hint: `a depth of ${needed + 1} is enough either way`,
      };
    }
  },
});
