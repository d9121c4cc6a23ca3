import type { Provenance, Range } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';
import { child, readXml, type XmlElement } from '../xml/document.js';

/** One `<attribute>`: a name, and a `<value>` for each entry. */
export interface RestAttribute {
  readonly name: string;
  readonly values: readonly RestValue[];
  /** What stands where a value does and is none. */
  readonly strays: readonly Range[];
  readonly range: Range;
}

/** `text` is empty for `<value/>`. `range` is that of the text, `tag` of the whole element. */
export interface RestValue {
  readonly text: string;
  readonly range: Range;
  readonly tag: Range;
}

export interface RestElement {
  readonly type: string;
  readonly attributes: readonly RestAttribute[];
  readonly children: readonly RestElement[];
  readonly strays: readonly Range[];
  readonly range: Range;
  /** Where its type stands. */
  readonly at: Range;
  /** Whether an answer of the device holds it, rather than a request. */
  readonly isAnswer: boolean;
}

export type RestDocument =
  | { readonly root: XmlElement; readonly elements: readonly RestElement[] }
  | { readonly failed: { readonly because: string; readonly at: Provenance } };

/** The configElements of a document, at any depth: what stands around them differs between releases. */
export function scan(source: SourceText): RestDocument {
  const document = readXml(source);
  if ('failed' in document) return document;
  const elements: RestElement[] = [];
  const visit = (element: XmlElement, isAnswer: boolean) => {
    if (element.name === 'configElement') {
      elements.push(restElement(source, element, 'elementType', isAnswer));
      return;
    }
    const within = isAnswer || element.name === 'response' || element.name === 'data';
    for (const inner of element.children) visit(inner, within);
  };
  visit(document.root, false);
  return { root: document.root, elements };
}

function restElement(source: SourceText, element: XmlElement, typeTag: string, isAnswer: boolean): RestElement {
  const type = child(element, typeTag);
  const attributes: RestAttribute[] = [];
  const children: RestElement[] = [];
  const strays: Range[] = [];
  for (const inner of element.children) {
    if (inner.name === 'subElement') children.push(restElement(source, inner, 'subElementType', isAnswer));
    else if (inner.name === 'attribute') {
      const attribute = restAttribute(source, inner);
      if (attribute) attributes.push(attribute);
      else strays.push(inner.range);
    } else if (inner !== type) strays.push(inner.range);
  }
  const value = type?.value ? trimmed(source, type) : null;
  const at = value?.range ?? { start: element.range.start, end: element.range.start };
  return { type: value?.text ?? '', attributes, children, strays, range: element.range, at, isAnswer };
}

function restAttribute(source: SourceText, element: XmlElement): RestAttribute | null {
  const name = child(element, 'name');
  if (!name?.value) return null;
  const values: RestValue[] = [];
  const strays: Range[] = [];
  for (const inner of element.children) {
    if (inner === name) continue;
    const value = inner.name === 'value' ? trimmed(source, inner) : null;
    if (value) values.push(value);
    else strays.push(inner.range);
  }
  return { name: trimmed(source, name)?.text ?? '', values, strays, range: element.range };
}

/** The text of an element without the blanks of its layout; `null` where it holds elements instead. */
function trimmed(source: SourceText, { value, range: tag }: XmlElement): RestValue | null {
  if (!value) return null;
  const raw = source.slice(value.range.start, value.range.end);
  const start = value.range.start + raw.length - raw.trimStart().length;
  const end = Math.max(start, value.range.end - (raw.length - raw.trimEnd().length));
  return { text: value.text.trim(), range: { start, end }, tag };
}
