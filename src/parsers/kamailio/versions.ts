import type { Allowed, TlsVersion } from '../../model/tls.js';
import type { Provenance } from '../../text/provenance.js';
import { atLeast, exactly, versionsFrom } from '../tls-settings/allowed.js';

const VERSIONS: Readonly<Record<string, TlsVersion>> = {
  sslv2: 'SSL 2.0',
  sslv3: 'SSL 3.0',
  tlsv1: 'TLS 1.0',
  'tlsv1.0': 'TLS 1.0',
  'tlsv1.1': 'TLS 1.1',
  'tlsv1.2': 'TLS 1.2',
  'tlsv1.3': 'TLS 1.3',
};

/** The values of `method` (profile fact methods). A plus sign takes later versions in, of which TLS 1.3 needs a new library. */
export function versionsOf(value: string, because: string, at: Provenance): Allowed | null {
  const word = value.toLowerCase();
  if (word === 'sslv23') return atLeast(versionsFrom('TLS 1.0'), ['SSL 3.0', 'TLS 1.3'], { because, at });
  const first = new Map(Object.entries(VERSIONS)).get(word.replace(/\+$/, ''));
  if (!first) return null;
  if (!word.endsWith('+')) return exactly([first], because, at);
  return first === 'TLS 1.3'
    ? exactly([first], because, at)
    : atLeast(versionsFrom(first), ['TLS 1.3'], { because, at });
}
