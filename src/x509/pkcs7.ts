import { children, readTlv } from './tlv.js';

const SEQUENCE = 0x30;
const OBJECT_IDENTIFIER = 0x06;
const CONTEXT_0 = 0xa0;
/** 1.2.840.113549.1.7.2, the content of its OBJECT IDENTIFIER. */
const SIGNED_DATA = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];

/** Whether DER is a PKCS#7 (CMS, RFC 5652) SignedData, as .p7b files are. */
export function isPkcs7(der: Uint8Array): boolean {
  const outer = readTlv(der, 0);
  const type = outer?.tag === SEQUENCE ? readTlv(der, outer.content, outer.end) : null;
  if (type?.tag !== OBJECT_IDENTIFIER || type.end - type.content !== SIGNED_DATA.length) return false;
  return SIGNED_DATA.every((octet, i) => der[type.content + i] === octet);
}

/**
 * The certificates of a SignedData, each as its own bytes; `null` where the structure cannot be followed.
 * They are cut out, not decoded and encoded again: their SHA-256 is their identity.
 */
export function pkcs7Certificates(der: Uint8Array): readonly Uint8Array[] | null {
  const contentInfo = readTlv(der, 0);
  const [, explicit] = (contentInfo && children(der, contentInfo)) ?? [];
  const signedData = explicit?.tag === CONTEXT_0 ? readTlv(der, explicit.content, explicit.end) : null;
  const fields = signedData?.tag === SEQUENCE ? children(der, signedData) : null;
  if (!fields) return null;
  const certificates = fields.find(({ tag }) => tag === CONTEXT_0);
  if (!certificates) return [];
  const found = children(der, certificates);
  return found && found.filter(({ tag }) => tag === SEQUENCE).map(({ start, end }) => der.slice(start, end));
}
