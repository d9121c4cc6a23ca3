import 'reflect-metadata';
import { Name, X509Certificate } from '@peculiar/x509';
import { normalSerial, type Certificate } from '../model/certificate.js';
import { readExtensions } from './extensions.js';
import { outline } from './outline.js';
import { peculiarities } from './peculiarities.js';
import { isSameName } from './path/distinguished-name.js';
import { printName } from './print-name.js';
import type { Sha256 } from './sha256.js';
import { algorithmOf } from './signature-algorithm.js';

/** The only door to @peculiar/x509; loaded for a certificate that is not laid out plainly. Throws on DER it cannot read. */
export async function decodeWithLibrary(der: Uint8Array, sha256: Sha256): Promise<Certificate> {
  const decoded = new X509Certificate(der as Uint8Array<ArrayBuffer>);
  const parts = outline(der);
  if (!parts) throw new Error('not laid out as a certificate');
  const subject = printed(decoded.subjectName);
  const issuer = printed(decoded.issuerName);
  const extensions = readExtensions(parts.extensions, (name) => printed(new Name(Uint8Array.from(name))));
  const selfIssued = isSameName(subject, issuer);
  return {
    sha256: sha256(der),
    spkiSha256: sha256(new Uint8Array(decoded.publicKey.rawData)),
    subject,
    issuer,
    serial: normalSerial(decoded.serialNumber),
    notBefore: decoded.notBefore.toISOString(),
    notAfter: decoded.notAfter.toISOString(),
    selfIssued,
    selfSigned: selfIssued ? await verifiesWithLibrary(der, der) : false,
    version: parts.version,
    ...extensions,
    irregular: [...peculiarities(parts), ...extensions.irregular],
    key: keyName(decoded),
    signatureAlgorithm: signatureName(decoded),
  };
}

function keyName({ publicKey }: X509Certificate): string {
  const { name, modulusLength, namedCurve } = publicKey.algorithm as { name: string } & Partial<RsaAndEc>;
  if (namedCurve !== undefined) return `EC ${namedCurve}`;
  return modulusLength === undefined ? name : `RSA ${modulusLength}`;
}

interface RsaAndEc {
  readonly modulusLength: number;
  readonly namedCurve: string;
}

function signatureName({ signatureAlgorithm }: X509Certificate): string {
  const { name, hash } = signatureAlgorithm as { name: string; hash?: { name: string } };
  return hash ? `${name} with ${hash.name}` : name;
}

/** Whether the signature of one certificate verifies with the key of another; `null` where it cannot be checked here. */
export async function verifiesWithLibrary(der: Uint8Array, issuer: Uint8Array): Promise<boolean | null> {
  const parts = outline(der);
  const algorithm = parts && algorithmOf(parts);
  if (!algorithm) return null;
  try {
    const certificate = new X509Certificate(der as Uint8Array<ArrayBuffer>);
    const { publicKey } = new X509Certificate(issuer as Uint8Array<ArrayBuffer>);
    // A key of another family cannot have made it. `verify` answers false, too, for a key that it cannot use, hence `export`.
    if (!algorithm.keys.test((publicKey.algorithm as { name: string }).name)) return false;
    const wanted = { ...publicKey.algorithm, ...certificate.signatureAlgorithm };
    const key = await publicKey.export(wanted as Parameters<typeof publicKey.export>[0], ['verify']);
    return algorithm.isConsistent && (await certificate.verify({ publicKey: key, signatureOnly: true }));
  } catch {
    return null;
  }
}

/** The library gives the types and values of each RDN. */
function printed(name: Name): string {
  return printName(name.toJSON().map((rdn) => Object.entries(rdn)));
}
