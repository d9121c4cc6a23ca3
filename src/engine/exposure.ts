import type { FacingLeg } from '../model/device.js';
import type { Endpoint, Exposure } from '../model/trust.js';
import { isDomainName, isLocalAddress, mayBeAddress } from '../text/host.js';
import type { Sourced } from '../text/provenance.js';

/**
 * Whether it is known whom the device faces. An export may show all its trunks and still not tell: where a leg calls
 * nothing but addresses in TLS, whose they are stands nowhere.
 */
export function exposureOf(shown: Exposure, legs: readonly FacingLeg[]): Exposure {
  if (shown.answer === 'unknown' || legs.some(({ peer }) => peer !== null)) return shown;
  // Many legs may share one list of endpoints.
  const told = new Set<FacingLeg['endpoints']>();
  for (const { trunk, direction, transport, enabled, endpoints } of legs) {
    const callsInTls = direction === 'outbound' && transport.value === 'tls' && enabled.answer !== 'no';
    if (!callsInTls || told.has(endpoints)) continue;
    told.add(endpoints);
    const address = onlyAddress(endpoints);
    if (!address) continue;
    const { value, at } = address;
    return {
      answer: 'unknown',
      because: `${trunk} calls ${value} in TLS and no host name, and an address does not say whose it is`,
      at,
      settledBy: `find out whose address ${value} is`,
    };
  }
  return shown;
}

/** The first address of the outside, where no host name of the DNS beside it says who is there. */
function onlyAddress(endpoints: readonly Endpoint[]): Sourced<string> | null {
  const hosts = endpoints.filter(({ isResolvedInside }) => !isResolvedInside).map(({ host }) => host);
  if (hosts.some(({ value }) => isDomainName(value) && !mayBeAddress(value))) return null;
  return hosts.find(({ value }) => mayBeAddress(value) && !isLocalAddress(value)) ?? null;
}
