import type { Block } from '../../parsers/ribbon-core/blocks.js';
import { entryName, pkiBlocks } from '../../parsers/ribbon-core/pki-blocks.js';
import { runsToExtend } from '../../parsers/ribbon-core/two-exports.js';
import { scan } from '../../parsers/ribbon-core-curly/scan.js';
import { insertAt } from '../../text/edit.js';
import type { SourceText } from '../../text/source-text.js';
import { enableShown, settingsLike, takenBy } from '../ribbon-core/entries.js';
import type { Layout } from '../ribbon-core/layout.js';

const NAME = /^\w[\w-]*$/;
const BLANKS = /^[ \t]+$/;
const WIDEST = 'fileName'.length;

export function layoutOf(source: SourceText): Layout {
  const { sections, runs } = scan(source);
  const entries = pkiBlocks(sections);
  const extendable = runsToExtend(runs);
  const own = pkiBlocks(sections.filter(({ run }) => extendable.has(run)));
  const last = own.at(-1);
  // The bytes of the indentation are copied: closing braces are not aligned, and tabs stay tabs.
  const indentAt = (offset: number): string | null => {
    const lead = source.lead(offset);
    return /^[ \t]*$/.test(lead) ? lead : null;
  };
  /** It has settings, each of a name and blanks before its value, and each line of it begins with white space only. */
  const isLaidOut = ({ start, end, body }: Block) =>
    body?.[0] !== undefined &&
    [start, end - 1, ...body.map((leaf) => leaf.start)].every((at) => indentAt(at) !== null) &&
    body.every(({ name }) => NAME.test(name.text)) &&
    gapsOf(body, source).every((gap) => BLANKS.test(gap));

  return {
    editable: own.length > 0 || entries.length === 0,
    ...takenBy(entries),

    addEntry(name, fileName) {
      const model = own.findLast(isLaidOut);
      if (!last || !model) return null;
      const lead = indentAt(last.start) ?? source.lead(model.start);
      const inner = source.lead((model.body?.[0] ?? model).start);
      const close = source.lead(model.end - 1);
      const quote = isQuoted(model) ? '"' : '';
      const value = (text: string) => `${quote}${text}${quote}`;
      const lines = [
        `${lead}certificate ${value(name)} {`,
        ...settingsLike(model, name, fileName).map(
          ([leaf, text]) => `${inner}${leaf}${gapOf(model, leaf, source)}${value(text)};`,
        ),
        `${close}}`,
      ];
      const eol = source.eolAt(last.end);
      return insertAt(last.end, lines.map((line) => eol + line).join(''));
    },

    enableEntry(name) {
      const [entry, again] = entries.filter((candidate) => entryName(candidate) === name);
      if (again) return null;
      const [first] = entry?.body ?? [];
      const shown = entry && enableShown(entry);
      if (shown || !entry || !first) return shown ?? null;
      const indent = indentAt(first.start);
      if (indent === null) return null;
      const quote = isQuoted(entry) ? '"' : '';
      const line = `state${gapOf(entry, 'state', source)}${quote}enabled${quote};`;
      return insertAt(first.start, `${line}${source.eolAt(first.end)}${indent}`);
    },
  };
}

/** Quotes that nothing in the words asks for. */
function isQuoted({ words, body }: Block): boolean {
  const values = [...words, ...(body ?? []).flatMap((leaf) => leaf.words)];
  return values.every(({ quoted }) => quoted);
}

/** Between a leaf and its value: live output aligns the values of a block in a column, other files do not. */
function gapOf({ body }: Block, leaf: string, source: SourceText): string {
  const gaps = gapsOf(body ?? [], source);
  const aligned = gaps.some((gap) => gap.length > 1 && /^ +$/.test(gap));
  if (aligned) {
    const widths = (body ?? []).map(({ name }, index) => name.end - name.start + (gaps[index]?.length ?? 0));
    return ' '.repeat(Math.max(WIDEST + 1, ...widths) - leaf.length);
  }
  return gaps[0] ?? ' ';
}

function gapsOf(body: NonNullable<Block['body']>, source: SourceText): readonly string[] {
  return body.flatMap(({ name, words: [value] }) =>
    value ? source.slice(name.end, value.quoted ? value.start - 1 : value.start) : [],
  );
}
