import type { TrustModel } from '../../model/trust.js';
import type { EvidenceTarget } from '../parser.js';

/** Members of a configuration package, and what people call the answer of the REST call. */
const STORE = /^(?:(\d{1,6})\.(?:root|pem)|tls-(\d{1,6})-trusted-root\.pem)$/i;
const OWN_CERTIFICATE = /^(\d{1,6})\.crt$/i;

/** Binds by the index of a TLS context. `<index>.pkey` is a private key and binds to nothing. */
export function bindByIndex(name: string, { tlsContexts }: TrustModel): EvidenceTarget | null {
  const exists = (index: string | undefined) => tlsContexts.some(({ key }) => key === index);
  const [, bare, spelled] = STORE.exec(name) ?? [];
  const store = bare ?? spelled;
  if (store !== undefined) return exists(store) ? { kind: 'store', store } : null;
  const [, own] = OWN_CERTIFICATE.exec(name) ?? [];
  return own !== undefined && exists(own) ? { kind: 'end-entity', label: own } : null;
}
