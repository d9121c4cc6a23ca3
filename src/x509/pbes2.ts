import { objectIdentifier } from './object-identifier.js';
import { children, type Tlv } from './tlv.js';

const PBES2 = '1.2.840.113549.1.5.13';
const PBKDF2 = '1.2.840.113549.1.5.12';
const LEGACY = '1.2.840.113549.1.12.1.';
const INTEGER = 0x02;
const OCTET_STRING = 0x04;
const SEQUENCE = 0x30;

const PRF: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'SHA-1',
  '1.2.840.113549.2.9': 'SHA-256',
  '1.2.840.113549.2.10': 'SHA-384',
  '1.2.840.113549.2.11': 'SHA-512',
};
const DEFAULT_PRF = '1.2.840.113549.2.7';

const AES_CBC: Readonly<Record<string, number>> = {
  '2.16.840.1.101.3.4.1.2': 128,
  '2.16.840.1.101.3.4.1.22': 192,
  '2.16.840.1.101.3.4.1.42': 256,
};

/** The passwords that are no secret: none, and the one that Java ships its trust store with. */
const TRIED = ['', 'changeit'];

/** What one file may cost: an iteration count is the word of whoever wrote the file. */
const MOST_ITERATIONS = 1_000_000;
const MOST_IN_ALL = 2_000_000;

export interface Budget {
  iterations: number;
}

export type Decrypted =
  | { readonly plain: Uint8Array; readonly password: string }
  | { readonly refused: string; readonly form: string | null };

const OWN_PASSWORD = 'an encrypted PKCS#12 store';

/** Decrypts what PBES2 (RFC 8018) encrypted, where one of the well-known passwords does; `fits` tells a right one from luck. */
export async function decryptPbes2(
  bytes: Uint8Array,
  algorithm: Tlv,
  cipher: Uint8Array,
  budget: Budget,
  fits: (plain: Uint8Array) => boolean,
): Promise<Decrypted> {
  const [id, parameters] = children(bytes, algorithm) ?? [];
  const type = id && objectIdentifier(bytes, id);
  if (type?.startsWith(LEGACY)) {
    return { refused: 'its encryption is a legacy one, RC2 or 3DES', form: 'a PKCS#12 store in legacy encryption' };
  }
  const scheme = type === PBES2 && parameters ? readScheme(bytes, parameters) : null;
  if (!scheme) return { refused: 'its encryption is none that is known', form: OWN_PASSWORD };
  const { iterations } = scheme;
  if (iterations > MOST_ITERATIONS || budget.iterations + iterations * TRIED.length > MOST_IN_ALL) {
    return { refused: `to open it takes ${iterations} iterations, more than is tried`, form: OWN_PASSWORD };
  }
  for (const password of TRIED) {
    budget.iterations += iterations;
    const plain = await tryPassword(password, scheme, cipher);
    if (plain && fits(plain)) return { plain, password };
  }
  return { refused: 'neither an empty password nor the default one of Java opens it', form: OWN_PASSWORD };
}

interface Scheme {
  readonly salt: Uint8Array;
  readonly iterations: number;
  readonly hash: string;
  readonly keyBits: number;
  readonly iv: Uint8Array;
}

function readScheme(bytes: Uint8Array, parameters: Tlv): Scheme | null {
  const [derivation, encryption] = children(bytes, parameters) ?? [];
  const [kdf, kdfParameters] = (derivation && children(bytes, derivation)) ?? [];
  const [cipher, iv] = (encryption && children(bytes, encryption)) ?? [];
  const fields = (kdfParameters && children(bytes, kdfParameters)) ?? [];
  const [salt, count] = fields;
  if (!kdf || !cipher || !salt || !count || objectIdentifier(bytes, kdf) !== PBKDF2) return null;
  const prf = fields.find(({ tag }) => tag === SEQUENCE);
  const [prfId] = (prf && children(bytes, prf)) ?? [];
  const hash = PRF[(prfId && objectIdentifier(bytes, prfId)) ?? DEFAULT_PRF];
  const keyBits = AES_CBC[objectIdentifier(bytes, cipher) ?? ''];
  if (salt.tag !== OCTET_STRING || count.tag !== INTEGER || iv?.tag !== OCTET_STRING || !hash || !keyBits) return null;
  const iterations = bytes.subarray(count.content, count.end).reduce((sum, octet) => sum * 256 + octet, 0);
  return {
    salt: bytes.slice(salt.content, salt.end),
    iterations,
    hash,
    keyBits,
    iv: bytes.slice(iv.content, iv.end),
  };
}

/** `null` where the password does not fit, or the platform cannot do it. */
async function tryPassword(password: string, scheme: Scheme, cipher: Uint8Array): Promise<Uint8Array | null> {
  const { subtle } = globalThis.crypto;
  const { salt, iterations, hash, keyBits, iv } = scheme;
  try {
    const base = await subtle.importKey('raw', new TextEncoder().encode(password), 'PBKDF2', false, ['deriveKey']);
    const key = await subtle.deriveKey(
      { name: 'PBKDF2', hash, salt: salt as Uint8Array<ArrayBuffer>, iterations },
      base,
      { name: 'AES-CBC', length: keyBits },
      false,
      ['decrypt'],
    );
    const algorithm = { name: 'AES-CBC', iv: iv as Uint8Array<ArrayBuffer> };
    return new Uint8Array(await subtle.decrypt(algorithm, key, cipher as Uint8Array<ArrayBuffer>));
  } catch {
    return null;
  }
}
