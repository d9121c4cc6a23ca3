import { daysUntil, readMoment } from '../../model/time.js';
import type { RuleInput } from '../define-rule.js';
import type { StoredEntry } from '../entries.js';
import { provesStore } from './store-fields.js';
import { known, sourced, unknownValue, type Value } from './value.js';

/** What is known of an entry's certificate: all of it, what a listing prints, or nothing but a name. */
export function entryField(name: string, { store, entry }: StoredEntry, input: RuleInput): Value {
  const { label, identity } = entry;
  if (name === 'label') return sourced(label);
  if (name === 'certainty') return known(identity.certainty);
  const settledBy = provesStore(store, entry, input);
  if (identity.certainty === 'label') {
    return unknownValue(`${label.value} is a name without a certificate`, { at: label.at, settledBy });
  }
  const { certificate } = identity;
  const description = identity.certainty === 'described' ? identity.description : null;
  const unprinted: Value = unknownValue(`what the device prints of ${label.value} does not say it`, {
    at: label.at,
    settledBy,
  });
  const printed = (text: string | null | undefined) => (text ? known(text, label.at) : unprinted);
  switch (name) {
    case 'sha256':
      if (certificate) return known(certificate.sha256, label.at);
      // A listing equals a known certificate, or it is none of them.
      return { ...unprinted, cannotBe: new Set(input.knowledge.certificates.map(({ sha256 }) => sha256)) };
    case 'subject':
      return printed(certificate?.subject ?? description?.subject);
    case 'issuer':
      return printed(certificate?.issuer ?? description?.issuer);
    case 'key':
      return printed(certificate?.key);
    case 'signature':
      return printed(certificate?.signatureAlgorithm);
    case 'ca':
      if (!certificate) return unprinted;
      return certificate.isCa === null
        ? unknownValue('a certificate of version 1 does not say it', { at: label.at })
        : known(certificate.isCa ? 'yes' : 'no', label.at);
    case 'daysLeft': {
      const end = readMoment(certificate?.notAfter ?? description?.notAfter ?? '');
      return end ? known(String(daysUntil(end, input.asOf)), label.at) : unprinted;
    }
    default:
      throw new Error(`no field ${name}`);
  }
}
