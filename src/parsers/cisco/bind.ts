import type { TrustModel } from '../../model/trust.js';
import type { EvidenceTarget } from '../parser.js';
import { ownLabel, TRUSTPOOL } from './store.js';

const CERTIFICATE_FILE = /\.(pem|crt|cer|der|p7b|txt|log)$/i;

/** A certificate file is named after its trustpoint; one that is named after the trustpool holds all of that. */
export function bind(name: string, model: TrustModel): EvidenceTarget | null {
  const stem = name.replace(CERTIFICATE_FILE, '').toLowerCase();
  if (/(?:^|[._-])trustpool$/.test(stem)) return { kind: 'store', store: TRUSTPOOL };
  const labels = [
    ...(model.held ?? []).map(({ label }) => label.value),
    ...model.trustStores.flatMap(({ entries }) => (entries ?? []).map(({ label }) => label.value)),
  ];
  const [label, another] = [...new Set(labels)].filter((each) => each.toLowerCase() === stem);
  if (label !== undefined && another === undefined) return { kind: 'label', label };
  const own = model.endEntityCertificates.find(
    (each) => each.label.value.toLowerCase() === ownLabel(stem).toLowerCase(),
  );
  return own ? { kind: 'end-entity', label: own.label.value } : null;
}
