import type { Endpoint } from '../../model/trust.js';
import { endpointOf } from './endpoint.js';
import { internalHosts } from './internal-srv.js';
import { rowsNamed } from './rows-by-name.js';
import { cell, type Cell, type Settings } from './settings.js';

const COLUMNS = ['FirstIpAddress', 'SecondIpAddress', 'ThirdIpAddress'];
/** What stands in a column that is not used. */
const NONE = /^(?:0\.0\.0\.0|::)$/;

/**
 * Whom the address of a proxy set stands for: the hosts of the Internal SRV table, and behind a name of the Internal DNS
 * table, which the device asks before any server (user's manual, Configuring the Internal DNS Table), its addresses as well.
 */
export function endpointsBehind(settings: Settings, address: Cell): readonly Endpoint[] {
  const hosts = internalHosts(settings, address);
  const named = hosts.length > 0 ? hosts : [endpointOf(settings, address)];
  return named.flatMap((endpoint) => {
    const addresses = internalAddresses(settings, endpoint);
    return addresses.length > 0 ? [{ ...endpoint, isResolvedInside: true as const }, ...addresses] : [endpoint];
  });
}

/** The columns are inferred (profile fact internalDnsColumns); the port is that of the name. */
function internalAddresses(settings: Settings, { host, port }: Endpoint): readonly Endpoint[] {
  return rowsNamed(settings, 'Dns2Ip', 'DomainName', host.value).flatMap((row) =>
    COLUMNS.flatMap((column) => {
      const address = cell(row, column);
      return address && !NONE.test(address.text) ? [{ host: endpointOf(settings, address).host, port }] : [];
    }),
  );
}
