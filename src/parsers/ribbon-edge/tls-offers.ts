import { type Allowed, type TlsOffers, type TlsVersion } from '../../model/tls.js';
import { byDefault, exactly, unread, versionsFrom } from '../tls-settings/allowed.js';
import { cipherNames } from '../tls-settings/cipher-setting.js';
import { valueOf, type EdgeRecord } from './record.js';

/** TLSVersion, as a reader of backups prints it (profile fact tlsVersionCodes, inferred). */
const VERSIONS: readonly (readonly [TlsVersion, TlsVersion])[] = [
  ['TLS 1.2', 'TLS 1.2'],
  ['TLS 1.0', 'TLS 1.0'],
  ['TLS 1.0', 'TLS 1.2'],
  ['TLS 1.0', 'TLS 1.3'],
  ['TLS 1.2', 'TLS 1.3'],
  ['TLS 1.3', 'TLS 1.3'],
];

/** Codes of cipher suites, of the same source (profile fact cipherCodes); 8 was not seen. */
const SUITES: Readonly<Record<string, string>> = {
  0: 'TLS_RSA_WITH_AES_128_CBC_SHA',
  1: 'TLS_RSA_WITH_AES_256_CBC_SHA',
  2: 'TLS_RSA_WITH_3DES_EDE_CBC_SHA',
  3: 'TLS_RSA_WITH_AES_128_CBC_SHA256',
  4: 'TLS_RSA_WITH_AES_256_CBC_SHA256',
  5: 'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256',
  6: 'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384',
  7: 'TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA',
  9: 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
  10: 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
  11: 'TLS_AES_128_GCM_SHA256',
  12: 'TLS_AES_256_GCM_SHA384',
  13: 'TLS_CHACHA20_POLY1305_SHA256',
};

/** What a TLS profile allows: versions for both directions, suites for each. */
export function offersOf(record: EdgeRecord): TlsOffers {
  const versions = versionsOf(record);
  return {
    outbound: { versions, cipherSuites: suitesOf(record, 'ClientCipherSequence', 'ClientCipher') },
    inbound: { versions, cipherSuites: suitesOf(record, 'ServerCipherSequence') },
  };
}

function versionsOf(record: EdgeRecord): Allowed {
  const setting = valueOf(record, 'TLSVersion');
  if (!setting) return byDefault('TLSVersion is not shown, and its default is not known', record.at);
  const span = /^\d$/.test(setting.value) ? VERSIONS[Number(setting.value)] : undefined;
  if (!span) return unread('the value of TLSVersion is not known', setting.at);
  return exactly(versionsFrom(...span), `TLSVersion is ${setting.value}`, setting.at, 'inferred');
}

function suitesOf(record: EdgeRecord, ...settings: readonly string[]): Allowed {
  const setting = valueOf(record, ...settings);
  const [name = ''] = settings;
  if (!setting) return byDefault(`${name} is not shown, and its default is not known`, record.at);
  const codes = setting.value.split(',').map((code) => ({ value: code.trim(), at: setting.at }));
  const known = new Map(Object.entries(SUITES));
  return (
    cipherNames(name, codes, (code) => known.get(code) ?? null, 'inferred') ??
    byDefault(`${name} is empty, and its default is not known`, setting.at)
  );
}
