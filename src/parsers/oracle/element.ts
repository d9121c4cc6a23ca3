import type { Provenance, Sourced } from '../../text/provenance.js';

/** A part of the export that could matter and cannot be read, with the reason as a sentence without its full stop. */
export interface Unreadable {
  readonly at: Provenance;
  readonly because: string;
}

/** An attribute of an element in any form that the device writes. */
export interface OracleAttribute {
  readonly name: string;
  /** None for an attribute that is printed without a value. */
  readonly values: readonly Sourced<string>[];
  readonly unreadable: readonly Unreadable[];
  readonly at: Provenance;
}

/** An instance of a configuration element, with the attributes that are read, by the names that the command line uses. */
export interface OracleElement {
  readonly type: string;
  readonly attributes: ReadonlyMap<string, OracleAttribute>;
  readonly children: readonly OracleElement[];
  readonly unreadable: readonly Unreadable[];
  /** Set where the file ends in the middle of the element. */
  readonly truncated: Provenance | null;
  /** Set where changes of an element are shown and not the whole of it: an absent attribute is not at its default. */
  readonly isPart?: boolean;
  /** Set where the file may have lost the last entry of its last list. */
  readonly mayLackEntry?: boolean;
  /** Its header. */
  readonly at: Provenance;
}

/** The one value of an attribute; `null` where the attribute is absent or empty. */
export function valueOf(element: OracleElement, attribute: string): Sourced<string> | null {
  return element.attributes.get(attribute)?.values[0] ?? null;
}

export function valuesOf(element: OracleElement, attribute: string): readonly Sourced<string>[] {
  return element.attributes.get(attribute)?.values ?? [];
}

/** Enumerations are printed in one case and typed in any. */
export function isWord(value: Sourced<string> | null, word: string): boolean {
  return value?.value.toLowerCase() === word;
}
