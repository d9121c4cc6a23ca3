import 'reflect-metadata';
import { BasicConstraintsExtension, Name, X509Certificate } from '@peculiar/x509';
import { normalSerial, type Certificate } from '../model/certificate.js';
import { readExtensions } from './extensions.js';
import type { Sha256 } from './sha256.js';

/** The only door to @peculiar/x509; loaded when a certificate is not one of the known ones. Throws on DER it cannot read. */
export async function decodeCertificate(der: Uint8Array, sha256: Sha256): Promise<Certificate> {
  const decoded = new X509Certificate(der as Uint8Array<ArrayBuffer>);
  const basicConstraints = decoded.getExtension(BasicConstraintsExtension);
  const hasExtensions = decoded.extensions.length > 0;
  const selfIssued = decoded.subject === decoded.issuer;
  return {
    sha256: sha256(der),
    spkiSha256: sha256(new Uint8Array(decoded.publicKey.rawData)),
    subject: mostSpecificFirst(decoded.subjectName.toJSON()),
    issuer: mostSpecificFirst(decoded.issuerName.toJSON()),
    serial: normalSerial(decoded.serialNumber),
    notBefore: decoded.notBefore.toISOString(),
    notAfter: decoded.notAfter.toISOString(),
    selfIssued,
    selfSigned: selfIssued ? await verifiesItself(decoded) : false,
    isCa: basicConstraints ? basicConstraints.ca : hasExtensions ? false : null,
    ...readExtensions(der, (name) => mostSpecificFirst(new Name(Uint8Array.from(name)).toJSON())),
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
export async function verifiesWith(der: Uint8Array, issuer: Uint8Array): Promise<boolean | null> {
  try {
    const certificate = new X509Certificate(der as Uint8Array<ArrayBuffer>);
    const { publicKey } = new X509Certificate(issuer as Uint8Array<ArrayBuffer>);
    await publicKey.export();
    return await certificate.verify({ publicKey, signatureOnly: true });
  } catch {
    return null;
  }
}

/** RFC 4514 writes a name from its end: the common name usually comes first. */
function mostSpecificFirst(name: readonly Record<string, readonly string[]>[]): string {
  return [...name]
    .reverse()
    .map((attributes) =>
      Object.entries(attributes)
        .flatMap(([type, values]) => values.map((value) => `${type}=${value.replace(/[\\,+"<>;]/g, '\\$&')}`))
        .join('+'),
    )
    .join(',');
}

/** `null` where the signature algorithm is not one that can be checked here. */
async function verifiesItself(certificate: X509Certificate): Promise<boolean | null> {
  try {
    // `verify` answers false, too, for a key that it cannot use; `export` says so.
    await certificate.publicKey.export();
    return await certificate.verify({ signatureOnly: true });
  } catch {
    return null;
  }
}
