import type { AuthorityKeyIdentifier, GeneralName, NameConstraints } from '../model/certificate.js';
import { normalSerial } from '../model/certificate.js';
import { generalName, hexOf, type NameOf } from './general-name.js';
import { objectIdentifier } from './object-identifier.js';
import type { OutlinedExtension } from './outline.js';
import { children, readTlv, type Tlv } from './tlv.js';

/** What certification path validation reads of a certificate's extensions (RFC 5280, 4.2). */
export interface Extensions {
  readonly isCa: boolean | null;
  readonly pathLength: number | null;
  /** `null` without the extension: then no usage is restricted. */
  readonly keyUsage: readonly string[] | null;
  readonly extKeyUsage: readonly string[] | null;
  readonly subjectAltName: readonly GeneralName[];
  readonly nameConstraints: NameConstraints | null;
  readonly subjectKeyIdentifier: string | null;
  readonly authorityKeyIdentifier: AuthorityKeyIdentifier | null;
  /** Critical extensions that nobody here understands, or that could not be read: a path with them is refused. */
  readonly unknownCritical: readonly string[];
  /** In words, what leaves a path open: what products judge differently, or what they refuse and could not be read. */
  readonly irregular: readonly string[];
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

/** Without a bearing on whether a path is valid: policies are not required of any path here. */
const HARMLESS = new Set([
  '2.5.29.31', // cRLDistributionPoints
  '2.5.29.32', // certificatePolicies
  '2.5.29.33', // policyMappings
  '2.5.29.36', // policyConstraints, but for what PECULIAR says of it
  '2.5.29.54', // inhibitAnyPolicy
]);

/** Those that change what a path must be like in a way that is not followed here, whether they are critical or not. */
const PECULIAR: Readonly<Record<string, string>> = {
  '1.3.6.1.5.5.7.1.7': 'it is bound to IP addresses (RFC 3779)',
  '1.3.6.1.5.5.7.1.8': 'it is bound to autonomous systems (RFC 3779)',
  '1.3.6.1.5.5.7.1.14': 'it is a proxy certificate (RFC 3820)',
};

const READ_AS: Readonly<Record<string, string>> = {
  '2.5.29.14': 'subjectKeyIdentifier',
  '2.5.29.15': 'keyUsage',
  '2.5.29.17': 'subjectAltName',
  '2.5.29.19': 'basicConstraints',
  '2.5.29.30': 'nameConstraints',
  '2.5.29.35': 'authorityKeyIdentifier',
  '2.5.29.36': 'policyConstraints',
  '2.5.29.37': 'extKeyUsage',
  '2.16.840.1.113730.1.1': 'the Netscape certificate type',
};

/** RFC 5280 has these two never critical, and OpenSSL does not accept them so. */
const NEVER_CRITICAL = new Set(['2.5.29.14', '2.5.29.35']);

const TAG = { boolean: 0x01, integer: 0x02, bits: 0x03, octets: 0x04, sequence: 0x30 };

/** Reads the extensions of a certificate. `nameOf` prints a directory name as the rest of the certificate's are. */
export function readExtensions(extensions: readonly OutlinedExtension[], nameOf: NameOf): Extensions {
  const read: Mutable<Extensions> = {
    isCa: null,
    pathLength: null,
    keyUsage: null,
    extKeyUsage: null,
    subjectAltName: [],
    nameConstraints: null,
    subjectKeyIdentifier: null,
    authorityKeyIdentifier: null,
    unknownCritical: [],
    irregular: [],
  };
  const unknown: string[] = [];
  const irregular: string[] = [];
  const seen = new Set<string>();
  for (const { oid, critical, value } of extensions) {
    if (seen.has(oid)) irregular.push(`it has the extension ${READ_AS[oid] ?? oid} twice`);
    seen.add(oid);
    if (PECULIAR[oid] !== undefined) {
      irregular.push(PECULIAR[oid]);
      continue;
    }
    if (READ_AS[oid] === undefined || (critical && NEVER_CRITICAL.has(oid))) {
      if (critical && !HARMLESS.has(oid)) unknown.push(oid);
      continue;
    }
    const outer = readTlv(value, 0);
    const taken = outer !== null && outer.end === value.length ? take(read, oid, value, outer, nameOf) : false;
    if (taken === true) continue;
    if (taken !== false) irregular.push(taken);
    else if (critical && !HARMLESS.has(oid)) unknown.push(oid);
    else irregular.push(`its ${READ_AS[oid]} cannot be read`);
  }
  return { ...read, unknownCritical: unknown, irregular };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Whether an extension could be read; a text says what is peculiar in it. */
function take(into: Mutable<Extensions>, oid: string, value: Uint8Array, outer: Tlv, nameOf: NameOf): boolean | string {
  const inner = outer.tag === TAG.sequence ? children(value, outer) : [];
  if (!inner) return false;
  switch (oid) {
    case '2.5.29.14':
      into.subjectKeyIdentifier = hexOf(value, outer);
      return outer.tag === TAG.octets;
    case '2.5.29.15':
      if (outer.tag !== TAG.bits) return false;
      into.keyUsage = KEY_USAGE.filter((_, bit) => isSet(value, outer, bit));
      return true;
    case '2.5.29.17':
      into.subjectAltName = inner.map((name) => generalName(value, name, nameOf));
      return outer.tag === TAG.sequence;
    case '2.5.29.19':
      return outer.tag === TAG.sequence && basicConstraints(into, value, inner);
    case '2.5.29.30':
      return outer.tag === TAG.sequence && nameConstraints(into, value, inner, nameOf);
    case '2.5.29.35':
      return outer.tag === TAG.sequence && authorityKeyIdentifier(into, value, inner, nameOf);
    case '2.5.29.36':
      if (outer.tag !== TAG.sequence) return false;
      return inner.some(({ tag }) => tag === 0x80)
        ? 'it wants a path of certain policies, which most products do not look at'
        : true;
    case '2.5.29.37':
      into.extKeyUsage = inner.map((element) => {
        const usage = objectIdentifier(value, element) ?? '';
        return EXTENDED[usage] ?? usage;
      });
      return outer.tag === TAG.sequence;
    default:
      return outer.tag === TAG.bits && netscapeType(value, outer);
  }
}

function basicConstraints(into: Mutable<Extensions>, value: Uint8Array, inner: readonly Tlv[]): boolean | string {
  const ca = inner.find(({ tag }) => tag === TAG.boolean);
  const length = inner.find(({ tag }) => tag === TAG.integer);
  into.isCa = ca !== undefined && value[ca.content] !== 0;
  if (!length) return inner.every(({ tag }) => tag === TAG.boolean);
  // A negative length would read as a large one.
  if (length.end === length.content || (value[length.content] ?? 0) >= 0x80) return false;
  into.pathLength = integer(value, length);
  return into.isCa || 'it has a path length and is no CA, which some products refuse';
}

function nameConstraints(
  into: Mutable<Extensions>,
  value: Uint8Array,
  inner: readonly Tlv[],
  nameOf: NameOf,
): boolean | string {
  const read: { permitted: GeneralName[]; excluded: GeneralName[] } = { permitted: [], excluded: [] };
  let isPlain = true;
  for (const list of inner) {
    const subtrees = children(value, list);
    if (!subtrees || (list.tag !== 0xa0 && list.tag !== 0xa1)) return false;
    for (const subtree of subtrees) {
      const [base, ...more] = children(value, subtree) ?? [];
      if (!base) return false;
      const name = generalName(value, base, nameOf);
      // An address without its mask says nothing.
      if (name.type === 'ip' && name.value.length !== 16 && name.value.length !== 64) isPlain = false;
      // RFC 5280 has no use for minimum and maximum.
      if (more.length > 0) isPlain = false;
      read[list.tag === 0xa0 ? 'permitted' : 'excluded'].push(name);
    }
  }
  into.nameConstraints = read;
  return isPlain || 'its nameConstraints are of a kind that RFC 5280 does not allow';
}

function authorityKeyIdentifier(
  into: Mutable<Extensions>,
  value: Uint8Array,
  inner: readonly Tlv[],
  nameOf: NameOf,
): boolean {
  const part = (tag: number) => inner.find((each) => each.tag === tag);
  const [key, issuer, serial] = [part(0x80), part(0xa1), part(0x82)];
  const names = issuer ? children(value, issuer) : [];
  if (!names) return false;
  const directory = names.map((name) => generalName(value, name, nameOf)).find(({ type }) => type === 'directory');
  into.authorityKeyIdentifier = {
    keyIdentifier: key ? hexOf(value, key) : null,
    issuer: directory?.value ?? null,
    serial: serial ? normalSerial(hexOf(value, serial)) : null,
  };
  return true;
}

/** An old extension that OpenSSL still honours: bit 0 is a TLS client, bit 1 a server, bit 5 a CA for TLS. */
function netscapeType(value: Uint8Array, outer: Tlv): true | string {
  const forTls = (isSet(value, outer, 0) && isSet(value, outer, 1)) || isSet(value, outer, 5);
  return (
    forTls || 'its Netscape certificate type is not for both ends of TLS, and products differ in whether they look'
  );
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
