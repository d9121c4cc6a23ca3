import { plainLabel } from '../../model/label.js';
import type { TrustModel } from '../../model/trust.js';
import type { EvidenceTarget } from '../parser.js';
import { STORE_ID } from './store.js';

/** All trusted CA certificates in one file, by the name this product gives it. */
export const BUNDLE = 'trusted-ca.pem';

/** `trusted-ca.pem` is all of the store; other files are known by the name of the record that they bear. */
export function bind(name: string, model: TrustModel): EvidenceTarget | null {
  if (name.toLowerCase() === BUNDLE) return { kind: 'store', store: STORE_ID };
  const plain = plainLabel(name);
  const named = <T extends { readonly label: { readonly value: string } }>(all: readonly T[]) =>
    all.filter(({ label }) => plainLabel(label.value) === plain);
  const entries = named(model.trustStores.flatMap(({ entries }) => entries ?? []));
  const own = named(model.endEntityCertificates);
  const [only] = [...entries, ...own];
  if (!only || entries.length + own.length > 1 || plain === '') return null;
  return { kind: own.length > 0 ? 'end-entity' : 'label', label: only.label.value };
}
