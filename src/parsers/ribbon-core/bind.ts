import type { TrustModel } from '../../model/trust.js';
import type { EvidenceTarget } from '../parser.js';

/** PKCS#12 and key files hold a private key: they are nobody's evidence. */
const NEVER = /\.(p12|pfx|pkcs12|key)$/i;
const CERTIFICATE_FILE = /^(.+)\.(der|cer|crt|pem|txt)$/i;

/** What files on the device end in. Output that somebody saved under the name of the entry ends in .pem or .txt. */
const DEVICE_FILE = /\.(der|cer|crt)$/i;

/**
 * Certificate files lie on the device under the fileName of their PKI entry, one certificate a file (reference section
 * 5.4). Names are case-sensitive there: what differs in its letters is another file. A file that bears the entry's name
 * and not the fileName that it states is another file too.
 */
export function bind(name: string, model: TrustModel): EvidenceTarget | null {
  if (NEVER.test(name)) return null;
  const entries = model.held ?? [];
  const [first, ...also] = entries
    .filter(({ claims }) => claims.slice(1).some(({ value }) => value === name))
    .map(({ label }) => label.value);
  if (first !== undefined) return { kind: 'label', label: first, ...(also.length > 0 && { also }) };

  const stem = CERTIFICATE_FILE.exec(name)?.[1];
  if (stem === undefined) return null;
  const entry = entries.find(({ label }) => label.value === stem);
  if (entry) {
    const statesAnother = entry.claims.length > 1 && DEVICE_FILE.test(name);
    return statesAnother ? null : { kind: 'label', label: stem };
  }
  const own = model.endEntityCertificates.some(({ label }) => label.value === stem);
  return own ? { kind: 'end-entity', label: stem } : null;
}
