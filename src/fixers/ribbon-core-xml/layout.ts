import type { Block } from '../../parsers/ribbon-core/blocks.js';
import { entryName, pkiBlocks } from '../../parsers/ribbon-core/pki-blocks.js';
import { scan } from '../../parsers/ribbon-core-xml/scan.js';
import { insertAt } from '../../text/edit.js';
import type { SourceText } from '../../text/source-text.js';
import { enableShown, settingsLike, takenBy } from '../ribbon-core/entries.js';
import type { Layout } from '../ribbon-core/layout.js';

/** A new entry is its sibling with other values: same prefix, same namespace declarations, same white space. */
export function layoutOf(source: SourceText): Layout {
  const scanned = scan(source);
  const entries = 'sections' in scanned ? pkiBlocks(scanned.sections) : [];
  const last = entries.at(-1);

  return {
    editable: true,
    ...takenBy(entries),

    addEntry(name, fileName) {
      const body = last?.body ?? [];
      const [first] = body;
      if (!last || !first) return null;
      const final = body[body.length - 1] ?? first;
      const { prefix, declarations } = startTag(last, source);
      const inner = startTag(first, source);
      const between = blanksBefore(first.start, source);
      const leaf = (tag: string, text: string) =>
        `${between}<${inner.prefix}${tag}${inner.declarations}>${text}</${inner.prefix}${tag}>`;
      const entry = [
        `${blanksBefore(last.start, source)}<${prefix}certificate${declarations}>`,
        ...settingsLike(last, name, fileName).map(([tag, text]) => leaf(tag, text)),
        `${blanksAfter(final.end, source)}</${prefix}certificate>`,
      ];
      return insertAt(last.end, entry.join(''));
    },

    enableEntry(name) {
      const entry = entries.find((candidate) => entryName(candidate) === name);
      const shown = entry && enableShown(entry);
      const key = entry?.body?.find((leaf) => leaf.name.text === 'name');
      if (shown || !key) return shown ?? null;
      const { prefix, declarations } = startTag(key, source);
      // The key comes first.
      const element = `<${prefix}state${declarations}>enabled</${prefix}state>`;
      return insertAt(key.end, blanksBefore(key.start, source) + element);
    },
  };
}

/** The namespace prefix of an element, and what it declares itself. */
function startTag({ start, name }: Block, source: SourceText): { prefix: string; declarations: string } {
  const tag = source.slice(start, source.text.indexOf('>', name.end));
  const declarations = [...tag.matchAll(/\sxmlns(?::[\w.-]+)?\s*=\s*(?:"[^"]*"|'[^']*')/g)].map(([text]) => text);
  return { prefix: source.slice(start + 1, name.start), declarations: declarations.join('') };
}

function blanksBefore(offset: number, { text }: SourceText): string {
  let from = offset;
  while (/\s/.test(text[from - 1] ?? '')) from -= 1;
  return text.slice(from, offset);
}

function blanksAfter(offset: number, { text }: SourceText): string {
  let to = offset;
  while (/\s/.test(text[to] ?? '')) to += 1;
  return text.slice(offset, to);
}
