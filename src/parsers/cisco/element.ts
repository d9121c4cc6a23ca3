import type { Provenance, Sourced } from '../../text/provenance.js';

export type SectionKind =
  | 'trustpoint'
  | 'chain'
  | 'trustpool-policy'
  | 'sip-ua'
  | 'tls-profile'
  | 'tls-cipher'
  | 'tenant'
  | 'server-group'
  | 'dial-peer'
  | 'voice-service';

/** One statement below a header, in words. */
export interface CiscoLine {
  readonly words: readonly Sourced<string>[];
  readonly at: Provenance;
}

/** A header such as `voice class tenant 200` with what stands below it. */
export interface CiscoSection {
  readonly kind: SectionKind;
  /** The name or tag of the header; the header itself where it has none. */
  readonly name: Sourced<string>;
  readonly lines: readonly CiscoLine[];
  /** Set for a chain. */
  readonly entries: readonly ChainEntry[];
  /** The header. */
  readonly at: Provenance;
}

export type ChainBody =
  /** A header alone, a file reference, or a body that somebody took out. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'der'; readonly der: Uint8Array }
  | { readonly kind: 'broken'; readonly because: string; readonly cut: boolean };

/** One certificate of a chain. */
export interface ChainEntry {
  /** `own`: the router's own certificate; `other`: a kind that is not known, such as one for a rollover. */
  readonly kind: 'ca' | 'own' | 'other';
  /** What stands after `certificate`: normally the serial number. */
  readonly serial: Sourced<string>;
  readonly body: ChainBody;
  readonly at: Provenance;
}

export interface SpoiltStatement {
  readonly because: string;
  /** Whether it may be the header of a trustpoint or of its chain. */
  readonly hidesTrustpoint: boolean;
  readonly at: Provenance;
}

export interface CiscoConfiguration {
  readonly sections: readonly CiscoSection[];
  /** `ip host` lines. */
  readonly hosts: readonly CiscoLine[];
  readonly hostName: Sourced<string> | null;
  readonly release: Sourced<string> | null;
  /** Where the text says `end`; `null` where it does not, so that its last part may be missing. */
  readonly end: Provenance | null;
  /** Where another configuration begins; `null` where there is one only. */
  readonly another: Provenance | null;
  /** Statements that are not understood, and may be ones that matter. */
  readonly spoilt: readonly SpoiltStatement[];
  readonly whole: Provenance;
  readonly last: Provenance;
}

/** Keywords are the same in any case; names are not. */
export function startsWith({ words }: CiscoLine, ...keywords: readonly string[]): boolean {
  return keywords.every((keyword, i) => {
    const value = words[i]?.value;
    return value?.length === keyword.length && value.toLowerCase() === keyword;
  });
}

/** The lines of a section that start with some keywords. */
export function linesOf(section: CiscoSection, ...keywords: readonly string[]): readonly CiscoLine[] {
  return section.lines.filter((line) => startsWith(line, ...keywords));
}

/** What follows some keywords; of several such lines the last one counts, as it does on the device. */
export function valueAfter(section: CiscoSection, ...keywords: readonly string[]): Sourced<string> | null {
  return linesOf(section, ...keywords).at(-1)?.words[keywords.length] ?? null;
}
