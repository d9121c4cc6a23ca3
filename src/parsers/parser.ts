import type { Description } from '../model/certificate.js';
import type { Problem, TrustModel, TrustStore } from '../model/trust.js';
import type { Provenance, Range, Sourced } from '../text/provenance.js';
import type { SourceText } from '../text/source-text.js';

/** Everything one configuration export says. Entries are bare labels until the engine binds certificates to them. */
export interface ParsedExport extends TrustModel {
  /** The product line as the vendor calls it. */
  readonly product: string;
  readonly release: Sourced<string> | null;
  /** The device's own name, where the export has it: two exports with one name in one folder are one device. */
  readonly hostName: string | null;
  /**
   * One line for each statement of the export, relevant to trust or not, in a form that does not depend on layout.
   * The proof demands that a patch keeps every one of them. Made only when asked for.
   */
  readonly outline: () => readonly string[];
  /** Certificates that the export itself holds or describes: bound like a listing, before other evidence. */
  readonly listed?: readonly ListedCertificate[];
}

/** A form that is recognised and not read: `problem` is an `unsupported-input` that says why and what to do. */
export interface RefusedExport {
  readonly refused: Problem;
}

/** What a file of certificates speaks about. */
export type EvidenceTarget =
  /** All of a trust store's own content. */
  | { readonly kind: 'store'; readonly store: string }
  /** The certificate behind a label: an entry of a trust store, or the SBC's own certificate. */
  | {
      readonly kind: 'label';
      readonly label: string;
      /** Further entries that name the same file. */
      readonly also?: readonly string[];
    }
  /** The SBC's own certificate, which is never a trust anchor: accounted for and otherwise left alone. */
  | { readonly kind: 'end-entity'; readonly label: string };

/** One form of one vendor's configuration, and how it is told. Detectors have no order: two that claim one file are a question to the user. */
export interface Format {
  readonly format: string;
  readonly vendor: string;
  readonly detect: (source: SourceText) => boolean;
  /** What the configuration is called in a package that the device saves: the exports beside it are of that device. */
  readonly inPackage?: string;
  /** What reads it; a run loads those of the forms that it meets. */
  readonly load: () => Promise<Parser>;
}

/** Reads one form of one vendor's configuration. */
export interface Parser extends Format {
  /** Neither throws nor stops at the first problem. */
  readonly parse: (source: SourceText) => ParsedExport | RefusedExport;
  /** What a certificate file beside the configuration says, going by its name (the last part of its path). */
  readonly bind: (name: string, model: TrustModel) => EvidenceTarget | null;
}

/** One certificate of a listing: its armour to decode, or what the listing prints of it. */
export interface ListedCertificate {
  /** The name that the device gives it, where the listing says. */
  readonly label: Sourced<string> | null;
  readonly body:
    | { readonly kind: 'armour'; readonly range: Range }
    | { readonly kind: 'der'; readonly der: Uint8Array }
    | { readonly kind: 'described'; readonly description: Description }
    /** `sha256` in lower-case hexadecimal; `null` where the listing prints only a weaker hash, which proves nothing. */
    | { readonly kind: 'fingerprint'; readonly sha256: string | null; readonly description: Description | null };
  readonly at: Provenance;
}

export interface ParsedListing {
  readonly certificates: readonly ListedCertificate[];
  /** The trust store that it lists all of, if it does: merged with the configuration's own as a second export would be. */
  readonly store?: TrustStore;
  readonly problems: readonly Problem[];
}

/** A form in which devices list certificates, which holds no configuration. PEM and DER files need none of these. */
export interface ListingFormat {
  readonly format: string;
  /** The listing is of a whole trust store, which can be checked by itself with `--peer`. */
  readonly isStore?: true;
  readonly vendor: string;
  readonly detect: (source: SourceText) => boolean;
  readonly load: () => Promise<ListingParser>;
}

/** Reads a device's own listing of certificates. */
export interface ListingParser extends ListingFormat {
  readonly parse: (source: SourceText) => ParsedListing;
}
