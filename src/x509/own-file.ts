import type { Certificate } from '../model/certificate.js';
import type { SourceText } from '../text/source-text.js';
import type { CertificateReader } from './reader.js';

/** A certificate with its bytes, as a file of the user's holds it. */
export interface OwnCertificate {
  readonly certificate: Certificate;
  readonly der: Uint8Array;
}

/**
 * The certificates of a file that the user names for them, each once: PEM, DER or PKCS#7. The file is taken whole or not at
 * all; one that holds a private key is refused, and nothing of the key is decoded or said.
 */
export async function ownCertificates(
  source: SourceText,
  reader: CertificateReader,
): Promise<readonly OwnCertificate[] | { readonly refused: string }> {
  if (/-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----/.test(source.text)) {
    return {
      refused: 'it holds a private key, which sbclint never reads: copy the certificate into a file of its own',
    };
  }
  if (!reader.recognizes(source)) return { refused: 'it holds no certificate, neither PEM nor DER nor PKCS#7' };
  const { found, refused, encoding } = await reader.readFile(source);
  const [first] = refused;
  if (first) return { refused: encoding === 'pem' ? `line ${first.at.line} of it: ${first.because}` : first.because };
  const own = new Map<string, OwnCertificate>();
  for (const { certificate } of found) {
    const der = reader.bytesOf(certificate.sha256);
    if (!der) continue;
    if (hasControlCharacters(certificate)) return { refused: 'a name in it has control characters' };
    own.set(certificate.sha256, { certificate, der });
  }
  return own.size > 0 ? [...own.values()] : { refused: 'it holds no certificate that can be read' };
}

/** Names go into scripts and onto terminals, where a line end would be a command. */
function hasControlCharacters({ subject, issuer }: Certificate): boolean {
  return /[\x00-\x1f\x7f-\x9f\u2028\u2029]/.test(subject + issuer);
}
