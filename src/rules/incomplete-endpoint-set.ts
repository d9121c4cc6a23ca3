import type { Endpoint } from '../model/trust.js';
import { defineRule } from './define-rule.js';
import { facingEndpoints, isAddress, type FacingEndpoint } from './endpoint-names.js';
import { weighDisabled } from './facing.js';

export const incompleteEndpointSet = defineRule({
  id: 'incomplete-endpoint-set',
  level: 'warning',
  citations: [{ document: 'The peer profile', section: 'clouds' }],
  docs: {
    what: 'A trunk calls some of the host names that the peer documents, and not all of them.',
    why: 'The other names are the second and third data center: without them a failure of one region is a failure of the trunk.',
    remedy: 'Add the missing names, in the order that the peer documents.',
  },
  applies: 'A trunk calls at least one documented host name of a peer cloud that documents several.',
  messages: {
    incomplete: '{trunk} calls {present} and not {missing} of {peer}',
    unproven: 'cannot tell whether {trunk} calls {missing} of {peer} too',
  },

  *check(input) {
    const trunks = new Map<string, FacingEndpoint[]>();
    for (const facing of facingEndpoints(input)) {
      const key = JSON.stringify([facing.leg.trunk, facing.peer.id, facing.leg.cloud]);
      trunks.set(key, [...(trunks.get(key) ?? []), facing]);
    }
    for (const facings of trunks.values()) {
      const [first] = facings;
      const documented = first?.peer.clouds.find(({ id }) => id === first.leg.cloud)?.endpoints ?? [];
      if (!first) continue;
      const called = new Set(facings.map(({ endpoint }) => endpoint.host.value.toLowerCase()));
      const present = documented.filter((host) => called.has(host));
      const missing = documented.filter((host) => !called.has(host));
      if (present.length === 0 || missing.length === 0) continue;

      const addresses = addressesOfTrunk(first, input.device.legs);
      const shared = {
        data: {
          trunk: first.leg.trunk,
          present: present.join(', '),
          missing: missing.join(', '),
          peer: first.peer.title,
        },
        at: first.endpoint.host.at,
        peer: first.peer.id,
        level: weighDisabled(
          'warning',
          facings.map(({ leg }) => leg),
        ).level,
      };
      yield addresses.length > 0
        ? {
            ...shared,
            kind: 'open',
            messageId: 'unproven',
            because: `it also calls ${addresses.map(({ host }) => host.value).join(', ')}, and an address does not say whose it is`,
          }
        : { ...shared, kind: 'fail', messageId: 'incomplete', fix: 'manual' };
    }
  },
});

function addressesOfTrunk(
  { leg }: FacingEndpoint,
  legs: readonly { trunk: string; direction: string; endpoints: readonly Endpoint[] }[],
): readonly Endpoint[] {
  return legs
    .filter(({ trunk, direction }) => trunk === leg.trunk && direction === 'outbound')
    .flatMap(({ endpoints }) => endpoints)
    .filter(({ host }) => isAddress(host.value));
}
