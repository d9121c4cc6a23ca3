import type { TrustModel } from '../../model/trust.js';
import type { EvidenceTarget } from '../parser.js';

/** PKCS#12 and key files hold a private key: they are nobody's evidence. */
const NEVER = /\.(p12|pfx|pkcs12|key)$/i;
const CERTIFICATE_FILE = /^(.+)\.(der|cer|crt|pem|txt)$/i;

/**
 * Certificate files lie on the device under the fileName of their PKI entry, one certificate a file (reference section
 * 5.4). Names are case-sensitive there, and not on the computer that a copy passed through.
 */
export function bind(name: string, model: TrustModel): EvidenceTarget | null {
  if (NEVER.test(name)) return null;
  const entries = model.held ?? [];
  const files = entries.flatMap(({ label, claims }) =>
    claims.slice(1).map((file) => ({ text: file.value, label: label.value })),
  );
  const byFile = match(files, name);
  if (byFile !== null) return { kind: 'label', label: byFile };

  const stem = CERTIFICATE_FILE.exec(name)?.[1];
  if (stem === undefined) return null;
  const named = (labels: readonly { readonly label: { readonly value: string } }[]) =>
    match(
      labels.map(({ label }) => ({ text: label.value, label: label.value })),
      stem,
    );
  const entry = named(entries.filter(({ claims }) => claims.length < 2 || !/\.(der|cer|crt)$/i.test(name)));
  if (entry !== null) return { kind: 'label', label: entry };
  const own = named(model.endEntityCertificates);
  return own === null ? null : { kind: 'end-entity', label: own };
}

function match(
  candidates: readonly { readonly text: string; readonly label: string }[],
  wanted: string,
): string | null {
  const exact = candidates.find(({ text }) => text === wanted);
  if (exact) return exact.label;
  const lower = wanted.toLowerCase();
  const alike = candidates.filter(({ text }) => text.toLowerCase() === lower);
  return alike.length === 1 && alike[0] ? alike[0].label : null;
}
