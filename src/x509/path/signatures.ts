import type { Certificate } from '../../model/certificate.js';
import { verifiesWith } from '../decode.js';
import { isSameName } from './distinguished-name.js';

/** Whether a certificate's signature verifies with another's key. */
export type Signatures = (certificate: Certificate, issuer: Certificate) => 'yes' | 'no' | 'unknown';

/** A certificate with what its signature can be checked by: its bytes, or a record of the key that it was checked with. */
export interface Checkable {
  readonly certificate: Certificate;
  readonly der: Uint8Array | null;
  readonly issuerSpkiSha256: string | null;
}

/** Checks every signature that a path over these certificates could need, so that paths are decided on data. */
export async function checkSignatures(certificates: readonly Checkable[]): Promise<Signatures> {
  const answers = new Map<string, 'yes' | 'no' | 'unknown'>();
  for (const one of certificates) {
    for (const issuer of certificates) {
      if (!isSameName(one.certificate.issuer, issuer.certificate.subject)) continue;
      const key = pair(one.certificate, issuer.certificate);
      if (!answers.has(key) || answers.get(key) === 'unknown') answers.set(key, await answer(one, issuer));
    }
  }
  return (certificate, issuer) => answers.get(pair(certificate, issuer)) ?? 'no';
}

async function answer(one: Checkable, issuer: Checkable): Promise<'yes' | 'no' | 'unknown'> {
  if (one.issuerSpkiSha256 !== null) {
    return one.issuerSpkiSha256 === issuer.certificate.spkiSha256 ? 'yes' : 'no';
  }
  if (!one.der || !issuer.der) return 'unknown';
  const verified = await verifiesWith(one.der, issuer.der);
  return verified === null ? 'unknown' : verified ? 'yes' : 'no';
}

function pair(certificate: Certificate, issuer: Certificate): string {
  return `${certificate.sha256} ${issuer.spkiSha256}`;
}
