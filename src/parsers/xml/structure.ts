/** Numbers an element has in {@link XmlStructure}. */
const FIELDS = 4;

/** Where the elements of a document stand, in the order of their start tags, as numbers alone. */
export interface XmlStructure {
  readonly count: number;
  /** The first byte of the start tag. */
  readonly start: (element: number) => number;
  /** Behind the start tag. */
  readonly open: (element: number) => number;
  /** Behind the end tag. */
  readonly end: (element: number) => number;
  /** The first element that does not lie inside. */
  readonly next: (element: number) => number;
}

/** Far below what the library refuses. */
const DEEPEST = 100;
const DECLARATION =
  /<\?xml version=(?:"1\.\d"|'1\.\d')(?: encoding=(?:"[\w-]{1,40}"|'[\w-]{1,40}'))?(?: standalone="(?:yes|no)")? ?\?>/y;
const NAME = /[A-Za-z_][\w.:-]*/y;
const ATTRIBUTES = /(?:[ \t\r\n]+[A-Za-z_][\w.:-]*=(?:"[^"<]*"|'[^'<]*'))*[ \t\r\n]*(\/?)>/y;
const BLANK = /[ \t\r\n]*/y;

/**
 * The structure of a document that is well-formed and simple: one element with others inside, comments, and attributes in
 * quotes. `null` for everything else, which is for the library to read or to refuse.
 */
export function structureOf(text: string): XmlStructure | null {
  let places = new Int32Array(1024 * FIELDS);
  let count = 0;
  const names: string[] = [];
  const opened: number[] = [];
  const known = new Set<string>();

  let at = endOf(DECLARATION, text, 0) ?? 0;
  for (let tag = text.indexOf('<', at); tag >= 0; tag = text.indexOf('<', at)) {
    const depth = opened.length;
    if (depth === 0 && endOf(BLANK, text, at) !== tag) return null;
    if (text.startsWith('!--', tag + 1)) {
      const close = text.indexOf('-->', tag + 4);
      if (close < 0 || text.slice(tag, close).includes('<!DOCTYPE')) return null;
      at = close + 3;
      continue;
    }
    if (text[tag + 1] === '/') {
      const name = names.pop();
      const element = opened.pop();
      if (name === undefined || element === undefined) return null;
      const close = tag + 2 + name.length;
      if (text[close] !== '>' || !text.startsWith(name, tag + 2)) return null;
      at = close + 1;
      places[element + 2] = at;
      places[element + 3] = count;
      continue;
    }
    if (depth >= DEEPEST || (depth === 0 && count > 0)) return null;
    const nameEnd = endOf(NAME, text, tag + 1);
    if (nameEnd === null) return null;
    const name = text.slice(tag + 1, nameEnd);
    if (!known.has(name)) {
      if (name in Object.prototype || name === 'prototype') return null;
      known.add(name);
    }
    const isPlain = text[nameEnd] === '>';
    const open = isPlain ? nameEnd + 1 : endOf(ATTRIBUTES, text, nameEnd);
    if (open === null || (!isPlain && repeats(text.slice(nameEnd, open)))) return null;
    const isEmpty = text[open - 2] === '/';
    if (isEmpty && depth === 0) return null;

    const element = count * FIELDS;
    if (element === places.length) {
      const larger = new Int32Array(places.length * 2);
      larger.set(places);
      places = larger;
    }
    count += 1;
    places[element] = tag;
    places[element + 1] = open;
    places[element + 2] = open;
    places[element + 3] = count;
    if (!isEmpty) {
      names.push(name);
      opened.push(element);
    }
    at = open;
  }
  if (opened.length > 0 || count === 0 || endOf(BLANK, text, at) !== text.length) return null;
  const field = (offset: number) => (element: number) => places[element * FIELDS + offset] ?? 0;
  return { count, start: field(0), open: field(1), end: field(2), next: field(3) };
}

function endOf(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}

/** Whether one attribute stands twice in a start tag. */
function repeats(attributes: string): boolean {
  if (attributes.indexOf('=') === attributes.lastIndexOf('=')) return false;
  const names = [...attributes.matchAll(/[\s"']([\w.:-]+)=["']/g)].map(([, name]) => name);
  return new Set(names).size < names.length;
}
