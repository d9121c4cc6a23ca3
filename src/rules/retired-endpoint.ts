import { hasBegun, moment } from '../model/time.js';
import { confidenceNote } from '../model/vendor-command.js';
import { defineRule } from './define-rule.js';
import { facingEndpoints, hasDocumentedSuffix, isDocumented, listedName } from './endpoint-names.js';
import { weighDisabled } from './facing.js';

export const retiredEndpoint = defineRule({
  id: 'retired-endpoint',
  level: 'error',
  citations: [{ document: 'The peer profile', section: 'retired' }],
  docs: {
    what: 'A trunk calls a host name that the peer has retired.',
    why: 'The name no longer resolves, or no longer answers.',
    remedy: 'Use the names that the peer documents now.',
    open: {
      see: 'no-export',
      means:
        'The peer lists its names and this is none of them, or nobody has established that it is retired: ask the peer.',
    },
  },
  applies: 'A trunk calls a host name of a known peer.',
  messages: {
    retired: '{host} was retired by {peer} on {since}{confidence}',
    unproven: 'cannot tell whether {peer} answers on {host}',
  },

  *check(input) {
    for (const { leg, peer, endpoint } of facingEndpoints(input)) {
      const host = endpoint.host.value;
      const retired = listedName(host, peer.retired);
      const shared = { at: endpoint.host.at, peer: peer.id };
      if (retired) {
        if (retired.since && !hasBegun(moment(retired.since), input.asOf)) continue;
        yield {
          ...shared,
          level: weighDisabled(retired.confidence === 'inferred' ? 'warning' : 'error', [leg]).level,
          kind: retired.confidence === 'unknown' ? 'open' : 'fail',
          messageId: retired.confidence === 'unknown' ? 'unproven' : 'retired',
          data: {
            host,
            peer: peer.title,
            since: retired.since ?? 'an unknown day',
            confidence: confidenceNote(retired.confidence),
          },
          because: retired.confidence === 'unknown' ? 'that the name is retired is not established' : '',
          ...(retired.instead ? { hint: `use ${retired.instead.join(', ')}` } : {}),
          fix: 'manual',
        };
        continue;
      }
      if (!hasDocumentedSuffix(host, peer) || isDocumented(host, peer) || listedName(host, peer.testOnly)) continue;
      yield {
        ...shared,
        level: weighDisabled('error', [leg]).level,
        kind: 'open',
        messageId: 'unproven',
        data: { host, peer: peer.title },
        because: 'it is none of the names that the peer documents, and not one known to be retired',
        hint: `the documented names are ${peer.clouds.flatMap(({ endpoints }) => endpoints).join(', ')}`,
      };
    }
  },
});
