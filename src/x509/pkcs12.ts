import { objectIdentifier } from './object-identifier.js';
import type { KeyStore, StoredCertificate, UnreadPart } from './key-store.js';
import { macFits } from './pfx-mac.js';
import { decryptPbes2, type Budget } from './pbes2.js';
import { children, readTlv, type Tlv } from './tlv.js';

const INTEGER = 0x02;
const OCTET_STRING = 0x04;
const SEQUENCE = 0x30;
const SET = 0x31;
const CONTEXT_0 = 0xa0;
const IMPLICIT_0 = 0x80;

const DATA = '1.2.840.113549.1.7.1';
const ENCRYPTED_DATA = '1.2.840.113549.1.7.6';
const BAG = '1.2.840.113549.1.12.10.1.';
const KEY_BAGS = [`${BAG}1`, `${BAG}2`, `${BAG}5`];
const CERTIFICATE_BAG = `${BAG}3`;
const REVOCATION_BAG = `${BAG}4`;
const NESTED = `${BAG}6`;
const X509 = '1.2.840.113549.1.9.22.1';
const FRIENDLY_NAME = '1.2.840.113549.1.9.20';
const LOCAL_KEY_ID = '1.2.840.113549.1.9.21';
/** Java takes a certificate for a trust anchor only where its bag has this attribute. */
const TRUSTED_KEY_USAGE = '2.16.840.1.113894.746875.1.1';

const DEEPEST = 4;

/** The start of a PFX (RFC 7292): a sequence of version 3 and a content. What follows may be cut off. */
export function looksLikePkcs12(bytes: Uint8Array): boolean {
  const first = bytes[1] ?? 0;
  const content = first > 0x80 ? 2 + (first & 0x7f) : 2;
  const [tag, length, version, next] = bytes.subarray(content, content + 4);
  return bytes[0] === SEQUENCE && tag === INTEGER && length === 1 && version === 3 && next === SEQUENCE;
}

interface Found {
  readonly certificates: StoredCertificate[];
  readonly unread: UnreadPart[];
  readonly budget: Budget;
  keys: number;
  /** That of what was encrypted and could be opened. */
  password: string | null;
}

/** Reads the certificate bags. Encrypted ones are tried with no password and with Java's default one. */
export async function readPkcs12(bytes: Uint8Array): Promise<KeyStore> {
  const found: Found = { certificates: [], unread: [], budget: { iterations: 0 }, keys: 0, password: null };
  await readPfx(bytes, found);
  const { certificates, keys, unread } = found;
  return { form: 'pkcs12', certificates, keys, unread };
}

async function readPfx(bytes: Uint8Array, found: Found): Promise<void> {
  const whole = { start: 0, end: bytes.length };
  const pfx = readTlv(bytes, 0);
  const [, content, macData] = (pfx && children(bytes, pfx)) ?? [];
  if (!pfx || !content) {
    const because = 'it is cut short or damaged, or BER with lengths that are not told';
    found.unread.push({ because, form: null, range: whole });
    return;
  }
  if (pfx.end !== bytes.length) {
    const because = `${bytes.length - pfx.end} bytes stand after its end`;
    found.unread.push({ because, form: null, range: { start: pfx.end, end: bytes.length } });
  }
  const { type, value } = contentInfo(bytes, content);
  if (type !== DATA) {
    const because = 'it is protected by a public key, or damaged';
    found.unread.push({ because, form: 'a PKCS#12 store without a password', range: whole });
    return;
  }
  const safes = value && sequenceIn(bytes, value);
  if (!safes) {
    found.unread.push({ because: 'its structure cannot be followed', form: null, range: whole });
    return;
  }
  for (const safe of safes) await readSafe(bytes, safe, found);
  if (macData && found.password !== null && value) {
    const authenticated = bytes.subarray(value.content, value.end);
    if ((await macFits(bytes, macData, authenticated, found.password)) === false) {
      // Which part is damaged is not told, and a damaged mark makes an own certificate look like a trusted one.
      found.certificates.length = 0;
      found.unread.push({ because: 'its check value does not fit: it is damaged', form: null, range: whole });
    }
  }
}

