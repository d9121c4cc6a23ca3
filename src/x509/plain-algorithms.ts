import { objectIdentifier } from './object-identifier.js';
import { exactChildren, isPlainIdentifier, isShortest, isUnsigned, strictChildren, wholeBits } from './strict-der.js';
import { readTlv, type Tlv } from './tlv.js';

/** What Web Crypto calls an algorithm. */
export interface AlgorithmName {
  readonly name: string;
  readonly hash?: { readonly name: string };
  readonly namedCurve?: string;
}

export interface PlainKey {
  readonly algorithm: AlgorithmName;
  /** As in `RSA 2048` or `EC P-256`. */
  readonly words: string;
  /** The subjectPublicKeyInfo in DER. */
  readonly spki: Uint8Array;
}

const TAG = { integer: 0x02, bits: 0x03, null: 0x05, oid: 0x06, sequence: 0x30 };

const RSA = 'RSASSA-PKCS1-v1_5';
const RSA_KEY = '1.2.840.113549.1.1.1';
const EC_KEY = '1.2.840.10045.2.1';
const ED25519 = '1.3.101.112';

const CURVES: Readonly<Record<string, string>> = {
  '1.2.840.10045.3.1.7': 'P-256',
  '1.3.132.0.34': 'P-384',
  '1.3.132.0.35': 'P-521',
};

/** RSA has NULL for its parameters, the others have none. */
const SIGNATURES: Readonly<Record<string, AlgorithmName>> = {
  '1.2.840.113549.1.1.5': { name: RSA, hash: { name: 'SHA-1' } },
  '1.2.840.113549.1.1.11': { name: RSA, hash: { name: 'SHA-256' } },
  '1.2.840.113549.1.1.12': { name: RSA, hash: { name: 'SHA-384' } },
  '1.2.840.113549.1.1.13': { name: RSA, hash: { name: 'SHA-512' } },
  '1.2.840.10045.4.1': { name: 'ECDSA', hash: { name: 'SHA-1' } },
  '1.2.840.10045.4.3.2': { name: 'ECDSA', hash: { name: 'SHA-256' } },
  '1.2.840.10045.4.3.3': { name: 'ECDSA', hash: { name: 'SHA-384' } },
  '1.2.840.10045.4.3.4': { name: 'ECDSA', hash: { name: 'SHA-512' } },
  [ED25519]: { name: 'Ed25519' },
};

/** A signature's algorithm; `null` where it, or how it is written, is out of the ordinary. */
export function plainSignatureAlgorithm(bytes: Uint8Array, algorithm: Tlv): AlgorithmName | null {
  const [id, parameters] = identified(bytes, algorithm) ?? [];
  const known = id === undefined ? undefined : SIGNATURES[id];
  if (!known) return null;
  return (known.name === RSA ? isNull(parameters) : parameters === undefined) ? known : null;
}

/** A subjectPublicKeyInfo; `null` where the key, or how it is written, is out of the ordinary. */
export function plainKey(bytes: Uint8Array, info: Tlv): PlainKey | null {
  const [algorithm, key] = exactChildren(bytes, info, [TAG.sequence, TAG.bits]) ?? [];
  const content = key && wholeBits(bytes, key);
  const [id, parameters] = (algorithm && identified(bytes, algorithm)) ?? [];
  if (!content) return null;
  const spki = bytes.subarray(info.start, info.end);
  switch (id) {
    case RSA_KEY: {
      const modulus = isNull(parameters) ? modulusLength(content) : null;
      return modulus === null ? null : { algorithm: { name: RSA }, words: `RSA ${modulus}`, spki };
    }
    case EC_KEY: {
      const curve = parameters?.tag === TAG.oid ? CURVES[objectIdentifier(bytes, parameters) ?? ''] : undefined;
      return curve ? { algorithm: { name: 'ECDSA', namedCurve: curve }, words: `EC ${curve}`, spki } : null;
    }
    case ED25519:
      return parameters ? null : { algorithm: { name: 'Ed25519' }, words: 'Ed25519', spki };
    default:
      return null;
  }
}

/** The OBJECT IDENTIFIER of an AlgorithmIdentifier, and its parameters. */
function identified(bytes: Uint8Array, algorithm: Tlv): readonly [id: string, parameters?: Tlv] | null {
  const [type, parameters, ...more] = strictChildren(bytes, algorithm) ?? [];
  if (type?.tag !== TAG.oid || more.length > 0 || !isPlainIdentifier(bytes, type)) return null;
  const id = objectIdentifier(bytes, type);
  if (id === null) return null;
  return parameters ? [id, parameters] : [id];
}

function isNull(parameters: Tlv | undefined): boolean {
  return parameters?.tag === TAG.null && parameters.content === parameters.end;
}

/** In bits, counted in whole octets. */
function modulusLength(key: Uint8Array): number | null {
  const outer = readTlv(key, 0);
  if (outer?.tag !== TAG.sequence || outer.end !== key.length || !isShortest(outer)) return null;
  const [modulus, exponent] = exactChildren(key, outer, [TAG.integer, TAG.integer]) ?? [];
  if (!modulus || !exponent || !isUnsigned(key, modulus) || !isUnsigned(key, exponent)) return null;
  return (modulus.end - modulus.content - (key[modulus.content] === 0 ? 1 : 0)) * 8;
}
