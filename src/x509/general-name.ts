import type { GeneralName } from '../model/certificate.js';
import type { Tlv } from './tlv.js';

/** Prints a directory name in DER as the names of certificates are printed. */
export type NameOf = (name: Uint8Array) => string;

/** GeneralName, by its context tag (RFC 5280, 4.2.1.6). */
export function generalName(bytes: Uint8Array, element: Tlv, nameOf: NameOf): GeneralName {
  const body = bytes.subarray(element.content, element.end);
  switch (element.tag) {
    case 0x81:
      return { type: 'email', value: ascii(body) };
    case 0x82:
      return { type: 'dns', value: ascii(body) };
    case 0x86:
      return { type: 'uri', value: ascii(body) };
    case 0x87:
      return { type: 'ip', value: hexOf(bytes, element) };
    case 0xa4:
      return { type: 'directory', value: nameOf(body) };
    default:
      return { type: 'other', value: '' };
  }
}

/** The content of an element in hexadecimal. */
export function hexOf(bytes: Uint8Array, { content, end }: Tlv): string {
  return [...bytes.subarray(content, end)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function ascii(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 2000) text += String.fromCharCode(...bytes.subarray(at, at + 2000));
  return text;
}
