import type { PlainCertificate } from './plain-certificate.js';
import { algorithmOf } from './signature-algorithm.js';
import { exactChildren, isShortest, isUnsigned } from './strict-der.js';
import { readTlv } from './tlv.js';

const TAG = { integer: 0x02, sequence: 0x30 };

/** How many octets Web Crypto wants for each of the two numbers of a signature. */
const SIZES: Readonly<Record<string, number>> = { 'P-256': 32, 'P-384': 48, 'P-521': 66 };

/**
 * Whether the signature of one certificate verifies with the key of another; `null` where it cannot be checked here, and
 * `unsure` where the signature is not written in the usual way.
 */
export async function verifiesPlainly(
  one: PlainCertificate,
  { key }: PlainCertificate,
): Promise<boolean | null | 'unsure'> {
  const algorithm = algorithmOf(one.outline);
  if (!algorithm) return null;
  // A key of another family cannot have made it.
  if (!algorithm.keys.test(key.algorithm.name)) return false;
  const size = SIZES[key.algorithm.namedCurve ?? ''];
  const signature = size === undefined ? one.signature : pairOf(one.signature, size);
  if (!signature) return 'unsure';
  try {
    const wanted = { ...key.algorithm, ...one.signatureAlgorithm };
    const imported = await crypto.subtle.importKey('spki', bytesOf(key.spki), wanted, false, ['verify']);
    if (!algorithm.isConsistent) return false;
    return await crypto.subtle.verify(one.signatureAlgorithm, imported, bytesOf(signature), bytesOf(one.signed));
  } catch {
    return null;
  }
}

/** The two numbers of an ECDSA signature in DER, one behind the other and each at its full size. */
function pairOf(signature: Uint8Array, size: number): Uint8Array | null {
  const outer = readTlv(signature, 0);
  if (outer?.tag !== TAG.sequence || outer.end !== signature.length || !isShortest(outer)) return null;
  const numbers = exactChildren(signature, outer, [TAG.integer, TAG.integer]);
  if (!numbers) return null;
  const pair = new Uint8Array(2 * size);
  for (const [i, number] of numbers.entries()) {
    const start = number.content + (signature[number.content] === 0 ? 1 : 0);
    if (!isUnsigned(signature, number) || number.end - start > size) return null;
    pair.set(signature.subarray(start, number.end), (i + 1) * size - (number.end - start));
  }
  return pair;
}

/** Web Crypto's types tell a buffer that nobody shares from one that could be. */
function bytesOf(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes as Uint8Array<ArrayBuffer>;
}
