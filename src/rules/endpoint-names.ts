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
    for (const endpoint of leg.endpoints) {
      const { at, value } = endpoint.host;
      const key = JSON.stringify([at.file, at.range.start, value]);
      if (leg.direction !== 'outbound' || seen.has(key)) continue;
      seen.add(key);
      yield { leg, peer, endpoint };
    }
  }
}

export function listedName(host: string, names: readonly EndpointName[]): EndpointName | undefined {
  return names.find((name) => name.host === host.toLowerCase());
}

/** Whether a host is one of those that the peer documents for use. */
export function isDocumented(host: string, peer: PeerProfile): boolean {
  return peer.clouds.some(({ endpoints }) => endpoints.includes(host.toLowerCase()));
}

/** Whether a host carries one of the peer's own domain suffixes. */
export function hasPeerSuffix(host: string, peer: PeerProfile): boolean {
  const lower = host.toLowerCase();
  return peer.clouds.some(({ suffixes }) =>
    suffixes.some((suffix) => lower.endsWith(suffix) || `.${lower}` === suffix),
  );
}

export function isAddress(host: string): boolean {
  return /^\[?[0-9a-f:]*:[0-9a-f:.]*\]?$/i.test(host) || /^\d{1,3}(\.\d{1,3}){3}$/.test(host);
}
