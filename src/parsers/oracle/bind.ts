import type { TrustModel } from '../../model/trust.js';
import type { EvidenceTarget } from '../parser.js';

const CERTIFICATE_FILE = /\.(pem|crt|cer|der|p7b|txt)$/i;

/** A certificate file is named after the certificate-record whose certificate it holds. */
export function bind(name: string, model: TrustModel): EvidenceTarget | null {
  const trusted = [
    ...(model.held ?? []).map(({ label }) => label.value),
    ...model.trustStores.flatMap(({ entries }) => (entries ?? []).map(({ label }) => label.value)),
  ];
  const own = model.endEntityCertificates.map(({ label }) => label.value);
  const label = labelOf(name.replace(CERTIFICATE_FILE, ''), [...new Set([...trusted, ...own])]);
  if (label === null) return null;

  const listed = model.trustStores.some(({ entries }) => entries?.some((entry) => entry.label.value === label));
  return { kind: own.includes(label) && !listed ? 'end-entity' : 'label', label };
}

/** Record names are compared as they are; a file system that folds case may have lost it. */
function labelOf(stem: string, labels: readonly string[]): string | null {
  if (labels.includes(stem)) return stem;
  const folded = labels.filter((label) => label.toLowerCase() === stem.toLowerCase());
  return folded.length === 1 ? (folded[0] ?? null) : null;
}
