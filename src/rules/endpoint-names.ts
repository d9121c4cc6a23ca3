import type { FacingLeg } from '../model/device.js';
import type { EndpointName, PeerProfile } from '../model/knowledge.js';
import type { Endpoint } from '../model/trust.js';
import type { RuleInput } from './define-rule.js';
import { facingLegs } from './facing.js';

export interface FacingEndpoint {
  readonly leg: FacingLeg;
  readonly peer: PeerProfile;
  readonly endpoint: Endpoint;
}

/** Every address of a known peer that the device calls, once for each place that names it. */
export function* facingEndpoints({ device, knowledge }: RuleInput): Generator<FacingEndpoint> {
  const seen = new Set<string>();
  for (const { leg, peer } of facingLegs(device, knowledge)) {
    // Each of the legs that take calls may list all that the trunk calls.
    if (leg.direction !== 'outbound') continue;
    for (const endpoint of leg.endpoints) {
      const { at, value } = endpoint.host;
      const key = JSON.stringify([at.file, at.range.start, value]);
      if (seen.has(key)) continue;
      seen.add(key);
      yield { leg, peer, endpoint };
    }
  }
}

/** A host name as profiles spell it: in lower case, without the dot that may end it. */
export function plainHost(host: string): string {
  return host.toLowerCase().replace(/\.$/, '');
}

export function listedName(host: string, names: readonly EndpointName[]): EndpointName | undefined {
  const plain = plainHost(host);
  return names.find((name) => name.host === plain);
}

/** Whether a host is one of those that the peer documents for use. */
export function isDocumented(host: string, peer: PeerProfile): boolean {
  return peer.clouds.some(({ endpoints }) => endpoints.includes(plainHost(host)));
}

/** Whether a host carries one of the peer's own domain suffixes. */
export function hasPeerSuffix(host: string, peer: PeerProfile): boolean {
  const plain = plainHost(host);
  return peer.clouds.some(({ suffixes }) =>
    suffixes.some((suffix) => plain.endsWith(suffix) || `.${plain}` === suffix),
  );
}

/** The same, where the peer also lists the names below that suffix, so that there is something to compare with. */
export function hasDocumentedSuffix(host: string, { clouds, ...peer }: PeerProfile): boolean {
  return hasPeerSuffix(host, { ...peer, clouds: clouds.filter(({ endpoints }) => endpoints.length > 0) });
}
