import { type Allowed, type TlsVersion } from '../../model/tls.js';
import type { Provenance } from '../../text/provenance.js';
import { byDefault, exactly } from '../tls-settings/allowed.js';

const VERSIONS: Readonly<Record<string, TlsVersion>> = {
  sslv2: 'SSL 2.0',
  sslv3: 'SSL 3.0',
  tlsv1: 'TLS 1.0',
  tlsv1_1: 'TLS 1.1',
  tlsv1_2: 'TLS 1.2',
  tlsv1_3: 'TLS 1.3',
};

/** The values of `method` (profile fact methods). That one names its version alone is inferred; what the others hold is up to PJSIP. */
export function versionsOf(value: string, because: string, at: Provenance): Allowed | null {
  const word = value.toLowerCase();
  if (['default', 'unspecified', 'sslv23'].includes(word)) {
    return byDefault(`${because}, and which versions that allows is up to the library`, at);
  }
  const only = new Map(Object.entries(VERSIONS)).get(word);
  return only ? exactly([only], because, at, 'inferred') : null;
}
