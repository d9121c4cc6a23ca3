import type { Endpoint } from '../../model/trust.js';
import { endpointOf, portOf } from './endpoint.js';
import { rowsNamed } from './rows-by-name.js';
import { cell, type Cell, type Settings } from './settings.js';

/**
 * The hosts behind an address that is a domain of the Internal SRV table. An address with a port is no such domain, for
 * the port would come from the table.
 */
export function internalHosts(settings: Settings, address: Cell): readonly Endpoint[] {
  return rowsNamed(settings, 'Srv2Ip', 'InternalDomain', address.text).flatMap((row) =>
    ['1', '2', '3'].flatMap((number) => {
      const host = cell(row, `Dns${number}`);
      if (!host) return [];
      const port = cell(row, `Port${number}`);
      return [{ ...endpointOf(settings, host), port: port && portOf(settings, port) }];
    }),
  );
}
