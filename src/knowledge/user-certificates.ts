import type { Certificate, KnownCertificate } from '../model/certificate.js';
import { isKeyFile } from '../model/key-file.js';
import type { Knowledge } from '../model/knowledge.js';
import { plainLabel } from '../model/label.js';
import { SourceText } from '../text/source-text.js';
import { ownCertificates, type OwnCertificate } from '../x509/own-file.js';
import { isSameName } from '../x509/path/distinguished-name.js';
import { checkSignatures, type Checkable } from '../x509/path/signatures.js';
import { certificateReader } from '../x509/reader.js';
import type { Sha256 } from '../x509/sha256.js';
import type { YamlPath } from './yaml.js';

/** A certificate that the user brought, and what it is called in the profile that lists it. */
export interface Brought {
  readonly name: string;
  readonly certificate: KnownCertificate;
  readonly der: Uint8Array;
}

/** What reading a user's profile needs from outside. */
export interface Surroundings {
  readonly knowledge: Knowledge;
  readonly sha256: Sha256;
  /** The bytes of a certificate that the product ships. */
  readonly bytesOf: (known: KnownCertificate) => Uint8Array | null;
}

/** A file by its path from the profile's folder, or what keeps it from being read. */
export type ReadBeside = (
  file: string,
) => { readonly path: string; readonly bytes: Uint8Array } | { readonly failed: string };

export type Report = (path: YamlPath, message: string) => void;

interface Listed {
  readonly file: string;
  readonly name: string;
  readonly sha256?: string | undefined;
}

/** Reads the certificates that a profile lists, in their order; each problem is reported at its entry. */
export async function broughtCertificates(
  listed: readonly Listed[],
  beside: ReadBeside,
  { knowledge, sha256 }: Surroundings,
  report: Report,
): Promise<readonly Brought[]> {
  const reader = certificateReader(knowledge.certificates, sha256);
  const brought: Brought[] = [];
  for (const [i, entry] of listed.entries()) {
    const at = (key: keyof Listed, message: string) => report(['certificates', i, key], message);
    if (isKeyFile(entry.file)) {
      at('file', `${entry.file} may hold a private key and is not opened: give the certificate in a file of its own`);
      continue;
    }
    const read = beside(entry.file);
    if ('failed' in read) {
      at('file', `${read.failed}; the path starts at the folder of this file`);
      continue;
    }
    const own = await ownCertificates(new SourceText(read.path, read.bytes), reader);
    if ('refused' in own) {
      at('file', `${entry.file} is not taken: ${own.refused}`);
      continue;
    }
    const chosen = chosenOf(own, entry);
    if ('wrong' in chosen) {
      at(chosen.at, chosen.wrong);
      continue;
    }
    const { certificate, der } = chosen;
    const clash = nameClash(entry.name, certificate, brought, knowledge);
    if (clash) {
      at('name', clash);
      continue;
    }
    const known = knowledge.certificates.find((each) => each.sha256 === certificate.sha256);
    const facts = known ?? { ...certificate, name: entry.name, file: null, issuerSpkiSha256: null };
    brought.push({ name: entry.name, certificate: { ...facts, broughtIn: read.path }, der });
  }
  return brought;
}

function chosenOf(
  own: readonly OwnCertificate[],
  { file, sha256 }: Listed,
): OwnCertificate | { readonly wrong: string; readonly at: 'file' | 'sha256' } {
  const list = own.map(({ certificate }) => `${certificate.sha256} (${certificate.subject})`).join(', ');
  if (sha256 !== undefined) {
    const found = own.find(({ certificate }) => certificate.sha256 === sha256);
    return found ?? { wrong: `${file} holds another certificate: ${list}`, at: 'sha256' };
  }
  const [only, ...more] = own;
  if (only && more.length === 0) return only;
  return { wrong: `${file} holds ${own.length} certificates; say with sha256 which one is meant: ${list}`, at: 'file' };
}

/** One name, one certificate: references go by it, and so do the files of a roll-out pack. */
function nameClash(
  name: string,
  { sha256 }: Certificate,
  before: readonly Brought[],
  { certificates }: Knowledge,
): string | null {
  const plain = plainLabel(name);
  if (before.some((each) => plainLabel(each.name) === plain)) return `${name} is the name of another entry too`;
  const twin = before.find(({ certificate }) => certificate.sha256 === sha256);
  if (twin) return `${twin.name} is the same certificate`;
  const known = certificates.find((each) => plainLabel(each.name) === plain || plainLabel(each.file ?? '') === plain);
  if (known && known.sha256 !== sha256)
    return `${name} is the name of a certificate that sbclint knows, and this is another one: choose another name`;
  return null;
}

/**
 * Checks the signatures of the brought certificates of paths on their bytes and notes the key that verifies each, so that
 * paths are decided on them as on those that the product knows. A profile has to bring, or name, who issued them.
 */
export async function withSignatures(
  brought: readonly Brought[],
  inPaths: ReadonlySet<string>,
  { knowledge, bytesOf }: Surroundings,
  report: (one: Brought, message: string) => void,
): Promise<readonly Brought[]> {
  const own = new Map(brought.map(({ certificate, der }) => [certificate.sha256, der]));
  const known = knowledge.certificates.filter(({ sha256 }) => !own.has(sha256));
  const issuers: Checkable[] = [
    ...brought.map(({ certificate, der }) => ({ certificate, der, issuerSpkiSha256: certificate.issuerSpkiSha256 })),
    ...known.map((certificate) => ({ certificate, der: bytesOf(certificate), issuerSpkiSha256: null })),
  ];
  const checked: Brought[] = [];
  for (const one of brought) {
    const { certificate, der } = one;
    if (certificate.issuerSpkiSha256 !== null || !inPaths.has(certificate.sha256)) {
      checked.push(one);
      continue;
    }
    const named = issuers.filter((each) => isSameName(each.certificate.subject, certificate.issuer));
    const signatures = await checkSignatures([{ certificate, der, issuerSpkiSha256: null }, ...named]);
    const signer = named.find((each) => signatures(certificate, each.certificate) === 'yes');
    if (!signer && !named.some((each) => each.der && signatures(certificate, each.certificate) === 'unknown')) {
      report(one, unsigned(one, named));
    }
    checked.push({
      ...one,
      certificate: { ...certificate, issuerSpkiSha256: signer?.certificate.spkiSha256 ?? null },
    });
  }
  return checked;
}

function unsigned({ name, certificate: { issuer } }: Brought, named: readonly Checkable[]): string {
  if (named.length === 0)
    return `${name} is issued by ${issuer}, and no certificate of that name is here: add its file to certificates`;
  if (named.some(({ der }) => der === null))
    return `${name} is issued by ${issuer}, which sbclint knows by its facts only: add its file to certificates`;
  return `the signature of ${name} does not verify with the key of ${issuer} that is here: one of the two is not the right certificate`;
}
