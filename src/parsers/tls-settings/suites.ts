/** A cipher suite of TLS 1.2 and earlier. */
export interface CipherSuite {
  /** The IANA name. */
  readonly name: string;
  readonly openssl: string;
  readonly keyExchange: 'RSA' | 'DHE' | 'ECDHE';
  readonly authentication: 'RSA' | 'DSS' | 'ECDSA' | 'none';
  readonly encryption: 'AES' | 'AESGCM' | 'AESCCM' | 'AESCCM8' | 'CHACHA20' | '3DES' | 'RC4' | 'none';
  readonly bits: number;
  readonly mac: 'MD5' | 'SHA1' | 'SHA256' | 'SHA384' | 'AEAD';
}

/**
 * IANA name and OpenSSL name, as `openssl ciphers -V -stdname` of OpenSSL 3.0 prints them (test/parsers/tls-settings compares),
 * without PSK, SRP, ARIA and Camellia, which no peer names. The last six are gone from OpenSSL 3; their names are recalled.
 */
const NAMES: readonly (readonly [string, string])[] = [
  ['TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384', 'ECDHE-ECDSA-AES256-GCM-SHA384'],
  ['TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384', 'ECDHE-RSA-AES256-GCM-SHA384'],
  ['TLS_DHE_DSS_WITH_AES_256_GCM_SHA384', 'DHE-DSS-AES256-GCM-SHA384'],
  ['TLS_DHE_RSA_WITH_AES_256_GCM_SHA384', 'DHE-RSA-AES256-GCM-SHA384'],
  ['TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256', 'ECDHE-ECDSA-CHACHA20-POLY1305'],
  ['TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256', 'ECDHE-RSA-CHACHA20-POLY1305'],
  ['TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256', 'DHE-RSA-CHACHA20-POLY1305'],
  ['TLS_ECDHE_ECDSA_WITH_AES_256_CCM_8', 'ECDHE-ECDSA-AES256-CCM8'],
  ['TLS_ECDHE_ECDSA_WITH_AES_256_CCM', 'ECDHE-ECDSA-AES256-CCM'],
  ['TLS_DHE_RSA_WITH_AES_256_CCM_8', 'DHE-RSA-AES256-CCM8'],
  ['TLS_DHE_RSA_WITH_AES_256_CCM', 'DHE-RSA-AES256-CCM'],
  ['TLS_DH_anon_WITH_AES_256_GCM_SHA384', 'ADH-AES256-GCM-SHA384'],
  ['TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256', 'ECDHE-ECDSA-AES128-GCM-SHA256'],
  ['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256', 'ECDHE-RSA-AES128-GCM-SHA256'],
  ['TLS_DHE_DSS_WITH_AES_128_GCM_SHA256', 'DHE-DSS-AES128-GCM-SHA256'],
  ['TLS_DHE_RSA_WITH_AES_128_GCM_SHA256', 'DHE-RSA-AES128-GCM-SHA256'],
  ['TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8', 'ECDHE-ECDSA-AES128-CCM8'],
  ['TLS_ECDHE_ECDSA_WITH_AES_128_CCM', 'ECDHE-ECDSA-AES128-CCM'],
  ['TLS_DHE_RSA_WITH_AES_128_CCM_8', 'DHE-RSA-AES128-CCM8'],
  ['TLS_DHE_RSA_WITH_AES_128_CCM', 'DHE-RSA-AES128-CCM'],
  ['TLS_DH_anon_WITH_AES_128_GCM_SHA256', 'ADH-AES128-GCM-SHA256'],
  ['TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384', 'ECDHE-ECDSA-AES256-SHA384'],
  ['TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384', 'ECDHE-RSA-AES256-SHA384'],
  ['TLS_DHE_RSA_WITH_AES_256_CBC_SHA256', 'DHE-RSA-AES256-SHA256'],
  ['TLS_DHE_DSS_WITH_AES_256_CBC_SHA256', 'DHE-DSS-AES256-SHA256'],
  ['TLS_DH_anon_WITH_AES_256_CBC_SHA256', 'ADH-AES256-SHA256'],
  ['TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256', 'ECDHE-ECDSA-AES128-SHA256'],
  ['TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256', 'ECDHE-RSA-AES128-SHA256'],
  ['TLS_DHE_RSA_WITH_AES_128_CBC_SHA256', 'DHE-RSA-AES128-SHA256'],
  ['TLS_DHE_DSS_WITH_AES_128_CBC_SHA256', 'DHE-DSS-AES128-SHA256'],
  ['TLS_DH_anon_WITH_AES_128_CBC_SHA256', 'ADH-AES128-SHA256'],
  ['TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA', 'ECDHE-ECDSA-AES256-SHA'],
  ['TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA', 'ECDHE-RSA-AES256-SHA'],
  ['TLS_DHE_RSA_WITH_AES_256_CBC_SHA', 'DHE-RSA-AES256-SHA'],
  ['TLS_DHE_DSS_WITH_AES_256_CBC_SHA', 'DHE-DSS-AES256-SHA'],
  ['TLS_ECDH_anon_WITH_AES_256_CBC_SHA', 'AECDH-AES256-SHA'],
  ['TLS_DH_anon_WITH_AES_256_CBC_SHA', 'ADH-AES256-SHA'],
  ['TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA', 'ECDHE-ECDSA-AES128-SHA'],
  ['TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA', 'ECDHE-RSA-AES128-SHA'],
  ['TLS_DHE_RSA_WITH_AES_128_CBC_SHA', 'DHE-RSA-AES128-SHA'],
  ['TLS_DHE_DSS_WITH_AES_128_CBC_SHA', 'DHE-DSS-AES128-SHA'],
  ['TLS_ECDH_anon_WITH_AES_128_CBC_SHA', 'AECDH-AES128-SHA'],
  ['TLS_DH_anon_WITH_AES_128_CBC_SHA', 'ADH-AES128-SHA'],
  ['TLS_RSA_WITH_AES_256_GCM_SHA384', 'AES256-GCM-SHA384'],
  ['TLS_RSA_WITH_AES_256_CCM_8', 'AES256-CCM8'],
  ['TLS_RSA_WITH_AES_256_CCM', 'AES256-CCM'],
  ['TLS_RSA_WITH_AES_128_GCM_SHA256', 'AES128-GCM-SHA256'],
  ['TLS_RSA_WITH_AES_128_CCM_8', 'AES128-CCM8'],
  ['TLS_RSA_WITH_AES_128_CCM', 'AES128-CCM'],
  ['TLS_RSA_WITH_AES_256_CBC_SHA256', 'AES256-SHA256'],
  ['TLS_RSA_WITH_AES_128_CBC_SHA256', 'AES128-SHA256'],
  ['TLS_RSA_WITH_AES_256_CBC_SHA', 'AES256-SHA'],
  ['TLS_RSA_WITH_AES_128_CBC_SHA', 'AES128-SHA'],
  ['TLS_ECDHE_ECDSA_WITH_NULL_SHA', 'ECDHE-ECDSA-NULL-SHA'],
  ['TLS_ECDHE_RSA_WITH_NULL_SHA', 'ECDHE-RSA-NULL-SHA'],
  ['TLS_ECDH_anon_WITH_NULL_SHA', 'AECDH-NULL-SHA'],
  ['TLS_RSA_WITH_NULL_SHA256', 'NULL-SHA256'],
  ['TLS_RSA_WITH_NULL_SHA', 'NULL-SHA'],
  ['TLS_RSA_WITH_NULL_MD5', 'NULL-MD5'],
  ['TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA', 'ECDHE-RSA-DES-CBC3-SHA'],
  ['TLS_DHE_RSA_WITH_3DES_EDE_CBC_SHA', 'EDH-RSA-DES-CBC3-SHA'],
  ['TLS_RSA_WITH_3DES_EDE_CBC_SHA', 'DES-CBC3-SHA'],
  ['TLS_ECDHE_RSA_WITH_RC4_128_SHA', 'ECDHE-RSA-RC4-SHA'],
  ['TLS_RSA_WITH_RC4_128_SHA', 'RC4-SHA'],
  ['TLS_RSA_WITH_RC4_128_MD5', 'RC4-MD5'],
];

