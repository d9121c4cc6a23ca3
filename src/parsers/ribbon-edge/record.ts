import type { Provenance, Sourced } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';
import type { XmlElement, XmlValue } from '../xml/document.js';

/** A row of one of the device's tables, with its parameters by name. */
export interface EdgeRecord {
  readonly id: Sourced<string>;
  readonly fields: ReadonlyMap<string, Sourced<string>>;
  readonly at: Provenance;
}

/** A parameter's value, `null` where it is absent or empty. */
export function valueOf({ fields }: EdgeRecord, ...names: readonly string[]): Sourced<string> | null {
  for (const name of names) {
    const found = fields.get(name);
    if (found && found.value !== '') return found;
  }
  return null;
}

/** The parameters of an element: child elements, and attributes where there is no child of that name (reference section 11.1). */
export function fieldsOf(element: XmlElement, source: SourceText): ReadonlyMap<string, Sourced<string>> {
  const fields = new Map<string, Sourced<string>>();
  for (const [name, value] of element.attributes) fields.set(name, sourcedValue(value, source));
  for (const { name, value } of element.children) if (value) fields.set(name, sourcedValue(value, source));
  return fields;
}

export function sourcedValue({ text, range }: XmlValue, source: SourceText): Sourced<string> {
  return { value: text.trim(), at: source.at(range.start, range.end) };
}
