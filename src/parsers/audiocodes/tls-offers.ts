import { TLS_VERSIONS, type Allowed, type TlsOffers } from '../../model/tls.js';
import type { Provenance, Sourced } from '../../text/provenance.js';
import { atLeast, byDefault, exactly, unread, versionsFrom } from '../tls-settings/allowed.js';
import { cipherString } from '../tls-settings/cipher-setting.js';
import { TLS13_SUITES } from '../tls-settings/suites.js';
import { called, cell, placeOf, sourcedCell, type Cell, type Row, type Settings } from './settings.js';

/** The bits of TLSVersion (profile fact tlsVersionBits): 1 is TLS 1.0, and 8, which is inferred, TLS 1.3. */
const BITS = [
  [1, 'TLS 1.0'],
  [2, 'TLS 1.1'],
  [4, 'TLS 1.2'],
  [8, 'TLS 1.3'],
] as const;

/** Whether the row may have a setting that is not read, as of a script with a keyword that is not known. */
function absent(settings: Settings, row: Row, column: string): string {
  if (settings.form === 'ini' || settings.extent === 'full') {
    return `${column} of ${called(row)} is not set, and its default differs between releases`;
  }
  return `${column} of ${called(row)} is not shown`;
}

/** What a row of TLSContexts allows: versions for both directions, suites for each. */
export function offersOf(settings: Settings, row: Row): TlsOffers {
  const at = placeOf(settings, row);
  const version = cell(row, 'TLSVersion');
  const versions = version
    ? versionsOf(sourcedCell(settings, version))
    : byDefault(absent(settings, row, 'TLSVersion'), at);
  const suites = (role: 'Client' | 'Server') => {
    const old = `${role}CipherString`;
    const found = cell(row, old);
    const read = found
      ? cipherString(old, sourcedCell(settings, found), at)
      : byDefault(absent(settings, row, old), at);
    return withTls13(read, settings, cell(row, `${role}CipherTLS13String`));
  };
  return {
    outbound: { versions, cipherSuites: suites('Client') },
    inbound: { versions, cipherSuites: suites('Server') },
  };
}

/** What a device without TLSContexts allows. In releases 6.4 and 6.6 both values of TLSVersion end at TLS 1.0 (profile fact tlsVersionOf6). */
export function offersWithoutContexts(
  version: Sourced<string> | null,
  ciphers: Sourced<string> | null,
  at: Provenance,
): TlsOffers {
  const offer = {
    versions: version ? versionsOf6(version) : byDefault('this file does not show row 0 of TLSContexts', at),
    cipherSuites: ciphers
      ? cipherString('HTTPSCipherString', ciphers, at)
      : byDefault('this file does not show the cipher strings of row 0 of TLSContexts', at),
  };
  return { outbound: offer, inbound: offer };
}

function versionsOf({ value, at }: Sourced<string>): Allowed {
  const because = `TLSVersion is ${value}`;
  const bits = /^\d{1,2}$/.test(value) ? Number(value) : -1;
  // "Any" is what the release has: 7.0 had none after TLS 1.2.
  if (bits === 0) return atLeast(versionsFrom('TLS 1.0'), ['SSL 3.0', 'TLS 1.3'], { because, at });
  if (bits < 0 || bits > 15) return unread('TLSVersion is no known sum of versions', at);
  const names = BITS.filter(([bit]) => (bits & bit) !== 0).map(([, name]) => name);
  return exactly(names, because, at, bits > 7 ? 'inferred' : 'verified');
}

function versionsOf6({ value, at }: Sourced<string>): Allowed {
  const because = `TLSVersion is ${value}`;
  if (value === '1') return exactly(['TLS 1.0'], because, at);
  if (value === '0') return exactly(TLS_VERSIONS.slice(0, 3), because, at);
  return unread('TLSVersion is neither 0 nor 1', at);
}

/** The suites of TLS 1.3 have a list of their own; where it is not set all of them are possible. */
function withTls13(read: Allowed, settings: Settings, list: Cell | null): Allowed {
  if (!list) return read;
  const names = sourcedCell(settings, list).value.split(/[:, ]+/);
  return { ...read, certain: [...read.certain, ...TLS13_SUITES.filter((suite) => names.includes(suite))] };
}
