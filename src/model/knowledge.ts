import type { Answer } from './answer.js';
import type { KnownCertificate } from './certificate.js';

/**
 * How far a statement is backed. `verified`: the publisher's own text, or computed. `corroborated`: several independent
 * sources agree. `inferred`: second-hand or deduced; at most a warning. `unknown`: not established; only ever `open`.
 */
export type Confidence = 'verified' | 'corroborated' | 'inferred' | 'unknown';

export type Level = 'error' | 'warning' | 'note';

export interface Source {
  readonly id: string;
  readonly title: string;
  readonly url: string | null;
  /** The day somebody read it. */
  readonly read: string;
  readonly release?: string | undefined;
}

export interface EndpointName {
  readonly host: string;
  readonly clouds: readonly string[];
  readonly confidence: Confidence;
  readonly source: string;
  /** What to use instead, for a name that is retired or for tests only. */
  readonly instead?: readonly string[];
  /** The day a retired name went away. */
  readonly since?: string;
}

export interface Requirement {
  readonly id: string;
  readonly clouds: readonly string[];
  readonly announced?: string;
  readonly from: string;
  /** Nobody published the beginning; `from` is the day on which somebody read that it is required. */
  readonly fromIsLatest?: true;
  readonly actBy?: string;
  /** SHA-256 of the roots: all of them, or one of them is enough. */
  readonly allOf?: readonly string[];
  readonly anyOf?: readonly string[];
  readonly keep: readonly { readonly anchor: string; readonly until: string | null }[];
  readonly level: Level;
  readonly confidence: Confidence;
  readonly source: readonly string[];
  readonly note?: string;
}

/** A certification path that the peer may present, from the issuing CA upward, without the trust anchor. */
export interface PeerPath {
  readonly id: string;
  readonly certificates: readonly string[];
  /** Certificates of the path that nobody could get hold of; where there are any, the path cannot be checked. */
  readonly notObtainable?: readonly { readonly name: string; readonly reason: string }[];
  readonly clouds: readonly string[];
  readonly presentedFrom?: string;
  readonly presentedUntil?: string;
  readonly confidence: Confidence;
  readonly source: readonly string[];
  readonly note?: string;
}

export interface PeerCloud {
  readonly id: string;
  readonly title: string;
  /** The names in the order that the peer documents. */
  readonly endpoints: readonly string[];
  /** Endings of names; `*` stands for one label. */
  readonly suffixes: readonly string[];
  readonly port: number;
  /** Of its names and its port. */
  readonly confidence: Confidence;
}

/** A dated change that the peer announced or that is known to come. */
export interface PeerEvent {
  readonly date: string;
  readonly what: string;
  /** Absent where it concerns all clouds. */
  readonly clouds?: readonly string[];
  readonly confidence: Confidence;
  readonly source: readonly string[];
}

/** What nobody has established about a peer can be about these. */
export const UNKNOWN_ABOUT = ['paths', 'roots', 'names', 'requirements'] as const;

export interface UnknownFact {
  readonly about: (typeof UNKNOWN_ABOUT)[number];
  readonly clouds: readonly string[];
  readonly what: string;
  readonly source?: readonly string[];
}

/** What a peer takes of a kind of thing: TLS versions by the names of `TLS_VERSIONS`, cipher suites by IANA names. */
export interface PeerTlsStatement {
  readonly clouds: readonly string[];
  readonly names: readonly string[];
  /** `unknown` where somebody looked and the peer does not say. */
  readonly state: 'accepted' | 'refused' | 'unknown';
  /** For `refused`: the day it was announced, and the first day; without a first day it always was, or no day is named. */
  readonly announced?: string;
  readonly since?: string;
  /** Of suites that are accepted: those that should be among the allowed ones. */
  readonly modern?: boolean;
  readonly confidence: Confidence;
  readonly source: readonly string[];
  readonly note?: string;
}

/** What a statement about the SBC's own certificate rests on, and which of the peer's clouds it is about. */
interface OwnCertificateFact {
  readonly clouds: readonly string[];
  readonly confidence: Confidence;
  readonly source: readonly string[];
  readonly note?: string;
}

/** Which TLS a peer speaks. What no statement names is unknown. */
export interface PeerTls {
  readonly versions: readonly PeerTlsStatement[];
  readonly cipherSuites: readonly PeerTlsStatement[];
  /** Set for clouds whose list of suites is all there is. */
  readonly otherCipherSuites: readonly Omit<PeerTlsStatement, 'names' | 'modern'>[];
}

/** Whether the peer looks at the SBC's certificate at all. */
export interface OwnCertificateSeen extends OwnCertificateFact {
  readonly answer: Answer;
}

/** Extended key usages that the peer demands of the SBC's certificate, all of them, for a time. */
export interface UsageDemand extends OwnCertificateFact {
  readonly id: string;
  readonly from: string;
  readonly until?: string;
  readonly usages: readonly string[];
  /** A note where it is information, and nothing is refused. */
  readonly level: Level;
}

