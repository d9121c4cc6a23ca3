import type { Confidence, Level } from '../../model/knowledge.js';

/** An index into `strings`; -1 for none. */
export type Text = number;

/**
 * The data of a fleet report as the page carries it. Texts are said once and then pointed to; so are stores, legs, findings and
 * events that many devices have in common. Ten thousand devices would fill a hundred megabytes otherwise.
 */
export interface PackedFleet {
  readonly version: string;
  readonly asOf: string;
  readonly until: string | null;
  readonly strings: readonly string[];
  /** Folder with its slash, and name. */
  readonly paths: readonly (readonly [folder: Text, name: Text])[];
  readonly rules: readonly PackedRule[];
  readonly peers: readonly PackedPeer[];
  readonly requirements: readonly PackedRequirement[];
  readonly certificates: readonly PackedCertificate[];
  readonly entries: readonly PackedEntry[];
  readonly stores: readonly PackedStore[];
  readonly legs: readonly PackedLeg[];
  readonly facts: readonly PackedFact[];
  readonly events: readonly PackedEvent[];
  readonly gaps: readonly (readonly [because: Text, hint: Text])[];
  readonly devices: readonly PackedDevice[];
  /** Findings about files and facts that belong to no device. */
  readonly loose: readonly PackedPlace[];
}

/** Stands in a message for the name of the TLS context, and for that of the root: so one text serves many. */
export const CONTEXT_GAP = '\u0001';
export const ROOT_GAP = '\u0002';

export interface PackedRule {
  readonly id: string;
  readonly what: string;
  readonly why: string;
  readonly remedy: string;
}

export interface PackedPeer {
  readonly id: string;
  readonly title: string;
  readonly clouds: readonly { readonly id: string; readonly title: string }[];
}

/** What a peer asks for, or a path that it may present: why somebody needs a certificate. */
export interface PackedRequirement {
  readonly kind: 'requires' | 'one-of' | 'advises' | 'keep' | 'path';
  readonly id: string;
  readonly peer: string;
  readonly clouds: readonly string[];
  /** Indices into `certificates`. */
  readonly certificates: readonly number[];
  readonly from: string | null;
  readonly until: string | null;
  readonly confidence: Confidence;
  readonly note: string | null;
  readonly sources: readonly { readonly title: string; readonly url: string | null; readonly read: string }[];
}

export interface PackedCertificate {
  readonly sha256: string;
  readonly name: string;
  readonly subject: string | null;
  readonly key: string | null;
  readonly notBefore: string | null;
  readonly notAfter: string | null;
}

export const CERTAINTIES = ['bytes', 'described', 'label'] as const;
export const ANSWERS = ['yes', 'no', 'unknown'] as const;
export const LEVELS: readonly Level[] = ['error', 'warning', 'note'];

export type PackedEntry = readonly [label: Text, subject: Text, certificate: number, certainty: number];

/** `entries` is `null` where the store is not visible. */
export type PackedStore = readonly [name: Text, ofContext: 0 | 1, complete: 0 | 1, entries: readonly number[] | null];

export type PackedLeg = readonly [
  name: Text,
  inbound: 0 | 1,
  tlsContext: Text,
  peer: Text,
  cloud: Text,
  hosts: readonly Text[],
  verifiesPeer: number,
  enabled: number,
  mutualTls: number,
  transport: Text,
  port: number,
];

export type PackedFact = readonly [
  rule: number,
  open: 0 | 1,
  level: number,
  message: Text,
  because: Text,
  tlsContext: Text,
  peer: Text,
  requirements: readonly Text[],
  certificate: number,
  hint: Text,
  fix: Text,
  suppression: PackedSuppression | null,
];

export type PackedSuppression = readonly [baseline: 0 | 1, reason: Text, owner: Text, until: Text];

/** A finding: what it says, and where; `path` is an index into `paths`, -1 for none. */
export type PackedPlace = readonly [fact: number, path: number, line: number, column: number];

export type PackedEvent = readonly [
  date: Text,
  leg: Text,
  peer: Text,
  cause: Text,
  certificate: number,
  level: number,
  message: Text,
  tlsContext: Text,
];

export type PackedFile = readonly [path: number, format: Text, failed: 0 | 1, sha256: Text];

export type PackedDevice = readonly [
  id: Text,
  vendor: Text,
  product: Text,
  release: Text,
  /** An index into VERDICTS. */
  verdict: number,
  files: readonly PackedFile[],
  stores: readonly number[],
  legs: readonly number[],
  findings: readonly PackedPlace[],
  events: readonly number[],
  gaps: readonly number[],
];
