import type { Device } from '../model/device.js';
import { grouped } from '../text/grouped.js';
import { isAddress } from '../text/host.js';
import { defineRule } from './define-rule.js';
import { facingEndpoints, plainHost, type FacingEndpoint } from './endpoint-names.js';
import { weighDisabled } from './facing.js';

export const incompleteEndpointSet = defineRule({
  id: 'incomplete-endpoint-set',
  level: 'warning',
  citations: [{ document: 'The peer profile', section: 'clouds' }],
  docs: {
    what: 'A trunk calls some of the host names that the peer documents, and not all of them.',
    why: 'The other names are the second and third data center: without them a failure of one region is a failure of the trunk.',
    remedy: 'Add the missing names, in the order that the peer documents.',
    open: {
      see: 'peer',
      means: 'An address, or a row that could not be read, may be the name that seems to be missing.',
    },
  },
  applies: 'A trunk calls at least one documented host name of a peer cloud that documents several.',
  messages: {
    incomplete: '{trunk} calls {present} and not {missing} of {peer}',
    unproven: 'cannot tell whether {trunk} calls {missing} of {peer} too',
  },

  *check(input) {
    const trunks = grouped([...facingEndpoints(input)], ({ leg, peer }) =>
      JSON.stringify([leg.trunk, peer.id, leg.cloud]),
    );
    for (const facings of trunks.values()) {
      const [first] = facings;
      const cloud = first?.peer.clouds.find(({ id }) => id === first.leg.cloud);
      if (!first || !cloud) continue;
      const documented = cloud.endpoints;
      const called = new Set(facings.map(({ endpoint }) => plainHost(endpoint.host.value)));
      const present = documented.filter((host) => called.has(host));
      const missing = documented.filter((host) => !called.has(host));
      if (present.length === 0 || missing.length === 0) continue;

      const doubt = cloud.confidence === 'unknown' ? unestablished(first) : whyOpen(first, input.device);
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
      yield doubt === null
        ? { ...shared, kind: 'fail', messageId: 'incomplete', fix: 'manual' }
        : { ...shared, kind: 'open', messageId: 'unproven', ...doubt };
    }
  },
});

interface Doubt {
  readonly because: string;
  readonly hint?: string;
}

function unestablished({ peer: { title } }: FacingEndpoint): Doubt {
  return { because: `which names ${title} has is not established`, hint: `ask ${title} for its names` };
}

/** Where the missing names may hide: behind addresses, or in what could not be read. */
function whyOpen({ leg }: FacingEndpoint, { legs, problems, exposure }: Device): Doubt | null {
  const addresses = legs
    .filter(({ trunk, direction }) => trunk === leg.trunk && direction === 'outbound')
    .flatMap(({ endpoints }) => endpoints.map(({ host }) => host.value))
    .filter(isAddress);
  if (addresses.length > 0) {
    const because = `it also calls ${addresses.join(', ')}, and an address does not say whose it is`;
    return { because, hint: `find out whose ${addresses.length === 1 ? 'address it is' : 'addresses they are'}` };
  }
  const unread = problems.find(({ ruleId }) => ruleId === 'unreadable-input');
  if (unread) {
    const because = 'a part of the configuration could not be read';
    return { because, hint: `settle first what could not be read: ${unread.at.file}:${unread.at.line}` };
  }
  if (exposure.answer !== 'unknown') return null;
  return { because: exposure.because, ...(exposure.settledBy === undefined ? {} : { hint: exposure.settledBy }) };
}
