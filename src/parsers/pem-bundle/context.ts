import type { TlsOffer } from '../../model/tls.js';
import type { Provenance, Sourced } from '../../text/provenance.js';

/** A TLS context that names by path what it trusts, however its product writes that down. */
export interface BundleContext {
  readonly name: Sourced<string>;
  /** The PEM file with the roots. */
  readonly file: Sourced<string> | null;
  /** A folder of certificates under hashed names. */
  readonly folder: Sourced<string> | null;
  /** Set for a folder that is not written down and used by default. */
  readonly folderBecause?: string;
  /** What it trusts where it names neither: nothing, or nobody knows, with the reason. */
  readonly otherwise: 'nothing' | { readonly because: string };
  /** Why some of what it says could not be read: that may have been its file. */
  readonly unread: string | null;
  readonly endEntity: Sourced<string> | null;
  readonly tlsVersion: Sourced<string> | null;
  readonly verifyDepth: Sourced<string> | null;
  /** The product's own cipher string. */
  readonly ciphers: Sourced<string> | null;
  /** What version and cipher string allow; it has one setting for each. */
  readonly offer: TlsOffer;
  readonly at: Provenance;
}

/** How reasons call the export and the settings in it. */
export interface BundleWords {
  readonly document: string;
  readonly file: string;
  readonly folder: string;
}

/** Something that could not be read, inside an element or outside of all. */
export interface Fault {
  readonly what: string;
  readonly because: string;
  readonly at: Provenance;
  /** The file ends in it. */
  readonly isCut?: true;
}
