import type { Certificate } from '../../model/certificate.js';
import { isSameName } from './distinguished-name.js';

/**
 * Whether a certificate's authorityKeyIdentifier fits an issuer. It serves to choose an issuer and is no part of validation
 * (RFC 5280, 4.2.1.1), yet OpenSSL never takes an issuer that it does not fit. What either leaves out fits.
 */
export function fitsKeyIdentifier({ authorityKeyIdentifier: wanted }: Certificate, issuer: Certificate): boolean {
  if (!wanted) return true;
  const { subjectKeyIdentifier: key, serial } = issuer;
  if (wanted.keyIdentifier !== null && key !== null && wanted.keyIdentifier !== key) return false;
  if (wanted.serial !== null && wanted.serial !== serial) return false;
  return wanted.issuer === null || isSameName(wanted.issuer, issuer.issuer);
}

/** Whether a path ends with it: issued by itself, as far as names, key identifiers and its signature say. */
export function isRoot(certificate: Certificate): boolean {
  return certificate.selfIssued && certificate.selfSigned !== false && fitsKeyIdentifier(certificate, certificate);
}
