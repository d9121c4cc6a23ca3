import type { Provenance, Sourced } from '../../text/provenance.js';
import type { EdgeRecord } from './record.js';

/** A SIP server table with its entries. */
export interface ServerTable {
  readonly record: EdgeRecord;
  readonly servers: readonly EdgeRecord[];
}

/** What a configuration of an SBC Edge holds about trust, in the vendor's own tables; `null` where a table is not shown. */
export interface EdgeTables {
  readonly release: Sourced<string> | null;
  readonly platform: Sourced<string> | null;
  readonly hostName: Sourced<string> | null;
  /** Primary certificate and trusted CAs. */
  readonly certificates: readonly EdgeRecord[] | null;
  readonly supplementary: readonly EdgeRecord[];
  readonly tlsProfiles: readonly EdgeRecord[] | null;
  readonly groups: readonly EdgeRecord[] | null;
  readonly serverTables: readonly ServerTable[] | null;
  readonly listenPorts: readonly EdgeRecord[];
  /** Where the certificate table starts, else where the file does. */
  readonly certificatesAt: Provenance;
  readonly at: Provenance;
}
