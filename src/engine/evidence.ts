import { normalSerial, sameName, type Certificate, type Description } from '../model/certificate.js';
import { certificateOf, type Knowledge } from '../model/knowledge.js';
import { BARE_LABEL, type Identity, type Problem, type TrustStore } from '../model/trust.js';
import type { Provenance } from '../text/provenance.js';
import type { ListedCertificate, ParsedListing } from '../parsers/parser.js';
import { unsupported } from '../parsers/problem.js';
import type { CertificateReader } from '../x509/reader.js';
import type { RecognizedFile } from './group.js';

/** One certificate that lies beside a configuration, with the name that a listing gives it. */
export interface EvidenceItem {
  readonly label: string | null;
  /** A bare label where a listing names a certificate and prints nothing that identifies it. */
  readonly identity: Identity;
  /** Set where the store holds it and may not trust it. */
  readonly doubt?: string;
  readonly at: Provenance;
}

export interface Evidence {
  readonly file: RecognizedFile;
  readonly format: string;
  readonly items: readonly EvidenceItem[];
  /** What looks like a certificate and could not be read; the file does not show everything then. */
  readonly refused: number;
  readonly problems: readonly Problem[];
  /** The trust store that a listing shows all of. */
  readonly store?: TrustStore;
}

/** Reads a file of certificates, or a device's own listing of them. */
export async function readEvidence(
  file: RecognizedFile,
  certificates: CertificateReader,
  knowledge: Knowledge,
): Promise<Evidence> {
  if (file.as.kind === 'listing') return readListing(file, certificates, knowledge);
  return file.as.kind === 'key-store' ? readKeyStore(file, certificates) : readCertificates(file, certificates);
}

const UNMARKED = 'it is not marked as trusted in the PKCS#12 file: Java passes over it, other programs may not';

async function readKeyStore(file: RecognizedFile, certificates: CertificateReader): Promise<Evidence> {
  const { form, found, refused } = await certificates.readStore(file.source);
  const { path } = file.source;
  return {
    file,
    format: form,
    items: found.map(({ certificate, at, alias, marked }) => ({
      label: alias,
      identity: { certainty: 'bytes', certificate, at },
      ...(marked ? {} : { doubt: UNMARKED }),
      at,
    })),
    refused: refused.length,
    problems: refused.map(({ because, form: known, at }) =>
      known === null
        ? unreadableCertificate(path, because, at)
        : unsupported(known, 'its certificates as PEM (keytool -list -rfc, or openssl pkcs12 -nokeys)', because, at),
    ),
  };
}

async function readCertificates(file: RecognizedFile, certificates: CertificateReader): Promise<Evidence> {
  const { encoding, found, refused } = await certificates.readFile(file.source);
  const unread = refused.filter(({ because }) => !because.startsWith('a private key'));
  return {
    file,
    format: encoding,
    items: found.map(({ certificate, doubt, at }) => ({
      label: null,
      identity: { certainty: 'bytes', certificate, at },
      ...(doubt === undefined ? {} : { doubt }),
      at,
    })),
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
  const listing: ParsedListing = parser?.parse(file.source) ?? { certificates: [], problems: [] };
  const evidence = await readListed(file, parser?.format ?? 'unknown', listing.certificates, certificates, knowledge);
  const problems = [...listing.problems, ...evidence.problems];
  // A part of a listing that cannot be read may be the certificate that somebody looks for.
  const { store } = listing;
  return { ...evidence, refused: problems.length, problems, ...(store ? { store } : {}) };
}

/** Reads certificates that a listing, or a configuration itself, names. */
export async function readListed(
  file: RecognizedFile,
  format: string,
  listed: readonly ListedCertificate[],
  certificates: CertificateReader,
  knowledge: Knowledge,
): Promise<Evidence> {
  const items: EvidenceItem[] = [];
  const problems: Problem[] = [];
  for (const { label, body, at } of listed) {
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
      const misread = certificate
        ? undefined
        : knowledge.certificates.find((known) => sameButSerial(known, description));
      if (misread) {
        const because = `all that is printed is that of ${misread.name} except for the serial number`;
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
    if (body.kind === 'fingerprint') {
      const identity = fingerprinted(body, knowledge, at);
      if ('because' in identity)
        problems.push(unreadableCertificate(label?.value ?? file.source.path, identity.because, at));
      else items.push({ label: label?.value ?? null, identity, at });
      continue;
    }
    const { found, refused } =
      body.kind === 'der'
        ? await certificates.readDer(body.der, at)
        : await certificates.readArmour(file.source, body.range.start, body.range.end);
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
  return { file, format, items, refused: problems.length, problems };
}

export function unreadableCertificate(what: string, because: string, at: Provenance): Problem {
  return { ruleId: 'unreadable-input', kind: 'open', messageId: 'certificate', data: { what }, because, at };
}

const NOT_DESCRIBED: Description = { subject: null, issuer: null, serial: null, notBefore: null, notAfter: null };

/** What a listing says by a fingerprint: SHA-256 is the certificate's identity, and no other hash is. */
function fingerprinted(
  { sha256, description }: Extract<ListedCertificate['body'], { kind: 'fingerprint' }>,
  knowledge: Knowledge,
  at: Provenance,
): Identity | { readonly because: string } {
  if (sha256 === null) return BARE_LABEL;
  const certificate = certificateOf(knowledge.certificates, sha256) ?? null;
  const described = description && describedCertificate(description, knowledge);
  if (description?.serial && (described ?? certificate) !== certificate)
    return { because: `its names and serial number are those of ${described?.subject ?? ''}, and its SHA-256 is not` };
  if (certificate && description?.serial && normalSerial(description.serial) !== certificate.serial)
    return { because: `its SHA-256 is that of ${certificate.subject}, and its serial number is not` };
  return { certainty: 'described', certificate, description: description ?? NOT_DESCRIBED, bySha256: true, at };
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

/** A serial number may be printed in a way that nobody has seen yet: what it seems to say disproves nothing then. */
function sameButSerial(known: Certificate, { subject, issuer, notBefore, notAfter }: Description): boolean {
  return (
    subject !== null &&
    issuer !== null &&
    notBefore !== null &&
    notAfter !== null &&
    sameSecond(notBefore, known.notBefore) &&
    sameSecond(notAfter, known.notAfter) &&
    sameName(known.subject, subject) &&
    sameName(known.issuer, issuer)
  );
}

function sameSecond(a: string, b: string): boolean {
  return Math.floor(Date.parse(a) / 1000) === Math.floor(Date.parse(b) / 1000);
}
