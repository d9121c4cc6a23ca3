import type { KnownCertificate } from '../model/certificate.js';
import type { Knowledge, PeerProfile, Source, VendorProfile } from '../model/knowledge.js';
import { SourceText } from '../text/source-text.js';
import { certificateReader } from '../x509/reader.js';
import { checkSources } from './cited-sources.js';
import { checkPeer, sharingPeer, sourceList, type SharingFile } from './peer.js';
import {
  anchorIndexSchema,
  certificateRecordsSchema,
  peerProfileSchema,
  publicCaSchema,
  sharingPeerSchema,
  vendorProfileSchema,
} from './schema.js';
import { validateYaml, type Validated } from './validate.js';
import type { YamlPath, YamlProblem } from './yaml.js';
import type { Sha256 } from '../x509/sha256.js';

/** The files that hold the product's facts, by their path from the project's root, as text. */
export type KnowledgeFiles = ReadonlyMap<string, string>;

export type Compiled = { readonly knowledge: Knowledge } | { readonly problems: readonly YamlProblem[] };

const ANCHOR_INDEX = 'trust-anchors/index.yaml';
const RECORDS = 'trust-anchors/records.yaml';
const PUBLIC_CA = 'trust-anchors/public-ca.yaml';

/** A profile of a peer behind the names of another has a shape of its own. */
const SHARES_NAMES = /^sharesNamesWith:/m;

/** Checks every fact file and turns them into plain data; run at build time, so that a run of the tool reads data only. */
export async function compileKnowledge(files: KnowledgeFiles, sha256: Sha256): Promise<Compiled> {
  const problems: YamlProblem[] = [];
  const reads: string[] = [];

  function accept<T extends WithSources>(file: string, validated: Validated<T>): Accepted<T> | null {
    if ('problems' in validated) {
      problems.push(...validated.problems);
      return null;
    }
    const { value, place } = validated;
    const report = (path: YamlPath, message: string) => problems.push({ file, ...place(path), message });
    checkSources(value, report);
    reads.push(...Object.values(value.sources).map(({ read }) => read));
    return { value, report };
  }
  const text = (file: string) => files.get(file) ?? '';

  const index = accept(ANCHOR_INDEX, validateYaml(ANCHOR_INDEX, text(ANCHOR_INDEX), anchorIndexSchema));
  const records = accept(RECORDS, validateYaml(RECORDS, text(RECORDS), certificateRecordsSchema));
  const publicCa = accept(PUBLIC_CA, validateYaml(PUBLIC_CA, text(PUBLIC_CA), publicCaSchema));
  const shipped = index ? await shippedCertificates(index, files, sha256) : [];
  const recorded: KnownCertificate[] = (records?.value.certificates ?? []).map((record) => ({
    name: record.name,
    file: null,
    sha256: record.sha256,
    spkiSha256: record.spkiSha256,
    subject: record.subject,
    issuer: record.issuer,
    serial: record.serial,
    notBefore: record.notBefore,
    notAfter: record.notAfter,
    selfIssued: record.subject === record.issuer,
    selfSigned: record.selfSigned,
    version: 3,
    isCa: record.isCa,
    pathLength: record.pathLength,
    // A record is written of a certificate that has no other extensions with a bearing on paths.
    keyUsage: record.keyUsage.length > 0 ? record.keyUsage : null,
    extKeyUsage: record.extKeyUsage.length > 0 ? record.extKeyUsage : null,
    subjectAltName: [],
    nameConstraints: null,
    subjectKeyIdentifier: record.subjectKeyIdentifier ?? null,
    authorityKeyIdentifier: record.authorityKeyIdentifier
      ? { keyIdentifier: record.authorityKeyIdentifier, issuer: null, serial: null }
      : null,
    unknownCritical: [],
    irregular: [],
    key: record.key,
    signatureAlgorithm: record.signatureAlgorithm,
    issuerSpkiSha256: record.issuerSpkiSha256,
  }));
  const certificates = [...shipped, ...recorded];
  const isKnown = new Set(certificates.map((certificate) => certificate.sha256));

  const peers: PeerProfile[] = [];
  const sharing: (Accepted<SharingFile> & { readonly file: string })[] = [];
  const vendors: VendorProfile[] = [];
  for (const file of [...files.keys()].sort()) {
    if (file.startsWith('peer-profiles/') && SHARES_NAMES.test(text(file))) {
      const profile = accept(file, validateYaml(file, text(file), sharingPeerSchema));
      if (profile) sharing.push({ file, ...profile });
    } else if (file.startsWith('peer-profiles/')) {
      const profile = accept(file, validateYaml(file, text(file), peerProfileSchema));
      if (!profile) continue;
      if (file !== `peer-profiles/${profile.value.id}.yaml`)
        profile.report(['id'], `the file is ${profile.value.id}.yaml`);
      checkPeer(profile.value, isKnown, profile.report);
      peers.push({ ...profile.value, sources: sourceList(profile.value.sources) } as PeerProfile);
    }
    if (file.startsWith('vendor-profiles/')) {
      const profile = accept(file, validateYaml(file, text(file), vendorProfileSchema));
      if (!profile) continue;
      checkPlaceholders(profile);
      vendors.push({ ...profile.value, sources: sourceList(profile.value.sources) } as VendorProfile);
    }
  }
  for (const { file, value, report } of sharing) {
    if (file !== `peer-profiles/${value.id}.yaml`) report(['id'], `the file is ${value.id}.yaml`);
    const { peer, cloud } = value.sharesNamesWith;
    const other = peers.find(({ id, sharesNamesWith }) => id === peer && !sharesNamesWith);
    const made = other && sharingPeer(value, other);
    if (made) peers.push(made);
    else report(['sharesNamesWith'], `no peer ${peer} has a cloud ${cloud}`);
  }
  if (problems.length > 0) return { problems };

  const aliases = (index?.value.certificates ?? [])
    .flatMap((entry) => entry.aliases.map((alias) => ({ alias, sha256: entry.sha256 })))
    .sort((a, b) => b.alias.length - a.alias.length || (a.alias < b.alias ? -1 : 1));
  const { lifetimes = [], clientAuthEnds = [] } = publicCa?.value ?? {};
  const readUntil = reads.sort().at(-1) ?? '';
  const knowledge = { readUntil, certificates, aliases, peers, vendors, publicCa: { lifetimes, clientAuthEnds } };
  return { knowledge };
}

