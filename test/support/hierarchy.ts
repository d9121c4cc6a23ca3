import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { bits, boolean, integer, octets, oid, sequence, set, text, time, tlv } from './der.js';

export interface Name {
  readonly type: 'dns' | 'ip' | 'email' | 'uri' | 'directory' | 'registered';
  /** IP addresses in hexadecimal, with their mask in a constraint; directory names as `CN=..,O=..`. */
  readonly value: string;
}

/** What one certificate of a test's hierarchy is like; what is absent is as a decent CA would have it. */
export interface Specimen {
  /** Its common name below `O=Example`, or a whole name such as `CN=a,O=b`, most specific first. */
  readonly subject: string;
  readonly issuer: string;
  /** The name of the key pair; the subject's own by default, so a cross-sign names the key that it shares. */
  readonly key?: string;
  readonly signedBy?: string;
  readonly notBefore?: string;
  readonly notAfter?: string;
  readonly version?: number;
  /** `null`: no basicConstraints. */
  readonly ca?: boolean | null;
  readonly pathLength?: number;
  readonly keyUsage?: number | null;
  readonly extKeyUsage?: readonly string[];
  readonly names?: readonly Name[];
  readonly permitted?: readonly Name[];
  readonly excluded?: readonly Name[];
  /** Of its own key, none by default, or one that is wrong. */
  readonly ski?: 'own' | 'wrong';
  /** Of the key of its issuer, none by default, or what does not fit. */
  readonly aki?: 'issuer' | 'wrong' | 'wrong-serial';
  readonly hash?: 'sha1' | 'sha256' | 'sha384' | 'sha512';
  /** The type of the strings in its names: UTF8String by default. */
  readonly strings?: 'printable';
  readonly unknownCritical?: boolean;
  /** Further extensions in DER. */
  readonly extensions?: readonly { readonly oid: string; readonly critical?: boolean; readonly value: Uint8Array }[];
  /** In the signed part only. */
  readonly otherAlgorithm?: boolean;
  readonly rawNotAfter?: Uint8Array;
}

export interface Made {
  readonly name: string;
  readonly pem: string;
  readonly der: Uint8Array;
}

/** A key is of kind p256 unless its name begins with another, as `rsa4096:Root 1` does. */
const KEY_KINDS = ['p256', 'p384', 'ed25519', 'rsa2048', 'rsa4096', 'rsa1024'] as const;

type Kind = (typeof KEY_KINDS)[number];
interface Pair {
  readonly kind: Kind;
  readonly privateKey: KeyObject;
  readonly spki: Buffer;
}

const pairs = new Map<string, Pair>();

/** One key pair a name, made once a run: making keys is what costs. */
function pairOf(name: string): Pair {
  const known = pairs.get(name);
  if (known) return known;
  const kind = KEY_KINDS.find((each) => name.startsWith(`${each}:`)) ?? 'p256';
  const pair = newPair(kind);
  pairs.set(name, pair);
  return pair;
}

function newPair(kind: Kind): Pair {
  const { publicKey, privateKey } = kind.startsWith('rsa')
    ? generateKeyPairSync('rsa', { modulusLength: Number(kind.slice(3)) })
    : kind === 'ed25519'
      ? generateKeyPairSync('ed25519')
      : generateKeyPairSync('ec', { namedCurve: kind === 'p256' ? 'prime256v1' : 'secp384r1' });
  return { kind, privateKey, spki: publicKey.export({ type: 'spki', format: 'der' }) };
}

const HASHES = { sha1: 5, sha256: 11, sha384: 12, sha512: 13 };
const EC_HASHES = { sha1: '1', sha256: '3.2', sha384: '3.3', sha512: '3.4' };

function algorithm({ kind }: Pair, hash: keyof typeof HASHES): Buffer {
  if (kind === 'ed25519') return sequence(oid('1.3.101.112'));
  return kind.startsWith('rsa')
    ? sequence(oid(`1.2.840.113549.1.1.${HASHES[hash]}`), tlv(0x05))
    : sequence(oid(`1.2.840.10045.4.${EC_HASHES[hash]}`));
}

/** Makes the certificates of a hierarchy, in the order given. */
export function makeHierarchy(specimens: readonly Specimen[]): readonly Made[] {
  return specimens.map(make);
}

let lastSerial = 1000;

