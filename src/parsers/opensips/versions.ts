import { TLS_VERSIONS, type Allowed, type TlsVersion } from '../../model/tls.js';
import type { Provenance } from '../../text/provenance.js';
import { atLeast, exactly, versionsFrom } from '../tls-settings/allowed.js';

const VERSIONS: Readonly<Record<string, TlsVersion>> = {
  sslv2: 'SSL 2.0',
  sslv3: 'SSL 3.0',
  tlsv1: 'TLS 1.0',
  tlsv1_1: 'TLS 1.1',
  tlsv1_2: 'TLS 1.2',
  tlsv1_3: 'TLS 1.3',
};

/** The values of `tls_method` (profile fact tlsMethods): one version, or SSLv23 for all that the library has. Spans are recalled. */
export function versionsOf(value: string, because: string, at: Provenance): Allowed | null {
  const word = value.toLowerCase();
  if (word === 'sslv23') return atLeast(versionsFrom('TLS 1.0'), ['SSL 3.0', 'TLS 1.3'], { because, at });
  const known = new Map(Object.entries(VERSIONS));
  const only = known.get(word);
  if (only) return exactly([only], because, at);
  const [from = '', to, more] = word.split('-');
  const first = from === '' ? TLS_VERSIONS[0] : known.get(from);
  const last = to === '' ? 'TLS 1.3' : known.get(to ?? '');
  if (!first || !last || more !== undefined) return null;
  return exactly(versionsFrom(first, last), because, at, 'inferred');
}
