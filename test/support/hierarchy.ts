import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

/** What one certificate of a test's hierarchy is like; what is absent is as a decent CA would have it. */
export interface Specimen {
  readonly subject: string;
  /** The name in the list of the issuer, whose key signs; itself for a root. */
  readonly issuer: string;
  /** The name of the key pair; the subject's own by default, so a cross-sign names the key that it shares. */
  readonly key?: string;
  readonly signedBy?: string;
  readonly notBefore?: string;
  readonly notAfter?: string;
  /** `null`: no basicConstraints. */
  readonly ca?: boolean | null;
  readonly pathLength?: number;
  readonly keyUsage?: number | null;
  readonly extKeyUsage?: readonly string[];
  readonly dns?: readonly string[];
  readonly permittedDns?: readonly string[];
  readonly excludedDns?: readonly string[];
  readonly unknownCritical?: boolean;
}

export interface Made {
  readonly name: string;
  readonly pem: string;
  readonly der: Uint8Array;
}

const EC = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const keys = new Map<string, Promise<CryptoKeyPair>>();
type CryptoKeyPair = webcrypto.CryptoKeyPair;

/** One key pair a name, made once a run: making keys is what costs. */
function keyOf(name: string): Promise<CryptoKeyPair> {
  const known = keys.get(name) ?? webcrypto.subtle.generateKey(EC, true, ['sign', 'verify']);
  keys.set(name, known);
  return known;
}

/** Makes the certificates of a hierarchy, in the order given. */
export async function makeHierarchy(specimens: readonly Specimen[]): Promise<readonly Made[]> {
  const made: Made[] = [];
  for (const specimen of specimens) made.push(await make(specimen));
  return made;
}

async function make(specimen: Specimen): Promise<Made> {
  const { subject, issuer, key = subject, signedBy = issuer } = specimen;
  const pair = await keyOf(key);
  const signing = await keyOf(signedBy);
  const certificate = await x509.X509CertificateGenerator.create(
    {
      serialNumber: `${(serial += 1)}`.padStart(4, '0'),
      subject: `CN=${subject},O=Example`,
      issuer: `CN=${issuer},O=Example`,
      notBefore: new Date(specimen.notBefore ?? '2025-01-01T00:00:00Z'),
      notAfter: new Date(specimen.notAfter ?? '2035-01-01T00:00:00Z'),
      publicKey: pair.publicKey as never,
      signingKey: signing.privateKey as never,
      signingAlgorithm: EC,
      extensions: [...extensions(specimen)],
    },
    webcrypto as never,
  );
  return { name: subject, pem: `${certificate.toString('pem')}\n`, der: new Uint8Array(certificate.rawData) };
}

let serial = 1000;

function* extensions(specimen: Specimen): Generator<x509.Extension> {
  const { ca = false, pathLength, keyUsage, extKeyUsage, dns, permittedDns, excludedDns, unknownCritical } = specimen;
  if (ca !== null) yield new x509.BasicConstraintsExtension(ca, pathLength, true);
  const usage =
    keyUsage === undefined ? (ca ? x509.KeyUsageFlags.keyCertSign : x509.KeyUsageFlags.digitalSignature) : keyUsage;
  if (usage !== null) yield new x509.KeyUsagesExtension(usage, true);
  if (extKeyUsage) yield new x509.ExtendedKeyUsageExtension([...extKeyUsage]);
  if (dns) yield new x509.SubjectAlternativeNameExtension(dns.map((value) => ({ type: 'dns', value })));
  if (permittedDns || excludedDns) yield nameConstraints(permittedDns ?? [], excludedDns ?? []);
  if (unknownCritical) yield new x509.Extension('1.3.6.1.4.1.99999.1', true, Uint8Array.from([5, 0]));
}

/** NameConstraints of DNS names, written as DER: `[0]` permitted, `[1]` excluded, each a list of subtrees. */
function nameConstraints(permitted: readonly string[], excluded: readonly string[]): x509.Extension {
  const tlv = (tag: number, content: readonly number[]) => [tag, content.length, ...content];
  const subtrees = (names: readonly string[]) =>
    names.flatMap((name) => tlv(0x30, tlv(0x82, [...Buffer.from(name, 'latin1')])));
  const content = [
    ...(permitted.length > 0 ? tlv(0xa0, subtrees(permitted)) : []),
    ...(excluded.length > 0 ? tlv(0xa1, subtrees(excluded)) : []),
  ];
  return new x509.Extension('2.5.29.30', true, Uint8Array.from(tlv(0x30, content)));
}
