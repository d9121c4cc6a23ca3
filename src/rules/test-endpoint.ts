import { confidenceNote } from '../model/vendor-command.js';
import { defineRule } from './define-rule.js';
import { facingEndpoints, listedName } from './endpoint-names.js';
import { weighDisabled } from './facing.js';

export const testEndpoint = defineRule({
  id: 'test-endpoint',
  level: 'warning',
  citations: [{ document: 'The peer profile', section: 'testOnly' }],
  docs: {
    what: 'A trunk calls a host name that the peer offers for tests only.',
    why: 'Test names answer OPTIONS and no calls, with less availability, and they go away without notice.',
    remedy: 'Take the name out of the routing once the test is done.',
    open: { see: 'no-export', means: 'Nobody has established that the name is for tests only: ask the peer.' },
  },
  applies: 'A trunk calls a host name of a known peer.',
  messages: {
    test: '{host} is a name that {peer} offers for tests only{confidence}',
    unproven: 'cannot tell whether {host} is a name that {peer} offers for tests only',
  },

  *check(input) {
    for (const { leg, peer, endpoint } of facingEndpoints(input)) {
      const host = endpoint.host.value;
      const name = listedName(host, peer.testOnly);
      if (!name) continue;
      const open = name.confidence === 'unknown';
      yield {
        kind: open ? 'open' : 'fail',
        messageId: open ? 'unproven' : 'test',
        data: { host, peer: peer.title, confidence: confidenceNote(name.confidence) },
        at: endpoint.host.at,
        peer: peer.id,
        level: weighDisabled('warning', [leg]).level,
        ...(open ? { because: 'that the name is for tests only is not established' } : {}),
        ...(name.instead ? { hint: `for calls use ${name.instead.join(', ')}` } : {}),
        fix: 'manual',
      };
    }
  },
});
