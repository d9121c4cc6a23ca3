import fc from 'fast-check';
import { cliLines } from '../../src/parsers/audiocodes-cli/lines.js';
import { iosLines, wordsOf } from '../../src/parsers/cisco-ios/line.js';
import { formats } from '../../src/parsers/index.js';
import { tokens } from '../../src/parsers/opensips-script/tokens.js';
import { readLines } from '../../src/parsers/oracle-acli/line.js';
import { readTags, type Tag } from '../../src/parsers/oracle-backup-xml/tags.js';
import type { ParsedExport } from '../../src/parsers/parser.js';
import { readJson, type JsonValue } from '../../src/parsers/ribbon-core-json/read-json.js';
import { tokenize } from '../../src/parsers/ribbon-core/tokenize.js';
import { decodeLatin1, readable } from '../../src/text/latin1.js';
import type { Range, Sourced } from '../../src/text/provenance.js';
import { SourceText } from '../../src/text/source-text.js';
import { anyDevice, type GeneratedDevice } from '../support/generated/device.js';
import { holds } from '../support/generated/holds.js';
import { printers } from '../support/generated/index.js';
import { printed } from '../support/generated/printer.js';

function sourceOf(format: string, device: GeneratedDevice): SourceText {
  const printer = printers.find((each) => each.format === format);
  if (!printer) throw new Error(`nothing prints ${format}`);
  return SourceText.of(printer.path, decodeLatin1(printed(printer, device).get(printer.path) ?? new Uint8Array()));
}

const tagRanges = ({ name, at, attributes, inside }: Tag): readonly Range[] => [
  { start: at.start + 1, end: at.start + 1 + name.length },
  ...attributes.map(({ value }) => value),
  ...inside.flatMap(tagRanges),
];

/** What the scanner of a form gives of a text, and what may stand between: all else would be lost. */
const SCANNERS: Readonly<
  Record<string, { readonly pieces: (source: SourceText) => readonly Range[]; readonly between: RegExp }>
> = {
  'audiocodes-cli': {
    pieces: (source) =>
      [...cliLines(source)].flatMap((line) =>
        line.kind === 'comment' ? [line.range] : [line.first.range, ...line.rest.map(({ range }) => range)],
      ),
    between: /^[\s"]*(?:Mediant SW# *)?$/,
  },
  'cisco-ios': {
    pieces: (source) =>
      [...iosLines(source)].flatMap((line) => wordsOf(source, line).map(({ at: { range } }) => range)),
    between: /^\s*$/,
  },
  'opensips-script': { pieces: (source) => [...tokens(source.text, 0)], between: /^[\s"]*$/ },
  'oracle-acli': {
    pieces: (source) =>
      [...readLines(source)].flatMap((line) =>
        line.kind === 'grid' ? [line.name, ...(line.value ? [line.value] : [])] : [line.content],
      ),
    between: /^\s*$/,
  },
  'oracle-backup-xml': {
    pieces: (source) => readTags(source).roots.flatMap(tagRanges),
    between: /^(?:<\?xml[^>]*>)?(?:[\s<>'=]|\w+=|<\/\w+>)*$/,
  },
  'ribbon-core-set': { pieces: ({ text }) => tokenize(text, 0, text.length).words, between: /^[\s"]*$/ },
};

it.each(Object.entries(SCANNERS))(
  'the pieces that %s is read in, printed with what is between them, are the file',
  async (format, { pieces, between }) => {
    await holds(`pieces of ${format}`, 6, await anyDevice(), (device) => {
      const source = sourceOf(format, device);
      let text = '';
      for (const { start, end } of pieces(source)) {
        const gap = source.slice(text.length, start);
        expect([start, end]).toEqual([Math.max(start, text.length), Math.min(end, source.text.length)]);
        expect(gap).toMatch(between);
        text += gap + source.slice(start, end);
      }
      const rest = source.slice(text.length, source.text.length);
      expect(rest).toMatch(between);
      expect(text + rest).toBe(source.text);
    });
  },
);

function plainJson(value: JsonValue): unknown {
  if (value.kind === 'object')
    return Object.fromEntries(value.members.map(({ name, value: inner }) => [name.text, plainJson(inner)]));
  return value.kind === 'array' ? value.items.map(plainJson) : value.token.text;
}

it('says of ribbon-core-json what JSON.parse says of it', async () => {
  await holds('values of ribbon-core-json', 6, await anyDevice(), (device) => {
    const source = sourceOf('ribbon-core-json', device);
    const read = readJson(source);
    if (!('value' in read)) throw new Error('not read');
    const words = JSON.parse(source.text, (_, value: unknown) =>
      typeof value === 'number' ? String(value) : value,
    ) as unknown;
    expect(plainJson(read.value)).toEqual(words);
  });
});

it('lines, with what ends them, are the file, whatever it holds', async () => {
  const text = fc
    .array(fc.constantFrom('a', ' ', '\r', '\n', '\r\n', '\xef\xbb\xbf', '\xe4', '\0'))
    .map((all) => all.join(''));
  await holds('lines', 300, text, (latin1) => {
    const source = SourceText.of('any', latin1);
    const whole = [...source.lines()].map(({ start, next }) => source.slice(start, next)).join('');
    expect(source.slice(0, source.contentStart) + whole).toBe(latin1);
  });
});

/** What stands in the file as it is: whom legs face, and what entries are called. Other names are put together. */
function placed({ held, trustStores, legs }: ParsedExport): readonly Sourced<string>[] {
  const entries = [...(held ?? []), ...trustStores.flatMap((store) => store.entries ?? [])];
  return [
    ...entries.flatMap(({ label, claims }) => [label, ...claims]),
    ...legs.flatMap(({ endpoints }) => endpoints.map(({ host }) => host)),
  ];
}

it.each(printers.filter(({ peer }) => peer === undefined))(
  'what $format says stands where it says',
  async (printer) => {
    const parser = await formats.find(({ format }) => format === printer.format)?.load();
    await holds(`places in ${printer.format}`, 6, await anyDevice(), (device) => {
      const source = sourceOf(printer.format, device);
      const parsed = parser?.parse(source);
      if (!parsed || 'refused' in parsed) throw new Error('not read');
      const values = placed(parsed);
      expect(values.length).toBeGreaterThan(0);
      for (const { value, at } of values) {
        const { start, end } = at.range;
        expect(at).toEqual(source.at(start, end));
        // Of two records of one name, the number tells which.
        const stands = readable(source.slice(start, end)).includes(value.replace(/ \(record \d+\)$/, ''));
        expect({ value, stands }).toEqual({ value, stands: true });
      }
    });
  },
);
