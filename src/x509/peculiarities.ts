import { objectIdentifier } from './object-identifier.js';
import type { Outline } from './outline.js';
import { children, readTlv } from './tlv.js';

const EMAIL_ADDRESS = '1.2.840.113549.1.9.1';
const IA5_STRING = 0x16;

/** Of such a date it cannot be told which it is. */
export const ODD_DATE = 'a date in it is not written as RFC 5280 wants it';

/** In words, what is odd in a certificate outside its extensions, and refused by some products. */
export function* peculiarities({ notBefore, notAfter, subject, extensions, version }: Outline): Generator<string> {
  if (!isPlainTime(notBefore) || !isPlainTime(notAfter)) yield ODD_DATE;
  if (version < 3 && extensions.length > 0) yield `it is of version ${version} and has extensions`;
  if (hasOddEmail(subject)) yield 'the e-mail address in its subject is not written as RFC 5280 wants it';
}

/** RFC 5280, 4.1.2.5: with seconds, in UTC, without fractions. OpenSSL takes no other. */
function isPlainTime(time: Uint8Array): boolean {
  const text = String.fromCharCode(...time.subarray(2, 40));
  return time[0] === 0x17 ? /^\d{12}Z$/.test(text) : time[0] === 0x18 && /^\d{14}Z$/.test(text);
}

function hasOddEmail(subject: Uint8Array): boolean {
  const name = readTlv(subject, 0);
  const attributes = ((name && children(subject, name)) ?? []).flatMap((set) => children(subject, set) ?? []);
  return attributes.some((attribute) => {
    const [type, value] = children(subject, attribute) ?? [];
    return type && value && objectIdentifier(subject, type) === EMAIL_ADDRESS && value.tag !== IA5_STRING;
  });
}
