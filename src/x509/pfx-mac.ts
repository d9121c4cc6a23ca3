import { objectIdentifier } from './object-identifier.js';
import { children, type Tlv } from './tlv.js';

const INTEGER = 0x02;
const OCTET_STRING = 0x04;

/** What a digest is called by Web Crypto, and how many octets its block has. */
const DIGESTS: Readonly<Record<string, { readonly hash: string; readonly block: number }>> = {
  '1.3.14.3.2.26': { hash: 'SHA-1', block: 64 },
  '2.16.840.1.101.3.4.2.1': { hash: 'SHA-256', block: 64 },
  '2.16.840.1.101.3.4.2.2': { hash: 'SHA-384', block: 128 },
  '2.16.840.1.101.3.4.2.3': { hash: 'SHA-512', block: 128 },
};

/** Octets that say what a derived key is for: a MAC (RFC 7292, appendix B.3). */
const FOR_MAC = 3;

/** What one file may cost; Java takes 10,000. */
const MOST_ITERATIONS = 50_000;

interface MacData {
  readonly hash: string;
  readonly block: number;
  readonly expected: Uint8Array;
  readonly salt: Uint8Array;
  readonly iterations: number;
}

/**
 * Whether the check value of a PFX (RFC 7292, section 4) fits its content under a password; `null` where it is of a kind that is
 * not computed here, or would take too long.
 */
export async function macFits(
  bytes: Uint8Array,
  macData: Tlv,
  content: Uint8Array,
  password: string,
): Promise<boolean | null> {
  const mac = readMacData(bytes, macData);
  if (!mac || mac.iterations > MOST_ITERATIONS) return null;
  // Programs differ in whether an empty password ends in the two octets that end all others.
  const written = password === '' ? [new Uint8Array(2), new Uint8Array()] : [bmpOctets(password)];
  for (const octets of written) if (await fits(mac, octets, content)) return true;
  return false;
}

function readMacData(bytes: Uint8Array, macData: Tlv): MacData | null {
  const [digestInfo, salt, count] = children(bytes, macData) ?? [];
  const [algorithm, expected] = (digestInfo && children(bytes, digestInfo)) ?? [];
  const [id] = (algorithm && children(bytes, algorithm)) ?? [];
  const digest = DIGESTS[(id && objectIdentifier(bytes, id)) ?? ''];
  if (!digest || expected?.tag !== OCTET_STRING || salt?.tag !== OCTET_STRING) return null;
  if (count && count.tag !== INTEGER) return null;
  const octets = count ? bytes.subarray(count.content, count.end) : [1];
  return {
    ...digest,
    expected: bytes.subarray(expected.content, expected.end),
    salt: bytes.subarray(salt.content, salt.end),
    iterations: Array.from(octets).reduce((sum, octet) => sum * 256 + octet, 0),
  };
}

async function fits(mac: MacData, password: Uint8Array, content: Uint8Array): Promise<boolean> {
  const { subtle } = globalThis.crypto;
  const { hash, block, salt, iterations, expected } = mac;
  let key = concatenated([new Uint8Array(block).fill(FOR_MAC), filled(salt, block), filled(password, block)]);
  // One block of the digest is all that the key of its own MAC takes.
  for (let turn = 0; turn < iterations; turn += 1) key = new Uint8Array(await subtle.digest(hash, key));
  const imported = await subtle.importKey('raw', key, { name: 'HMAC', hash }, false, ['verify']);
  return subtle.verify('HMAC', imported, Uint8Array.from(expected), Uint8Array.from(content));
}

/** UTF-16 with the higher octet first, and two octets of zero at its end. */
function bmpOctets(text: string): Uint8Array {
  return Uint8Array.from(
    `${text}\0`.split('').flatMap((letter) => [letter.charCodeAt(0) >> 8, letter.charCodeAt(0) & 0xff]),
  );
}

/** The octets again and again, up to the end of the block that they end in. */
function filled(octets: Uint8Array, block: number): Uint8Array {
  const length = block * Math.ceil(octets.length / block);
  return Uint8Array.from({ length }, (_, at) => octets[at % octets.length] ?? 0);
}

function concatenated(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
