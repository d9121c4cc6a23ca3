import { normalSerial, sameName, type Certificate, type Description } from '../model/certificate.js';
import type { Knowledge } from '../model/knowledge.js';
import type { Identity, Problem } from '../model/trust.js';
import type { ParsedListing } from '../parsers/parser.js';
import type { Provenance } from '../text/provenance.js';
import type { CertificateReader } from '../x509/reader.js';
import type { RecognizedFile } from './group.js';

/** One certificate that lies beside a configuration, with the name that a listing gives it. */
export interface EvidenceItem {
  readonly label: string | null;
  readonly identity: Exclude<Identity, { certainty: 'label' }>;
  readonly at: Provenance;
}

export interface Evidence {
  readonly file: RecognizedFile;
  readonly format: string;
  readonly items: readonly EvidenceItem[];
  /** What looks like a certificate and could not be read; the file does not show everything then. */
  readonly refused: number;
  readonly problems: readonly Problem[];
}

/** Reads a file of certificates, or a device's own listing of them. */
export async function readEvidence(
  file: RecognizedFile,
  certificates: CertificateReader,
  knowledge: Knowledge,
): Promise<Evidence> {
  return file.as.kind === 'listing' ? readListing(file, certificates, knowledge) : readCertificates(file, certificates);
}

async function readCertificates(file: RecognizedFile, certificates: CertificateReader): Promise<Evidence> {
  const { encoding, found, refused } = await certificates.readFile(file.source);
  const unread = refused.filter(({ because }) => !because.startsWith('a private key'));
  return {
    file,
    format: encoding,
    items: found.map(({ certificate, at }) => ({ label: null, identity: { certainty: 'bytes', certificate, at }, at })),
    refused: unread.length,
    problems: unread.map(({ because, at }) => unreadableCertificate(file.source.path, because, at)),
  };
}

async function readListing(
  file: RecognizedFile,
  certificates: CertificateReader,
  knowledge: Knowledge,
): Promise<Evidence> {
  const parser = file.as.kind === 'listing' ? file.as.parser : null;
  const listing = parser?.parse(file.source) ?? { certificates: [], problems: [] };
  return readListed(file, parser?.format ?? 'unknown', listing, certificates, knowledge);
}

/** Decodes what a listing shows, or a configuration that certificates were pasted into. */
export async function readListed(
  file: RecognizedFile,
  format: string,
  listing: ParsedListing,
  certificates: CertificateReader,
  knowledge: Knowledge,
): Promise<Evidence> {
  const items: EvidenceItem[] = [];
  const problems: Problem[] = [...listing.problems];
  for (const { label, body, at } of listing.certificates) {
    if (body.kind === 'described') {
      const certificate = describedCertificate(body.description, knowledge);
      const { description } = body;
      if (!description.subject || !description.issuer || !description.serial) continue;
      const serial = normalSerial(description.serial);
      const alike = certificate ? undefined : knowledge.certificates.find((known) => known.serial === serial);
      if (alike) {
        const because = `its serial number is that of ${alike.name}, and the rest of what is printed is not`;
        problems.push(unreadableCertificate(label?.value ?? file.source.path, because, at));
        continue;
      }
      items.push({
        label: label?.value ?? null,
        identity: { certainty: 'described', certificate, description, at },
        at,
      });
      continue;
    }
    const { found, refused } = await certificates.readArmour(file.source, body.range.start, body.range.end);
    for (const item of found) {
      items.push({
        label: label?.value ?? null,
        identity: { certainty: 'bytes', certificate: item.certificate, at: item.at },
        at: item.at,
      });
    }
    problems.push(
      ...refused.map((each) => unreadableCertificate(label?.value ?? file.source.path, each.because, each.at)),
    );
  }
  return { file, format, items, refused: 0, problems };
}

export function unreadableCertificate(what: string, because: string, at: Provenance): Problem {
  return { ruleId: 'unreadable-input', kind: 'open', messageId: 'certificate', data: { what }, because, at };
}

/** The known certificate that a listing's issuer, serial and subject all equal, and its validity where it prints any. */
function describedCertificate(description: Description, knowledge: Knowledge): Certificate | null {
  const { subject, issuer, serial, notBefore, notAfter } = description;
  if (!subject || !issuer || !serial) return null;
  const wanted = normalSerial(serial);
  return (
    knowledge.certificates.find(
      (known) =>
        known.serial === wanted &&
        sameName(known.subject, subject) &&
        sameName(known.issuer, issuer) &&
        (notBefore === null || sameSecond(notBefore, known.notBefore)) &&
        (notAfter === null || sameSecond(notAfter, known.notAfter)),
    ) ?? null
  );
}

function sameSecond(a: string, b: string): boolean {
  return Math.floor(Date.parse(a) / 1000) === Math.floor(Date.parse(b) / 1000);
}
