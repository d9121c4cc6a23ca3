import type { Range } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';
import type { Problem } from '../../model/trust.js';
import { statement, truncated } from '../problem.js';
import type { Block, Section } from '../ribbon-core/blocks.js';
import { documentIn } from '../ribbon-core/capture.js';
import type { Token } from '../ribbon-core/token.js';
import { readXml, type XmlElement, type XmlValue } from '../xml/document.js';

export type XmlScan = { readonly sections: readonly Section[] } | { readonly failed: Problem };

/** What stands around a configuration, by local name: files of the device, NETCONF, and both kinds of REST. */
const WRAPPERS = new Set(['config', 'data', 'collection', 'rpc-reply', 'configuration']);

/** Namespaces are only a confirmation: elements are told by their local names (reference section 7). */
export function scan(source: SourceText): XmlScan {
  const document = readXml(documentIn(source, '<', '>'));
  if ('failed' in document) {
    const { because, at } = document.failed;
    const closed = source.text.trimEnd().endsWith('>');
    const what = 'the configuration in XML';
    return { failed: closed ? statement(what, because, at) : truncated(what, because, at) };
  }
  const sections: Section[] = [];
  const unwrap = (element: XmlElement) => {
    if (WRAPPERS.has(element.name)) for (const child of element.children) unwrap(child);
    else sections.push({ block: blockOf(element, source), asked: [], run: 0 });
  };
  unwrap(document.root);
  return { sections };
}

function blockOf(element: XmlElement, source: SourceText): Block {
  const { start, end } = element.range;
  const name = nameOf(element, source);
  const { value } = element;
  return value ? leafOf(name, value, source, { start, end }) : new Container(name, element, source, start, end);
}

/** Most of a configuration has nothing to do with trust, so what stands in a block is read when somebody asks. */
class Container implements Block {
  readonly words: readonly Token[] = [];
  #body: readonly Block[] | undefined;

  constructor(
    readonly name: Token,
    private readonly element: XmlElement,
    private readonly source: SourceText,
    readonly start: number,
    readonly end: number,
  ) {}

  get body(): readonly Block[] {
    return (this.#body ??= this.element.children.map((child) => blockOf(child, this.source)));
  }
}

function leafOf(name: Token, value: XmlValue, source: SourceText, { start, end }: Range): Block {
  const text = value.text.trim();
  const lead = value.text.length - value.text.trimStart().length;
  const at = value.range.start + (source.slice(value.range.start, value.range.end).trim() === '' ? 0 : lead);
  const stop = at + source.slice(at, value.range.end).trimEnd().length;
  return { name, words: [{ text, start: at, end: stop, quoted: false }], body: null, start, end };
}

/** The local name between the angle bracket and what follows. */
function nameOf({ name, range }: XmlElement, source: SourceText): Token {
  const start = source.text.indexOf(name, range.start);
  return { text: name, start, end: start + name.length, quoted: false };
}