export const CIPHER_SUITES: readonly CipherSuite[] = NAMES.map(([name, openssl]) => suiteOf(name, openssl));

/** RFC 8446, B.4. */
export const TLS13_SUITES: readonly string[] = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_AES_128_CCM_SHA256',
  'TLS_AES_128_CCM_8_SHA256',
];

/** The name of a suite says what it is made of. */
function suiteOf(name: string, openssl: string): CipherSuite {
  const [exchange = '', rest = ''] = name.includes('_WITH_') ? name.slice('TLS_'.length).split('_WITH_') : [];
  const [first = '', signer] = exchange.split('_');
  const encryption = encryptionOf(rest);
  const isAead = ['AESGCM', 'AESCCM', 'AESCCM8', 'CHACHA20'].includes(encryption);
  const hash = /(?:MD5|SHA\d*)$/.exec(rest)?.[0] ?? '';
  return {
    name,
    openssl,
    keyExchange: first === 'RSA' ? 'RSA' : first.startsWith('EC') ? 'ECDHE' : 'DHE',
    authentication: signer === 'anon' ? 'none' : ((signer ?? 'RSA') as CipherSuite['authentication']),
    encryption,
    bits: encryption === 'none' ? 0 : encryption === '3DES' ? 112 : /128/.test(rest) ? 128 : 256,
    mac: isAead ? 'AEAD' : hash === 'SHA' ? 'SHA1' : (hash as CipherSuite['mac']),
  };
}

function encryptionOf(rest: string): CipherSuite['encryption'] {
  if (rest.startsWith('NULL')) return 'none';
  if (rest.includes('_GCM_')) return 'AESGCM';
  if (rest.includes('_CCM')) return rest.endsWith('_CCM_8') ? 'AESCCM8' : 'AESCCM';
  if (rest.startsWith('CHACHA20')) return 'CHACHA20';
  if (rest.startsWith('3DES')) return '3DES';
  return rest.startsWith('RC4') ? 'RC4' : 'AES';
}
