import type { KnownCertificate } from './certificate.js';
import type { Knowledge } from './knowledge.js';

/** Labels and file names as people compare them: lower case, letters and digits only. */
export function plainLabel(text: string): string {
  return text
    .replace(/\.(pem|crt|cer|der|p7b|txt|root)$/i, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

/** The well-known root that a label or file name claims to be, or `null`. A claim, never a proof. */
export function claimedRoot(label: string, knowledge: Knowledge): KnownCertificate | null {
  const plain = plainLabel(label);
  const found = knowledge.aliases.find(({ alias }) => plain.includes(alias));
  return (found && knowledge.certificates.find(({ sha256 }) => sha256 === found.sha256)) ?? null;
}
