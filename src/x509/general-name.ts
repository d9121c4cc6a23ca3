import type { GeneralName } from '../model/certificate.js';
import { decodeLatin1 } from '../text/latin1.js';
import type { Tlv } from './tlv.js';

/** Prints a directory name in DER as the names of certificates are printed. */
export type NameOf = (name: Uint8Array) => string;

/** GeneralName, by its context tag (RFC 5280, 4.2.1.6). */
export function generalName(bytes: Uint8Array, element: Tlv, nameOf: NameOf): GeneralName {
  const body = bytes.subarray(element.content, element.end);
  switch (element.tag) {
    case 0x81:
      return { type: 'email', value: decodeLatin1(body) };
    case 0x82:
      return { type: 'dns', value: decodeLatin1(body) };
    case 0x86:
      return { type: 'uri', value: decodeLatin1(body) };
    case 0x87:
      return { type: 'ip', value: hexOf(bytes, element) };
    case 0xa4:
      return { type: 'directory', value: nameOf(body) };
    default:
      return { type: 'other', value: '' };
  }
}

const OCTETS = Array.from({ length: 256 }, (_, octet) => octet.toString(16).padStart(2, '0'));

/** The content of an element in hexadecimal. */
export function hexOf(bytes: Uint8Array, { content, end }: Tlv): string {
  let hex = '';
  for (let i = content; i < end; i += 1) hex += OCTETS[bytes[i] ?? 0] ?? '';
  return hex;
}
