import { normalSerial, type KnownCertificate } from './certificate.js';
import { certificateOf, type Knowledge } from './knowledge.js';

/** Labels and file names as people compare them: lower case, letters and digits only. */
export function plainLabel(text: string): string {
  return text
    .replace(/\.(pem|crt|cer|der|p7b|txt|root)$/i, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

/** The well-known root that a label or file name claims to be, or `null`. A claim, never a proof. */
export function claimedRoot(label: string, knowledge: Knowledge): KnownCertificate | null {
  const bySerial = rootOfSerial(label, knowledge);
  if (bySerial) return bySerial;
  const plain = plainLabel(label);
  const found = knowledge.aliases.find(({ alias }) => plain.includes(alias));
  return (found && certificateOf(knowledge.certificates, found.sha256)) ?? null;
}

/** The root whose serial number a label is, where it is long enough for that to be no accident. */
export function rootOfSerial(label: string, knowledge: Knowledge): KnownCertificate | null {
  if (!/^[0-9a-f]{16,40}$/i.test(label)) return null;
  const serial = normalSerial(label);
  return knowledge.certificates.find((known) => known.serial === serial) ?? null;
}
