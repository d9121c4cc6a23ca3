import type { Certificate } from '../model/certificate.js';
import { isSameName } from './path/distinguished-name.js';
import { peculiarities } from './peculiarities.js';
import { plainCertificate, type PlainCertificate } from './plain-certificate.js';
import { verifiesPlainly } from './plain-signature.js';
import type { Sha256 } from './sha256.js';

/** Reads what nearly all certificates are; the library, which takes long to load, reads the others. Throws on DER it cannot read. */
export async function decodeCertificate(der: Uint8Array, sha256: Sha256): Promise<Certificate> {
  const plain = plainCertificate(der);
  if (!plain) return (await import('./library-decoder.js')).decodeWithLibrary(der, sha256);
  const { extensions, key, signatureAlgorithm } = plain;
  const selfIssued = isSameName(plain.subject, plain.issuer);
  return {
    sha256: sha256(der),
    spkiSha256: sha256(key.spki),
    subject: plain.subject,
    issuer: plain.issuer,
    serial: plain.serial,
    notBefore: plain.notBefore,
    notAfter: plain.notAfter,
    selfIssued,
    selfSigned: selfIssued ? await verifies(plain, plain, der, der) : false,
    version: plain.outline.version,
    ...extensions,
    irregular: [...peculiarities(plain.outline), ...extensions.irregular],
    key: key.words,
    signatureAlgorithm: signatureAlgorithm.hash
      ? `${signatureAlgorithm.name} with ${signatureAlgorithm.hash.name}`
      : signatureAlgorithm.name,
  };
}

/** Whether the signature of one certificate verifies with the key of another; `null` where it cannot be checked here. */
export async function verifiesWith(der: Uint8Array, issuer: Uint8Array): Promise<boolean | null> {
  return verifies(plainCertificate(der), plainCertificate(issuer), der, issuer);
}

async function verifies(
  one: PlainCertificate | null,
  other: PlainCertificate | null,
  der: Uint8Array,
  issuer: Uint8Array,
): Promise<boolean | null> {
  const answer = one && other ? await verifiesPlainly(one, other) : 'unsure';
  return answer === 'unsure' ? (await import('./library-decoder.js')).verifiesWithLibrary(der, issuer) : answer;
}