type VendorFile = ReturnType<typeof vendorProfileSchema.parse>;

/** Every `{placeholder}` has a word to stand for it, so that none is shown to a reader. */
function checkPlaceholders({ value: { commands, placeholders }, report }: Accepted<VendorFile>): void {
  for (const [name, { text, yields, expect = '' }] of Object.entries(commands)) {
    for (const [, gap = ''] of `${text} ${yields} ${expect}`.matchAll(/\{(\w+)\}/g)) {
      if (!(gap in placeholders)) report(['commands', name], `placeholder {${gap}} is not in placeholders`);
    }
  }
}

interface WithSources {
  readonly sources: Readonly<Record<string, Omit<Source, 'id'>>>;
}

interface Accepted<T> {
  readonly value: T;
  readonly report: (path: YamlPath, message: string) => void;
}

type AnchorIndex = ReturnType<typeof anchorIndexSchema.parse>;

/** Reads the shipped PEM files; each must hold exactly the certificate that the index names by its SHA-256. */
async function shippedCertificates(
  { value, report }: Accepted<AnchorIndex>,
  files: KnowledgeFiles,
  sha256: Sha256,
): Promise<readonly KnownCertificate[]> {
  const reader = certificateReader([], sha256);
  const known: KnownCertificate[] = [];
  for (const [i, entry] of value.certificates.entries()) {
    const pem = files.get(`trust-anchors/${entry.file}`);
    const read = pem === undefined ? null : await reader.readFile(SourceText.of(entry.file, pem));
    const [found, ...more] = read?.found ?? [];
    if (!found || more.length > 0) {
      report(['certificates', i, 'file'], `${entry.file} does not hold exactly one certificate`);
      continue;
    }
    if (found.certificate.sha256 !== entry.sha256) {
      report(['certificates', i, 'sha256'], `${entry.file} has the SHA-256 ${found.certificate.sha256}`);
    }
    known.push({ ...found.certificate, name: entry.name, file: entry.file, issuerSpkiSha256: null });
  }
  const inIndex = new Set(value.certificates.map(({ file }) => `trust-anchors/${file}`));
  for (const file of files.keys()) {
    if (file.startsWith('trust-anchors/') && file.endsWith('.pem') && !inIndex.has(file)) {
      report(['certificates'], `${file} is not in the index`);
    }
  }
  return known;
}
