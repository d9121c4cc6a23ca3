import { objectIdentifier } from './object-identifier.js';
import type { Outline } from './outline.js';
import { children, readTlv, type Tlv } from './tlv.js';

export interface SignatureAlgorithm {
  /** The names of the keys that can have made such a signature. */
  readonly keys: RegExp;
  /** The signed part names the same algorithm, so that nobody can have exchanged it. */
  readonly isConsistent: boolean;
}

const RSA = /^RSASSA-PKCS1-v1_5$/;
const EC = /^(ECDSA|ECDH|EC)$/;
const PSS = '1.2.840.113549.1.1.10';
const MGF1 = '1.2.840.113549.1.1.8';

/** What the platform can check; everything else is answered with "cannot tell", never with "does not verify". */
const KEYS: Readonly<Record<string, RegExp>> = {
  '1.2.840.113549.1.1.5': RSA, // SHA-1
  '1.2.840.113549.1.1.11': RSA, // SHA-256
  '1.2.840.113549.1.1.12': RSA, // SHA-384
  '1.2.840.113549.1.1.13': RSA, // SHA-512
  [PSS]: /^(RSASSA-PKCS1-v1_5|RSA-PSS)$/,
  '1.2.840.10045.4.1': EC, // SHA-1
  '1.2.840.10045.4.3.2': EC, // SHA-256
  '1.2.840.10045.4.3.3': EC, // SHA-384
  '1.2.840.10045.4.3.4': EC, // SHA-512
  '1.3.101.112': /^Ed25519$/,
};

/** `null` where it is not one that can be checked here. */
export function algorithmOf({ algorithm, signedAlgorithm }: Outline): SignatureAlgorithm | null {
  const outer = readTlv(algorithm, 0);
  const [oid, parameters] = (outer && children(algorithm, outer)) ?? [];
  const name = oid && objectIdentifier(algorithm, oid);
  const keys = name ? KEYS[name] : undefined;
  // RSA-PSS with other parameters than the usual ones is not what the library would check.
  if (!keys || (name === PSS && !hasUsualParameters(algorithm, parameters))) return null;
  return { keys, isConsistent: isSame(algorithm, signedAlgorithm) };
}

/** One hash for the message and for the mask, as every public CA has it. */
function hasUsualParameters(bytes: Uint8Array, parameters: Tlv | undefined): boolean {
  const parts = (parameters && children(bytes, parameters)) ?? [];
  const inside = (tag: number): readonly Tlv[] => {
    const part = parts.find((each) => each.tag === tag);
    const sequence = part && readTlv(bytes, part.content, part.end);
    return (sequence && children(bytes, sequence)) ?? [];
  };
  const [hash] = inside(0xa0);
  const [mask, maskHash] = inside(0xa1);
  const [inner] = (maskHash && children(bytes, maskHash)) ?? [];
  if (!hash || !mask || !inner || parts.some(({ tag }) => tag === 0xa3)) return false;
  const oid = (element: Tlv) => objectIdentifier(bytes, element);
  return oid(mask) === MGF1 && oid(hash) === oid(inner);
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
