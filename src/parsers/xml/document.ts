import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { readable } from '../../text/latin1.js';
import type { Provenance, Range } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';
import { structureOf, type XmlStructure } from './structure.js';

/** A value with the bytes it stands in, entities resolved. */
export interface XmlValue {
  readonly text: string;
  readonly range: Range;
}

export interface XmlElement {
  /** Without its namespace prefix. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, XmlValue>;
  readonly children: readonly XmlElement[];
  /** What stands between the tags of an element without children, as it is; `null` for one with children. */
  readonly value: XmlValue | null;
  /** From the start tag's first byte to the end tag's last. */
  readonly range: Range;
}

export type XmlDocument =
  { readonly root: XmlElement } | { readonly failed: { readonly because: string; readonly at: Provenance } };

const DEEPEST = 200;

/**
 * The only door to fast-xml-parser, which reads what is not simple and refuses what is not well-formed. The validator runs first, for the parser takes a wrong closing tag; entities stay
 * text and a document type is refused, so nothing can expand; elements get their offsets from the parser, and what it
 * gives none for (text, attributes) is found inside their slices.
 */
export function readXml(source: SourceText): XmlDocument {
  const from = source.contentStart;
  const text = source.text.slice(from);
  const failed = (because: string, offset: number): XmlDocument => {
    const place = Math.min(from + Math.max(0, offset), source.text.length);
    return { failed: { because, at: source.at(place, place) } };
  };
  const structure = structureOf(text);
  // An ampersand in a document that is simple otherwise is for the validator alone.
  if (structure && (!text.includes('&') || isValid(text))) return { root: new PlacedElement(structure, 0, text, from) };
  const doctype = text.indexOf('<!DOCTYPE');
  if (doctype >= 0) return failed('a document type declaration is not read', doctype);
  const valid = XMLValidator.validate(text, { allowBooleanAttributes: false });
  if (valid !== true) return failed(valid.err.msg, offsetOf(text, valid.err.line, valid.err.col));
  try {
    const nodes = parser().parse(text) as readonly RawNode[];
    const root = nodes.flatMap((node) => elementOf(node, text, from) ?? []).find(({ name }) => !name.startsWith('?'));
    return root ? { root } : failed('it holds no element', 0);
  } catch (error) {
    return failed(error instanceof Error ? error.message : 'it cannot be parsed', 0);
  }
}

function isValid(text: string): boolean {
  return XMLValidator.validate(text, { allowBooleanAttributes: false }) === true;
}

/** An element of which only the places are known; what it holds is read when somebody asks. */
class PlacedElement implements XmlElement {
  readonly name: string;
  #attributes: ReadonlyMap<string, XmlValue> | undefined;
  #children: readonly XmlElement[] | undefined;
  #value: XmlValue | null | undefined;

  constructor(
    private readonly structure: XmlStructure,
    private readonly element: number,
    private readonly text: string,
    private readonly from: number,
  ) {
    const [tag = ''] = /[^\s/>]+/.exec(text.slice(structure.start(element) + 1, structure.open(element))) ?? [];
    this.name = tag.slice(tag.indexOf(':') + 1);
  }

  get range(): Range {
    const { structure, element, from } = this;
    return { start: from + structure.start(element), end: from + structure.end(element) };
  }

  get attributes(): ReadonlyMap<string, XmlValue> {
    const { structure, element, text, from } = this;
    return (this.#attributes ??= attributesOf(text, structure.start(element), structure.open(element), from));
  }

  get children(): readonly XmlElement[] {
    return (this.#children ??= this.#readChildren());
  }

  get value(): XmlValue | null {
    if (this.#value === undefined) {
      const { structure, element, text, from } = this;
      const isLeaf = structure.next(element) === element + 1;
      this.#value = isLeaf ? valueOf(text, structure.open(element), structure.end(element), from) : null;
    }
    return this.#value;
  }

  #readChildren(): readonly XmlElement[] {
    const { structure, element, text, from } = this;
    const children: XmlElement[] = [];
    const next = structure.next(element);
    for (let inner = element + 1; inner < next; inner = structure.next(inner)) {
      children.push(new PlacedElement(structure, inner, text, from));
    }
    return children;
  }
}

/** The elements of a name at any depth, in the order of the document. */
export function* descendants(element: XmlElement, name: string): Generator<XmlElement> {
  for (const child of element.children) {
    if (child.name === name) yield child;
    yield* descendants(child, name);
  }
}

export function child(element: XmlElement, name: string): XmlElement | null {
  return element.children.find((candidate) => candidate.name === name) ?? null;
}

type RawNode = Readonly<Record<string | symbol, unknown>>;

const META = XMLParser.getMetaDataSymbol() as unknown as symbol;

function parser(): XMLParser {
  return new XMLParser({
    preserveOrder: true,
    captureMetaData: true,
    processEntities: false,
    parseTagValue: false,
    trimValues: false,
    ignoreAttributes: true,
    maxNestedTags: DEEPEST,
  });
}

function elementOf(node: RawNode, text: string, from: number): XmlElement | null {
  const tag = Object.keys(node).find((key) => key !== ':@');
  const meta = node[META] as { readonly startIndex: number; readonly endIndex: number } | undefined;
  if (tag === undefined || tag === '#text' || !meta) return null;
  const { startIndex: start, endIndex: end } = meta;
  const content = tag.startsWith('?') ? [] : (node[tag] as readonly RawNode[]);
  const children = content.flatMap((inner) => elementOf(inner, text, from) ?? []);
  const open = startTag(text, start, end);
  return {
    name: tag.slice(tag.indexOf(':') + 1),
    attributes: attributesOf(text, start, open, from),
    children,
    value: children.length > 0 ? null : valueOf(text, open, end, from),
    range: { start: from + start, end: from + end },
  };
}

/** Where the start tag ends: at the first `>` outside quotes. */
function startTag(text: string, start: number, end: number): number {
  let quote = '';
  for (let at = start; at < end; at += 1) {
    const character = text[at] ?? '';
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at + 1;
  }
  return end;
}

function valueOf(text: string, open: number, end: number, from: number): XmlValue {
  const empty = text[open - 2] === '/';
  const close = empty ? open : text.lastIndexOf('</', end - 1);
  const stop = Math.max(open, close);
  return { text: decoded(text.slice(open, stop)), range: { start: from + open, end: from + stop } };
}

function attributesOf(text: string, start: number, open: number, from: number): ReadonlyMap<string, XmlValue> {
  const attributes = new Map<string, XmlValue>();
  const tag = text.slice(start, open);
  for (const match of tag.matchAll(/(?<![\w:.-])([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    const name = match[1] ?? '';
    const value = match[2] ?? match[3] ?? '';
    const valueEnd = start + match.index + match[0].length - 1;
    attributes.set(name.slice(name.indexOf(':') + 1), {
      text: decoded(value),
      range: { start: from + valueEnd - value.length, end: from + valueEnd },
    });
  }
  return attributes;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The five named entities and character references; anything else stays as it is. */
function decoded(text: string): string {
  const plain = readable(text.replace(/^<!\[CDATA\[([\s\S]*)\]\]>$/, '$1'));
  return plain.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,4});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole;
    const code = name[1] === 'x' || name[1] === 'X' ? parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function offsetOf(text: string, line: number, column: number): number {
  let at = 0;
  for (let i = 1; i < line; i += 1) at = text.indexOf('\n', at) + 1;
  return at + column - 1;
}
