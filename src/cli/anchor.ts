import type { KnownCertificate } from '../model/certificate.js';
import type { Knowledge } from '../model/knowledge.js';
import { plainLabel } from '../model/label.js';
import { closest } from '../text/closest.js';
import { UsageError } from './usage-error.js';

/** A known root by its SHA-256, its name, or one of the ways in which people label it. */
export function readAnchor(flag: string, text: string, { certificates, aliases }: Knowledge): KnownCertificate {
  const hash = text.replace(/[:\s]/g, '').toLowerCase();
  const plain = plainLabel(text);
  const alias = aliases.find((each) => each.alias === plain)?.sha256;
  const found =
    certificates.find(({ sha256 }) => sha256 === hash) ??
    certificates.find(({ name, selfSigned }) => selfSigned !== false && plainLabel(name) === plain) ??
    certificates.find(({ sha256 }) => sha256 === alias);
  if (found) return found;
  const near = closest(
    text,
    certificates.map(({ name }) => name),
  );
  throw new UsageError(`${flag}: unknown root ${text}${near ? `; did you mean ${near}?` : ''}`);
}