export function make(specimen: Specimen): Made {
  const { subject, issuer, key = subject, signedBy = issuer, hash = 'sha256', version = 3, strings } = specimen;
  const [pair, signing] = [pairOf(key), pairOf(signedBy)];
  const named = algorithm(signing, hash);
  const extensions = version < 3 ? [] : [...extensionsOf(specimen, pair, signing)];
  const serial = (lastSerial += 1);
  const tbs = sequence(
    ...(version > 1 ? [tlv(0xa0, integer(version - 1))] : []),
    integer(0x01, serial >> 8, serial & 0xff),
    specimen.otherAlgorithm ? algorithm(signing, hash === 'sha512' ? 'sha256' : 'sha512') : named,
    directoryName(issuer, strings),
    sequence(
      time(specimen.notBefore ?? '2025-01-01T00:00:00Z'),
      Buffer.from(specimen.rawNotAfter ?? time(specimen.notAfter ?? '2035-01-01T00:00:00Z')),
    ),
    directoryName(subject, strings),
    pair.spki,
    ...(extensions.length > 0 ? [tlv(0xa3, sequence(...extensions))] : []),
  );
  const signature = sign(signing.kind === 'ed25519' ? null : hash, tbs, signing.privateKey);
  const der = sequence(tbs, named, bits(signature));
  const lines = der.toString('base64').replace(/.{64}/g, '$&\n').trimEnd();
  return { name: subject, der, pem: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n` };
}

const ATTRIBUTES: Readonly<Record<string, string>> = {
  CN: '2.5.4.3',
  O: '2.5.4.10',
  OU: '2.5.4.11',
  C: '2.5.4.6',
  E: '1.2.840.113549.1.9.1',
};

/** A name in DER, from the root of the directory down; `+` joins attributes of one RDN. */
function directoryName(name: string, strings?: Specimen['strings']): Buffer {
  const whole = name === '' || /^[A-Z0-9.]+=/.test(name) ? name : `CN=${name.replace(/^[a-z0-9]+:/, '')},O=Example`;
  const rdns = whole === '' ? [] : whole.split(',').reverse();
  return sequence(
    ...rdns.map((rdn) =>
      set(
        ...rdn
          .split('+')
          .map((attribute) => {
            const [type = '', value = ''] = attribute.split('=');
            const tag = type === 'E' ? 0x16 : strings === 'printable' ? 0x13 : 0x0c;
            return sequence(oid(ATTRIBUTES[type] ?? type), text(tag, value));
          })
          .sort(Buffer.compare),
      ),
    ),
  );
}

const NAME_TAGS = { email: 0x81, dns: 0x82, uri: 0x86, ip: 0x87, registered: 0x88 };

export function generalName({ type, value }: Name): Buffer {
  if (type === 'directory') return tlv(0xa4, directoryName(value));
  return tlv(NAME_TAGS[type], type === 'ip' || type === 'registered' ? Buffer.from(value, 'hex') : Buffer.from(value));
}

function* extensionsOf(specimen: Specimen, own: Pair, issuer: Pair): Generator<Buffer> {
  const { ca = false, pathLength, keyUsage, extKeyUsage, names, permitted, excluded, ski, aki } = specimen;
  if (ca !== null) {
    const length = pathLength === undefined ? [] : [integer(pathLength)];
    yield extension('2.5.29.19', true, sequence(...(ca ? [boolean(true)] : []), ...length));
  }
  // The bits in the order of KeyUsage from the least: digitalSignature is 1, keyCertSign 32.
  const usage = keyUsage === undefined ? (ca ? 32 : 1) : keyUsage;
  if (usage !== null) yield extension('2.5.29.15', true, bits([reversed(usage)]));
  if (extKeyUsage) yield extension('2.5.29.37', false, sequence(...extKeyUsage.map(oid)));
  if (names?.length) yield extension('2.5.29.17', false, sequence(...names.map(generalName)));
  if (permitted || excluded) {
    const subtrees = (tag: number, list: readonly Name[] = []) =>
      list.length > 0 ? [tlv(tag, ...list.map((name) => sequence(generalName(name))))] : [];
    yield extension('2.5.29.30', true, sequence(...subtrees(0xa0, permitted), ...subtrees(0xa1, excluded)));
  }
  if (ski) yield extension('2.5.29.14', false, octets(ski === 'own' ? keyIdOf(own) : Buffer.alloc(20, 7)));
  if (aki) {
    const parts =
      aki === 'wrong-serial'
        ? [tlv(0xa1, generalName({ type: 'directory', value: specimen.issuer })), tlv(0x82, [0x55])]
        : [tlv(0x80, aki === 'issuer' ? keyIdOf(issuer) : Buffer.alloc(20, 9))];
    yield extension('2.5.29.35', false, sequence(...parts));
  }
  if (specimen.unknownCritical) yield extension('1.3.6.1.4.1.99999.1', true, tlv(0x05));
  for (const more of specimen.extensions ?? []) yield extension(more.oid, more.critical ?? false, more.value);
}

function extension(id: string, critical: boolean, value: Uint8Array): Buffer {
  return sequence(oid(id), ...(critical ? [boolean(true)] : []), octets(value));
}

function keyIdOf({ spki }: Pair): Buffer {
  return createHash('sha1').update(spki).digest();
}

function reversed(usage: number): number {
  return [...usage.toString(2).padStart(8, '0')].reverse().reduce((sum, bit) => sum * 2 + Number(bit), 0);
}
