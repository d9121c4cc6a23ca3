import type { TrustModel } from '../../model/trust.js';
import type { EvidenceTarget } from '../parser.js';
import { FILE } from './stores.js';

/** A file that a configuration names by its path lies beside it under its base name. */
export function bindByPath(name: string, model: TrustModel): EvidenceTarget | null {
  const stores = model.trustStores.filter((store) => store.id.startsWith(FILE) && baseName(store.name) === name);
  const [store] = stores;
  // Two folders may hold a file of one name: then it says nothing.
  if (store) return stores.length === 1 ? { kind: 'store', store: store.id } : null;
  const own = model.endEntityCertificates.filter(({ label }) => baseName(label.value) === name);
  return own.length === 1 && own[0] ? { kind: 'end-entity', label: own[0].label.value } : null;
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
