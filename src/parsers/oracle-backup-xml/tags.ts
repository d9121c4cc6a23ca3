import type { Range } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';

/** A start tag with what is between its quotes, as it stands there. */
export interface Tag {
  readonly name: string;
  readonly at: Range;
  readonly attributes: readonly { readonly name: string; readonly value: Range }[];
  /** The end tag, or the start tag itself where nothing is inside; `null` where the file lacks it. */
  end: number | null;
  readonly inside: Tag[];
}

export interface Tags {
  readonly roots: readonly Tag[];
  /** Where the text is no tag that can be read. */
  readonly broken: Range | null;
}

const NAME = /[A-Za-z_][\w:.-]{0,100}/y;
const ASSIGNED = /\s{0,4000}([A-Za-z_][\w:.-]{0,100})\s{0,100}=\s{0,100}(['"])/y;
const TAG_END = /\s{0,4000}(\/?>)/y;
/** What follows the quote that ends a value; older backups leave quotes and angle brackets inside as they are. */
const BEHIND_VALUE = /\s{0,4000}(?:\/?>|[A-Za-z_][\w:.-]{0,100}\s{0,100}=\s{0,100}['"])/y;
const CLOSING = /<\/([A-Za-z_][\w:.-]{0,100})\s{0,100}>/y;
const DEEPEST = 64;

/** The tags of a document that need not be well-formed XML: any root, or several. */
export function readTags({ text, contentStart }: SourceText): Tags {
  const roots: Tag[] = [];
  const open: Tag[] = [];
  let at = text.indexOf('<', contentStart);
  for (; at >= 0; at = text.indexOf('<', at)) {
    const special = text.startsWith('<?', at) ? '?>' : text.startsWith('<!--', at) ? '-->' : null;
    const closing = matchAt(CLOSING, text, at);
    if (special !== null) {
      const end = text.indexOf(special, at);
      if (end < 0) return { roots, broken: { start: at, end: at + 2 } };
      at = end + special.length;
    } else if (closing) {
      at += closing[0].length;
      const tag = open.pop();
      if (!tag || tag.name !== closing[1]) return { roots, broken: { start: at - closing[0].length, end: at } };
      tag.end = at;
    } else {
      const tag = startTag(text, at);
      if (!tag || open.length >= DEEPEST) return { roots, broken: { start: at, end: at + 1 } };
      (open.at(-1)?.inside ?? roots).push(tag.tag);
      if (tag.tag.end === null) open.push(tag.tag);
      at = tag.next;
    }
  }
  return { roots, broken: null };
}

function startTag(text: string, from: number): { readonly tag: Tag; readonly next: number } | null {
  const name = matchAt(NAME, text, from + 1)?.[0];
  if (name === undefined) return null;
  const attributes: { name: string; value: Range }[] = [];
  let at = from + 1 + name.length;
  for (;;) {
    const end = matchAt(TAG_END, text, at);
    if (end) {
      const next = at + end[0].length;
      const isEmpty = end[1] === '/>';
      const range = { start: from, end: from + 1 + name.length };
      return { tag: { name, at: range, attributes, end: isEmpty ? next : null, inside: [] }, next };
    }
    const assigned = matchAt(ASSIGNED, text, at);
    if (!assigned) return null;
    const start = at + assigned[0].length;
    const stop = valueEnd(text, start, assigned[2] ?? "'");
    if (stop === null) return null;
    attributes.push({ name: assigned[1] ?? '', value: { start, end: stop } });
    at = stop + 1;
  }
}

function valueEnd(text: string, from: number, quote: string): number | null {
  for (let at = text.indexOf(quote, from); at >= 0; at = text.indexOf(quote, at + 1)) {
    if (matchAt(BEHIND_VALUE, text, at + 1)) return at;
  }
  return null;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
