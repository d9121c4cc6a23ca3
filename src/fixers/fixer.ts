import type { KnownCertificate } from '../model/certificate.js';
import type { Device } from '../model/device.js';
import type { VendorProfile } from '../model/knowledge.js';
import type { TlsContext, TrustStore, TrustStoreEntry } from '../model/trust.js';
import type { Step } from '../model/planned-device.js';
import type { Edit } from '../text/edit.js';
import type { SourceText } from '../text/source-text.js';

/** A public root with its bytes. */
export interface Anchor extends KnownCertificate {
  readonly der: Uint8Array;
  /** PEM with 64 columns and LF, ending in a newline. */
  readonly pem: string;
}

/** A rule's remedy in the model's words: this store should accept this trust anchor. */
export interface Want {
  readonly store: TrustStore;
  readonly tlsContext: TlsContext;
  readonly anchor: Anchor;
  /** What the device already holds of it and cannot use here: a record that is not listed, an entry that is disabled. */
  readonly held: TrustStoreEntry | null;
}

/** Opt-in changes of an existing value, by the id that `--allow` takes. */
export const REVIEW_FIXES = {
  'use-default-ca-bundle': 'AudioCodes: set UseDefaultCABundle from 0 to 1 on a TLS context of index 0 to 4',
  'enable-entry': 'Ribbon SBC Core: set an existing PKI entry of type remote from disabled to enabled',
} as const;

export type ReviewFix = keyof typeof REVIEW_FIXES;

export interface FixInput {
  /**
   * Names in lower case that the label of a new entry for this root must not have: the device's own listings show certificates under
   * them, in the configuration or not, or files beside it are called so and hold something else.
   */
  readonly namesTaken?: (anchor: Anchor) => readonly string[];
  readonly device: Device;
  /** The configuration. */
  readonly source: SourceText;
  /** PEM files that hold all of a trust store, by the store's id. */
  readonly bundles: ReadonlyMap<string, SourceText>;
  readonly wants: readonly Want[];
  readonly allowed: ReadonlySet<ReviewFix>;
  readonly profile: VendorProfile;
}

/** An edit of one file of the device; `allow` names the review fix that it needs, if any. */
export interface PlannedEdit {
  readonly file: string;
  readonly edit: Edit;
  readonly allow: ReviewFix | null;
}

/** A trust anchor that the store will accept, under this label. */
export interface Addition {
  readonly want: Want;
  readonly label: string;
  /** The script of the pack makes it, and the text stays as it is although it shows the store. */
  readonly aside?: true;
}

/** What a review fix changes, in the model's words; the proof expects exactly this. */
export type Change =
  | { readonly kind: 'use-built-in-bundle'; readonly store: string }
  | { readonly kind: 'enable-entry'; readonly label: string };

/** What importing the certificates will let a later export prove; the proof reads the patched text together with it. */
export type Import = {
  readonly anchor: Anchor;
  /** The name under which a later export would have it beside the configuration. */
  readonly file: string;
  /** It counts for what is left to do, and the text does not show it. */
  readonly aside?: true;
} & ({ readonly kind: 'label'; readonly label: string } | { readonly kind: 'store'; readonly store: string });

export interface Refusal {
  readonly want: Want;
  /** A sentence without its full stop. */
  readonly because: string;
}

/** A file of the roll-out pack, by its path below the device's folder. */
export interface Artifact {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** What a fixer proposes for one device, all wants together. It touches no file. */
export interface FixPlan {
  readonly edits: readonly PlannedEdit[];
  readonly additions: readonly Addition[];
  readonly changes: readonly Change[];
  readonly imports: readonly Import[];
  readonly refusals: readonly Refusal[];
  /** trust-anchors/*, apply.* and rollback.*; the README is written for every vendor alike. */
  readonly artifacts: readonly Artifact[];
  readonly checksBefore: readonly Step[];
  /** In order; the first that changes the device comes after `checksBefore`. */
  readonly steps: readonly Step[];
  readonly checksAfter: readonly Step[];
  readonly rollback: readonly Step[];
  /** Which node or nodes of a pair, restarts, what stays as it is: sentences. */
  readonly notes: readonly string[];
}

/** Writes a vendor's form of "this store should also accept these trust anchors". */
export interface Fixer {
  readonly format: string;
  readonly plan: (input: FixInput) => FixPlan;
}

export const EMPTY_PLAN: FixPlan = {
  edits: [],
  additions: [],
  changes: [],
  imports: [],
  refusals: [],
  artifacts: [],
  checksBefore: [],
  steps: [],
  checksAfter: [],
  rollback: [],
  notes: [],
};
