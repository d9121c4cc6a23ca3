import type { TrustStore, TrustStoreEntry } from '../../model/trust.js';
import type { Provenance } from '../../text/provenance.js';

/** The id of the one trust store: TLS profiles have no list of their own (reference section 11.4). */
export const STORE_ID = 'device';
const STORE_NAME = 'Trusted CA Certificates';

/** The trust store with its entries; `incompleteBecause` where some may be hidden, and `null` entries where all are. */
export function trustStore(
  entries: readonly TrustStoreEntry[] | null,
  at: Provenance,
  incompleteBecause: string | null = null,
): TrustStore {
  return {
    id: STORE_ID,
    name: STORE_NAME,
    scope: 'device',
    entries,
    complete: incompleteBecause === null,
    incompleteBecause,
    builtInBundle: null,
    at,
  };
}
