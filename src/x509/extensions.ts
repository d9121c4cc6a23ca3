import type { GeneralName, NameConstraints } from '../model/certificate.js';
import { objectIdentifier } from './object-identifier.js';
import { children, readTlv, type Tlv } from './tlv.js';

/** What certification path validation reads of a certificate's extensions (RFC 5280, 4.2). */
export interface Extensions {
  readonly pathLength: number | null;
  /** `null` without the extension: then no usage is restricted. */
  readonly keyUsage: readonly string[] | null;
  readonly extKeyUsage: readonly string[] | null;
  readonly subjectAltName: readonly GeneralName[];
  readonly nameConstraints: NameConstraints | null;
  /** Critical extensions that nobody here understands, or that could not be read: a path with them is refused. */
  readonly unknownCritical: readonly string[];
}

const KEY_USAGE = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
];

const EXTENDED: Readonly<Record<string, string>> = {
  '2.5.29.37.0': 'anyExtendedKeyUsage',
  '1.3.6.1.5.5.7.3.1': 'serverAuth',
  '1.3.6.1.5.5.7.3.2': 'clientAuth',
  '1.3.6.1.5.5.7.3.9': 'OCSPSigning',
};

/** Understood, or without a bearing on whether a path is valid: policies are not required of any path here. */
const HARMLESS = new Set([
  '2.5.29.31', // cRLDistributionPoints
  '2.5.29.32', // certificatePolicies
  '2.5.29.33', // policyMappings
  '2.5.29.36', // policyConstraints
  '2.5.29.54', // inhibitAnyPolicy
  '2.16.840.1.113730.1.1', // Netscape certificate type
]);

const TAG = { boolean: 0x01, integer: 0x02, bits: 0x03, octets: 0x04, oid: 0x06, sequence: 0x30, extensions: 0xa3 };

/** Reads the extensions of a certificate in DER. `nameOf` prints a directory name as the rest of the certificate's are. */
export function readExtensions(der: Uint8Array, nameOf: (name: Uint8Array) => string): Extensions {
  const read: Mutable<Extensions> = {
    pathLength: null,
    keyUsage: null,
    extKeyUsage: null,
    subjectAltName: [],
    nameConstraints: null,
    unknownCritical: [],
  };
  const unknown: string[] = [];
  for (const { oid, critical, value } of extensionsOf(der)) {
    const outer = readTlv(value, 0);
    const known = outer !== null && outer.end === value.length && take(read, oid, value, outer, nameOf);
    if (!known && critical && !HARMLESS.has(oid)) unknown.push(oid);
  }
  return { ...read, unknownCritical: unknown };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function take(
  into: Mutable<Extensions>,
  oid: string,
  value: Uint8Array,
  outer: Tlv,
  nameOf: (name: Uint8Array) => string,
): boolean {
  const inner = outer.tag === TAG.sequence ? children(value, outer) : [];
  if (!inner) return false;
  switch (oid) {
    case '2.5.29.19': {
      const length = inner.find(({ tag }) => tag === TAG.integer);
      if (length) into.pathLength = integer(value, length);
      return outer.tag === TAG.sequence;
    }
    case '2.5.29.15':
      if (outer.tag !== TAG.bits) return false;
      into.keyUsage = KEY_USAGE.filter((_, bit) => isSet(value, outer, bit));
      return true;
    case '2.5.29.37':
      into.extKeyUsage = inner.map((element) => {
        const usage = objectIdentifier(value, element) ?? '';
        return EXTENDED[usage] ?? usage;
      });
      return outer.tag === TAG.sequence;
    case '2.5.29.17':
      into.subjectAltName = inner.map((name) => generalName(value, name, nameOf));
      return outer.tag === TAG.sequence;
    case '2.5.29.30': {
      const list = (tag: number) => {
        const found = inner.find((each) => each.tag === tag);
        return (found ? (children(value, found) ?? []) : []).map((subtree) => {
          const base = readTlv(value, subtree.content, subtree.end);
          return base ? generalName(value, base, nameOf) : UNREADABLE;
        });
      };
      into.nameConstraints = { permitted: list(0xa0), excluded: list(0xa1) };
      return outer.tag === TAG.sequence;
    }
    default:
      return false;
  }
}

const UNREADABLE: GeneralName = { type: 'other', value: '' };

/** GeneralName, by its context tag (RFC 5280, 4.2.1.6). */
function generalName(bytes: Uint8Array, { tag, content, end }: Tlv, nameOf: (name: Uint8Array) => string): GeneralName {
  const body = bytes.subarray(content, end);
  switch (tag) {
    case 0x81:
      return { type: 'email', value: ascii(body) };
    case 0x82:
      return { type: 'dns', value: ascii(body) };
    case 0x86:
      return { type: 'uri', value: ascii(body) };
    case 0x87:
      return { type: 'ip', value: [...body].map((byte) => byte.toString(16).padStart(2, '0')).join('') };
    case 0xa4:
      return { type: 'directory', value: nameOf(body) };
    default:
      return UNREADABLE;
  }
}

function ascii(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, 2000));
}

function integer(bytes: Uint8Array, { content, end }: Tlv): number {
  let value = 0;
  for (let i = content; i < end; i += 1) value = value * 256 + (bytes[i] ?? 0);
  return value;
}

/** A bit of a BIT STRING, counted from the left as ASN.1 does; the first content byte says how many bits are unused. */
function isSet(bytes: Uint8Array, { content, end }: Tlv, bit: number): boolean {
  const at = content + 1 + (bit >> 3);
  return at < end && ((bytes[at] ?? 0) & (0x80 >> (bit & 7))) !== 0;
}

function* extensionsOf(der: Uint8Array): Generator<{ oid: string; critical: boolean; value: Uint8Array }> {
  const outer = readTlv(der, 0);
  const tbs = outer && readTlv(der, outer.content, outer.end);
  const fields = tbs && children(der, tbs);
  const wrapper = fields?.find(({ tag }) => tag === TAG.extensions);
  const list = wrapper && readTlv(der, wrapper.content, wrapper.end);
  for (const extension of (list && children(der, list)) ?? []) {
    const parts = children(der, extension) ?? [];
    const oid = parts.find(({ tag }) => tag === TAG.oid);
    const value = parts.find(({ tag }) => tag === TAG.octets);
    const critical = parts.find(({ tag }) => tag === TAG.boolean);
    if (!oid || !value) continue;
    yield {
      oid: objectIdentifier(der, oid) ?? '',
      critical: critical !== undefined && der[critical.content] !== 0,
      value: der.subarray(value.content, value.end),
    };
  }
}
