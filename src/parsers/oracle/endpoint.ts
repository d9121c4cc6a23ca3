import type { Endpoint } from '../../model/trust.js';
import type { Sourced } from '../../text/provenance.js';
import { isDomainName } from '../../text/host.js';
import { valueOf, type OracleElement } from './element.js';

/** The documented default of a session-agent and of a sip-port (ACLI Reference Guide). */
const DEFAULT_PORT = 5060;

/** The agent's host name; where that is an address or a mere label, its address as well. */
export function endpointsOf(agent: OracleElement): readonly Endpoint[] {
  const hostname = valueOf(agent, 'hostname');
  if (!hostname) return [];
  const port = portOf(agent);
  const address = valueOf(agent, 'ip-address');
  const more =
    address && address.value !== hostname.value && !isDomainName(hostname.value) ? [{ host: address, port }] : [];
  return [{ host: hostname, port }, ...more];
}

/** `null` where it cannot be told: only part of the element is shown, or what stands there is no port that calls go to. */
export function portOf(element: OracleElement): Sourced<number> | null {
  const port = valueOf(element, 'port');
  if (!port) return element.isPart ? null : { value: DEFAULT_PORT, at: element.at };
  const isNumber = /^\d{1,5}$/.test(port.value) && Number(port.value) > 0;
  return isNumber ? { value: Number(port.value), at: port.at } : null;
}
