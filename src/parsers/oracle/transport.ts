import type { Transport } from '../../model/trust.js';
import type { Sourced } from '../../text/provenance.js';
import { valueOf, type OracleElement } from './element.js';

/** `StaticTLS`, `UDP+TCP` and the like, in any case. UDP is the documented default of agents and ports. */
export function transportOf(element: OracleElement, attribute: string): Sourced<Transport> {
  const value = valueOf(element, attribute);
  if (!value) return { value: element.isPart ? 'unknown' : 'udp', at: element.at };
  const word = value.value.toLowerCase();
  const transport = word.includes('tls')
    ? 'tls'
    : word.includes('udp')
      ? 'udp'
      : word.includes('tcp')
        ? 'tcp'
        : 'unknown';
  return { value: transport, at: value.at };
}
