import 'reflect-metadata';
import { BasicConstraintsExtension, X509Certificate } from '@peculiar/x509';
import { normalSerial, type Certificate } from '../model/certificate.js';
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
  };
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
