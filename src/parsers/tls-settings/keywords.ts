import { CIPHER_SUITES, TLS13_SUITES, type CipherSuite } from './suites.js';

export interface Keyword {
  readonly holds: (suite: CipherSuite) => boolean;
  /** What it holds is decided when OpenSSL is built. */
  readonly depends: boolean;
}

type Test = Keyword['holds'];

const kRSA: Test = ({ keyExchange }) => keyExchange === 'RSA';
const kDHE: Test = ({ keyExchange }) => keyExchange === 'DHE';
const kECDHE: Test = ({ keyExchange }) => keyExchange === 'ECDHE';
const aNULL: Test = ({ authentication }) => authentication === 'none';
const eNULL: Test = ({ encryption }) => encryption === 'none';
const aDSS: Test = ({ authentication }) => authentication === 'DSS';
const aECDSA: Test = ({ authentication }) => authentication === 'ECDSA';
const isAes: Test = ({ encryption }) => encryption.startsWith('AES');
const isCcm: Test = ({ encryption }) => encryption === 'AESCCM' || encryption === 'AESCCM8';
const isNew: Test = ({ mac }) => mac === 'AEAD' || mac === 'SHA256' || mac === 'SHA384';
const never: Test = () => false;

/** The words of openssl-ciphers(1), section CIPHER STRINGS, in capitals (https://docs.openssl.org/3.0/man1/openssl-ciphers/). */
const TESTS: Readonly<Record<string, Test>> = {
  HIGH: (suite) => isAes(suite) || suite.encryption === 'CHACHA20',
  MEDIUM: ({ encryption }) => encryption === 'RC4' || encryption === '3DES',
  ENULL: eNULL,
  NULL: eNULL,
  ANULL: aNULL,
  KRSA: kRSA,
  RSA: kRSA,
  ARSA: ({ authentication }) => authentication === 'RSA',
  KDHE: kDHE,
  KEDH: kDHE,
  DH: kDHE,
  DHE: (suite) => kDHE(suite) && !aNULL(suite),
  EDH: (suite) => kDHE(suite) && !aNULL(suite),
  ADH: (suite) => kDHE(suite) && aNULL(suite),
  KECDHE: kECDHE,
  KEECDH: kECDHE,
  ECDH: kECDHE,
  ECDHE: (suite) => kECDHE(suite) && !aNULL(suite),
  EECDH: (suite) => kECDHE(suite) && !aNULL(suite),
  AECDH: (suite) => kECDHE(suite) && aNULL(suite),
  ADSS: aDSS,
  DSS: aDSS,
  AECDSA: aECDSA,
  ECDSA: aECDSA,
  AES: isAes,
  AES128: (suite) => isAes(suite) && suite.bits === 128,
  AES256: (suite) => isAes(suite) && suite.bits === 256,
  AESGCM: ({ encryption }) => encryption === 'AESGCM',
  AESCCM: isCcm,
  AESCCM8: ({ encryption }) => encryption === 'AESCCM8',
  CHACHA20: ({ encryption }) => encryption === 'CHACHA20',
  '3DES': ({ encryption }) => encryption === '3DES',
  RC4: ({ encryption }) => encryption === 'RC4',
  MD5: ({ mac }) => mac === 'MD5',
  SHA1: ({ mac }) => mac === 'SHA1',
  SHA: ({ mac }) => mac === 'SHA1',
  SHA256: ({ mac }) => mac === 'SHA256',
  SHA384: ({ mac }) => mac === 'SHA384',
  'TLSV1.2': isNew,
  'TLSV1.0': (suite) => !isNew(suite) && kECDHE(suite),
  TLSV1: (suite) => !isNew(suite) && kECDHE(suite),
  SSLV3: (suite) => !isNew(suite) && !kECDHE(suite),
};

/** Words for suites that no peer names, so that it does not matter what they hold. */
const IRRELEVANT =
  /^(?:LOW|EXP(?:ORT)?(?:40|56)?|SSLV2|DES|RC2|IDEA|SEED|CAMELLIA(?:128|256)?|ARIA(?:128|256)?|ARIAGCM|K?SRP|ASRP|[KA]?PSK|K(?:RSA|DHE|ECDHE|EECDH)PSK|K?KRB5|AKRB5|[AK]?GOST\d{0,2}|GOST89MAC|GOST94|KDH[RD]?|ADH[RD]?|KECDH[RE]?|AECDH[RE]?|FZA|KFZA|AFZA|EFZA)$/;

/** What they hold is decided when OpenSSL is built; `ALL` holds no suite without encryption, `DEFAULT` none without a signature either. */
const BUILD_WORDS: Readonly<Record<string, Test>> = {
  ALL: (suite) => !eNULL(suite),
  DEFAULT: (suite) => !eNULL(suite) && !aNULL(suite),
  COMPLEMENTOFDEFAULT: (suite) => !eNULL(suite),
};

/** Older names of one suite. */
const OTHER_NAMES: Readonly<Record<string, string>> = { 'DHE-RSA-DES-CBC3-SHA': 'EDH-RSA-DES-CBC3-SHA' };

export function keywordNamed(word: string): Keyword | null {
  const key = word.toUpperCase();
  const test = TESTS[key];
  if (test) return { holds: test, depends: false };
  const built = BUILD_WORDS[key];
  if (built) return { holds: built, depends: true };
  if (key === 'COMPLEMENTOFALL') return { holds: eNULL, depends: false };
  if (IRRELEVANT.test(key) || TLS13_SUITES.includes(key)) return { holds: never, depends: false };
  const name = OTHER_NAMES[key] ?? key;
  const suite = CIPHER_SUITES.find((each) => each.openssl === name || each.name === name);
  if (suite) return { holds: (each) => each === suite, depends: false };
  // The name of a suite that is in no list of a peer, such as one of Camellia.
  const isStandard = /^(?:TLS|SSL)_[A-Z0-9_]+$/.test(key) && /._WITH_./.test(key.slice('TLS_'.length));
  return isStandard || /(?:^|-)(?:PSK|SRP|CAMELLIA\d+|ARIA\d+|SEED|IDEA|EXP\d*)-/.test(key)
    ? { holds: never, depends: false }
    : null;
}