async function readSafe(bytes: Uint8Array, safe: Tlv, found: Found): Promise<void> {
  const range = { start: safe.start, end: safe.end };
  const { type, value } = contentInfo(bytes, safe);
  if (type === DATA && value) {
    const bags = sequenceIn(bytes, value);
    if (bags) readBags(bytes, bags, null, found);
    else found.unread.push({ because: 'its structure cannot be followed', form: null, range });
    return;
  }
  if (type !== ENCRYPTED_DATA || !value) {
    const because = type === null ? 'its structure cannot be followed' : 'a part of it is encrypted for a public key';
    found.unread.push({ because, form: type === null ? null : 'a PKCS#12 store without a password', range });
    return;
  }
  const [, encrypted] = children(bytes, value) ?? [];
  const [, algorithm, content] = (encrypted && children(bytes, encrypted)) ?? [];
  if (!algorithm || content?.tag !== IMPLICIT_0) {
    found.unread.push({ because: 'its structure cannot be followed', form: null, range });
    return;
  }
  const cipher = bytes.subarray(content.content, content.end);
  const decrypted = await decryptPbes2(bytes, algorithm, cipher, found.budget, (plain) => bagsOf(plain) !== null);
  if ('refused' in decrypted) {
    found.unread.push({ because: decrypted.refused, form: decrypted.form, range });
    return;
  }
  found.password = decrypted.password;
  readBags(decrypted.plain, bagsOf(decrypted.plain) ?? [], range, found);
}

/** The bags of decrypted content, or `null` where it is none, as after a wrong password. */
function bagsOf(plain: Uint8Array): readonly Tlv[] | null {
  const outer = readTlv(plain, 0);
  return outer?.tag === SEQUENCE && outer.end === plain.length ? children(plain, outer) : null;
}

/** `within` is the place of what was decrypted, where the bags have no place of their own. */
function readBags(
  bytes: Uint8Array,
  bags: readonly Tlv[],
  within: UnreadPart['range'] | null,
  found: Found,
  depth = 0,
): void {
  for (const bag of bags) {
    const range = within ?? { start: bag.start, end: bag.end };
    const [id, explicit, attributes] = children(bytes, bag) ?? [];
    const type = id && objectIdentifier(bytes, id);
    const value = explicit?.tag === CONTEXT_0 ? readTlv(bytes, explicit.content, explicit.end) : null;
    if (type && KEY_BAGS.includes(type)) {
      found.keys += 1;
      continue;
    }
    if (type === REVOCATION_BAG) continue;
    const nested = type === NESTED && value && depth < DEEPEST ? children(bytes, value) : null;
    if (nested) {
      readBags(bytes, nested, within, found, depth + 1);
      continue;
    }
    const der = type === CERTIFICATE_BAG && value ? certificateOf(bytes, value) : null;
    if (!der) {
      found.unread.push({ because: 'a bag of it is not understood', form: null, range });
      continue;
    }
    const named = attributesOf(bytes, attributes);
    // The certificate of a key in the store is the owner's own.
    if (named.has(LOCAL_KEY_ID) && !named.has(TRUSTED_KEY_USAGE)) continue;
    const name = named.get(FRIENDLY_NAME);
    const alias = name ? bmpText(bytes, name) : null;
    found.certificates.push({ alias, der, range, marked: named.has(TRUSTED_KEY_USAGE) });
  }
}

function certificateOf(bytes: Uint8Array, value: Tlv): Uint8Array | null {
  const [id, explicit] = children(bytes, value) ?? [];
  const octets = explicit?.tag === CONTEXT_0 ? readTlv(bytes, explicit.content, explicit.end) : null;
  if (!id || objectIdentifier(bytes, id) !== X509 || octets?.tag !== OCTET_STRING) return null;
  return bytes.slice(octets.content, octets.end);
}

/** The first value of each attribute, by its type. */
function attributesOf(bytes: Uint8Array, set: Tlv | undefined): ReadonlyMap<string, Tlv | null> {
  const found = new Map<string, Tlv | null>();
  for (const attribute of (set?.tag === SET && children(bytes, set)) || []) {
    const [id, values] = children(bytes, attribute) ?? [];
    const type = id && objectIdentifier(bytes, id);
    if (type) found.set(type, values ? readTlv(bytes, values.content, values.end) : null);
  }
  return found;
}

function bmpText(bytes: Uint8Array, { content, end }: Tlv): string {
  let text = '';
  for (let at = content; at + 1 < end; at += 2) {
    text += String.fromCharCode(((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0));
  }
  return text;
}

/** A ContentInfo: its type, and the element inside its explicit tag. */
function contentInfo(bytes: Uint8Array, info: Tlv): { readonly type: string | null; readonly value: Tlv | null } {
  const [id, explicit] = children(bytes, info) ?? [];
  return {
    type: (id && objectIdentifier(bytes, id)) ?? null,
    value: explicit?.tag === CONTEXT_0 ? readTlv(bytes, explicit.content, explicit.end) : null,
  };
}

/** The elements of the sequence that an octet string holds. */
function sequenceIn(bytes: Uint8Array, octets: Tlv): readonly Tlv[] | null {
  if (octets.tag !== OCTET_STRING) return null;
  const sequence = readTlv(bytes, octets.content, octets.end);
  return sequence?.tag === SEQUENCE && sequence.end === octets.end ? children(bytes, sequence) : null;
}
