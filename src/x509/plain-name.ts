import { decodeLatin1 } from '../text/latin1.js';
import { objectIdentifier } from './object-identifier.js';
import { printName, type Rdn } from './print-name.js';
import { isPlainIdentifier, strictChildren } from './strict-der.js';
import type { Tlv } from './tlv.js';

const TAG = { oid: 0x06, utf8: 0x0c, printable: 0x13, t61: 0x14, ia5: 0x16, bmp: 0x1e, sequence: 0x30, set: 0x31 };

/** As the library calls them; others go by their numbers. */
const TYPES: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'T',
  '2.5.4.42': 'G',
  '2.5.4.43': 'I',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'E',
};

/** A Name in DER as the names of certificates are printed; `null` where anything in it is out of the ordinary. */
export function plainName(bytes: Uint8Array, name: Tlv): string | null {
  if (name.tag !== TAG.sequence) return null;
  const rdns: Rdn[] = [];
  for (const set of strictChildren(bytes, name) ?? [null]) {
    const rdn = set?.tag === TAG.set ? plainRdn(bytes, set) : null;
    if (!rdn) return null;
    rdns.push(rdn);
  }
  return printName(rdns);
}

function plainRdn(bytes: Uint8Array, set: Tlv): Rdn | null {
  const attributes = strictChildren(bytes, set);
  if (!attributes || attributes.length === 0) return null;
  const rdn: [type: string, values: string[]][] = [];
  for (const attribute of attributes) {
    if (attribute.tag !== TAG.sequence) return null;
    const [type, value, ...more] = strictChildren(bytes, attribute) ?? [];
    if (type?.tag !== TAG.oid || !value || more.length > 0 || !isPlainIdentifier(bytes, type)) return null;
    const oid = objectIdentifier(bytes, type);
    const text = plainText(bytes, value);
    if (oid === null || text === null) return null;
    const name = TYPES[oid] ?? oid;
    const before = rdn.find(([known]) => known === name);
    if (before) before[1].push(text);
    else rdn.push([name, [text]]);
  }
  return rdn;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The library reads every form of one octet a character as Latin-1. */
function plainText(bytes: Uint8Array, { tag, content, end }: Tlv): string | null {
  const value = bytes.subarray(content, end);
  switch (tag) {
    case TAG.printable:
    case TAG.t61:
    case TAG.ia5:
      return decodeLatin1(value);
    case TAG.utf8:
      return fromUtf8(value);
    case TAG.bmp:
      return value.length % 2 === 0 ? fromUtf16(value) : null;
    default:
      return null;
  }
}

function fromUtf8(bytes: Uint8Array): string | null {
  const text = decodeLatin1(bytes);
  if (!/[\x80-\xff]/.test(text)) return text;
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

function fromUtf16(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 2) text += String.fromCharCode(((bytes[i] ?? 0) << 8) | (bytes[i + 1] ?? 0));
  return text;
}