/** Whether the SBC's host name has to be in its certificate, and whether a wildcard may stand for it. */
export interface NameDemand extends OwnCertificateFact {
  readonly id: string;
  readonly inCertificate: Answer;
  readonly wildcard: 'one-label' | 'refused' | 'not-stated';
  readonly level: Level;
}

/** A domain below which the SBC's name must not be. */
export interface ForbiddenDomain extends OwnCertificateFact {
  readonly id: string;
  readonly suffix: string;
  readonly level: Level;
}

/** Whether the certificate has to come from a public CA. */
export interface PublicCaDemand extends OwnCertificateFact {
  readonly id: string;
  readonly answer: Answer;
  readonly from?: string;
  readonly level: Level;
}

/** The SBC's own certificate as the peer sees it. */
export interface OwnCertificateDemands {
  readonly seen: readonly OwnCertificateSeen[];
  readonly extKeyUsage: readonly UsageDemand[];
  readonly names: readonly NameDemand[];
  readonly forbiddenDomains: readonly ForbiddenDomain[];
  readonly publicCa: readonly PublicCaDemand[];
}

export interface PeerProfile {
  readonly id: string;
  readonly title: string;
  /** A peer of the same names, and the cloud that has them: a name alone stands for that peer, never for this one. */
  readonly sharesNamesWith?: { readonly peer: string; readonly cloud: string };
  readonly clouds: readonly PeerCloud[];
  readonly tlsOnly: boolean;
  readonly retired: readonly EndpointName[];
  readonly testOnly: readonly EndpointName[];
  readonly requirements: readonly Requirement[];
  readonly paths: readonly PeerPath[];
  readonly events?: readonly PeerEvent[];
  readonly unknown?: readonly UnknownFact[];
  /** What its names do not prove, for a reader. */
  readonly note?: string;
  /** Absent where nothing is known of it. */
  readonly tls?: PeerTls;
  /** Absent where nobody has looked. */
  readonly ownCertificate?: OwnCertificateDemands;
  readonly sources: readonly Source[];
}

/** When a command of the vendor is typed; the pages of docs/vendors show it there. */
export const COMMAND_PHASES = ['export', 'before', 'apply', 'check', 'rollback'] as const;

export type CommandPhase = (typeof COMMAND_PHASES)[number];

/** A command of the vendor, with `{key}`, `{context}` and `{label}` to be filled in. */
export interface VendorCommand {
  readonly text: string;
  readonly phases: readonly CommandPhase[];
  /** What it yields, for a hint: "saves the trust store of context {key} as {key}.root". */
  readonly yields: string;
  readonly expect?: string;
  readonly confidence: Confidence;
  /** Absent where somebody recalled it. */
  readonly source?: string;
}

export interface VendorProfile {
  readonly id: string;
  readonly vendor: string;
  readonly title: string;
  readonly formats: readonly string[];
  readonly terms: Readonly<Record<string, string>>;
  /** What stands for each placeholder of the commands where nothing fills it. */
  readonly placeholders: Readonly<Record<string, string>>;
  readonly commands: Readonly<Record<string, VendorCommand>>;
  /** Facts as they stand in the file: a value with its source, or a value of `unknown`. */
  readonly facts: Readonly<Record<string, VendorFact>>;
  readonly sources: readonly Source[];
}

export interface VendorFact {
  readonly value: unknown;
  readonly source?: string;
  readonly confidence?: Confidence;
  readonly note?: string;
}

/** How long a certificate of a public CA may be valid, by the day on which it is issued. */
export interface PublicLifetime {
  readonly from: string;
  readonly days: number;
  readonly confidence: Confidence;
  readonly source: readonly string[];
}

/** From when on a CA issues no certificate with clientAuth. */
export interface ClientAuthEnd {
  /** Part of the issuer's name, in lower case; `null` for every CA that browsers trust. */
  readonly issuer: string | null;
  readonly title: string;
  readonly from: string;
  readonly confidence: Confidence;
  readonly source: readonly string[];
}

export interface Knowledge {
  /** The latest day on which a shipped fact was read. */
  readonly readUntil: string;
  readonly certificates: readonly KnownCertificate[];
  /** Names by which people label well-known roots, in lower case without punctuation, longest first. */
  readonly aliases: readonly { readonly alias: string; readonly sha256: string }[];
  readonly peers: readonly PeerProfile[];
  readonly publicCa: {
    readonly lifetimes: readonly PublicLifetime[];
    readonly clientAuthEnds: readonly ClientAuthEnd[];
  };
  readonly vendors: readonly VendorProfile[];
}

/** The certificates by their SHA-256, for each list that was asked for one. */
const bySha256 = new WeakMap<readonly KnownCertificate[], ReadonlyMap<string, KnownCertificate>>();

export function certificateOf(certificates: readonly KnownCertificate[], sha256: string): KnownCertificate | undefined {
  let index = bySha256.get(certificates);
  if (!index) {
    // Of two records of one certificate the first counts.
    index = new Map([...certificates].reverse().map((certificate) => [certificate.sha256, certificate]));
    bySha256.set(certificates, index);
  }
  return index.get(sha256);
}
