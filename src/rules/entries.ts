import type { Device } from '../model/device.js';
import type { TlsContext, TrustStore, TrustStoreEntry } from '../model/trust.js';
import { contextWithStore } from './parts.js';

/** An entry of a trust store, with the first TLS context that uses the store. */
export interface StoredEntry {
  readonly store: TrustStore;
  readonly context: TlsContext | null;
  readonly entry: TrustStoreEntry;
}

/** Every entry that some trust store accepts. */
export function* storedEntries(device: Device): Generator<StoredEntry> {
  for (const store of device.trustStores) {
    const context = contextWithStore(device.tlsContexts, store.id);
    for (const entry of store.entries ?? []) {
      if (entry.usable.answer !== 'no') yield { store, context, entry };
    }
  }
}

/** Every entry of a trust store and everything else the device holds, each label once. */
export function* entriesInUse(device: Device): Generator<TrustStoreEntry> {
  const seen = new Set<string>();
  const all = [...device.trustStores.flatMap(({ entries }) => entries ?? []), ...(device.held ?? [])];
  for (const entry of all) {
    const { at, value } = entry.label;
    const key = device.held ? value : `${at.file}:${at.range.start}:${value}`;
    if (seen.has(key)) continue;
    seen.add(key);
    yield entry;
  }
}
