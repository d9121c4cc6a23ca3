import { type Allowed, type TlsVersion } from '../../model/tls.js';
import type { Provenance } from '../../text/provenance.js';
import { byDefault, exactly } from '../tls-settings/allowed.js';

const VERSIONS: Readonly<Record<string, TlsVersion>> = {
  sslv2: 'SSL 2.0',
  sslv3: 'SSL 3.0',
  tlsv1: 'TLS 1.0',
  'tlsv1.0': 'TLS 1.0',
  'tlsv1.1': 'TLS 1.1',
  'tlsv1.2': 'TLS 1.2',
  'tlsv1.3': 'TLS 1.3',
};

/** `tls-version` is a list (profile fact tlsVersions); that each word stands for its version alone is inferred. */
export function versionsOf(value: string, because: string, at: Provenance): Allowed | null {
  const words = value.toLowerCase().split(',');
  if (words.some((word) => word.trim() === 'sslv23')) {
    return byDefault(`${because}, and which versions sslv23 allows is up to the library`, at);
  }
  const known = new Map(Object.entries(VERSIONS));
  const names = words.map((word) => known.get(word.trim()));
  if (names.includes(undefined)) return null;
  return exactly([...new Set(names.flatMap((name) => name ?? []))], because, at, 'inferred');
}
