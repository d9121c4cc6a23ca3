import type { Certificate } from '../../src/model/certificate.js';

/** An ordinary certificate below `CN=CA`, as facts without bytes, but for what a test is about. */
export function certificateFacts(changes: Partial<Certificate> = {}): Certificate {
  const subject = changes.subject ?? 'CN=sip.example.com';
  const issuer = changes.issuer ?? 'CN=CA';
  return {
    sha256: `sha256 of ${subject} by ${issuer}`,
    spkiSha256: `key of ${subject}`,
    subject,
    issuer,
    serial: '1',
    notBefore: '2020-01-01T00:00:00.000Z',
    notAfter: '2040-01-01T00:00:00.000Z',
    selfIssued: subject === issuer,
    selfSigned: subject === issuer,
    version: 3,
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
    key: 'EC P-256',
    signatureAlgorithm: 'ECDSA with SHA-256',
    ...changes,
  };
}
