import { nameAttributes } from '../../model/certificate.js';
import type { VendorProfile } from '../../model/knowledge.js';
import { entryOf } from '../../parsers/oracle/inventory.js';
import { partlyAsked } from '../../parsers/oracle-acli/asked.js';
import { width, words } from '../../parsers/oracle-acli/line.js';
import { scan, valueRanges, type AcliAttribute, type AcliElement } from '../../parsers/oracle-acli/scan.js';
import { ATTRIBUTES } from '../../parsers/oracle/vocabulary.js';
import { insertAt, type Edit } from '../../text/edit.js';
import { readable } from '../../text/latin1.js';
import type { SourceText } from '../../text/source-text.js';
import type { Anchor } from '../fixer.js';
import { attributeLines, insertBelow, lastLineOf, layoutOf, padding, valueBelow } from './layout.js';

const LIST = 'trusted-ca-certificates';

/** The elements of the text that a patch adds to. */
export interface Targets {
  /** Those with a name. */
  readonly records: readonly AcliElement[];
  /** Whether only some of them were asked for, by their names. */
  readonly isPart: boolean;
  /** Whatever it shows. */
  readonly lastRecord: AcliElement | null;
  readonly profiles: ReadonlyMap<string, readonly AcliElement[]>;
  /** Every name that a record has or that something calls one by, in lower case. */
  readonly taken: ReadonlySet<string>;
}

export function targetsOf(source: SourceText): Targets {
  const { elements, trivia } = scan(source);
  const profiles = new Map<string, AcliElement[]>();
  const taken = new Set<string>();
  for (const element of elements) {
    for (const child of element.content) {
      if (child.kind !== 'attribute' || !namesRecords(element.type, child.name)) continue;
      for (const { start, end } of valueRanges(source, child))
        taken.add(readable(source.slice(start, end)).toLowerCase());
    }
    if (element.type !== 'tls-profile') continue;
    const name = attributeOf(element, 'name')?.values[0];
    if (!name) continue;
    const key = readable(source.slice(name.range.start, name.range.end));
    entryOf(profiles, key, () => []).push(element);
  }
  const all = elements.filter(({ type }) => type === 'certificate-record');
  const isPart = partlyAsked(source, trivia).has('certificate-record');
  const records = all.filter((record) => attributeOf(record, 'name')?.values[0]);
  return { records, isPart, lastRecord: all.at(-1) ?? null, profiles, taken };
}

/** Whether an attribute of an element type holds names of records, whatever the element, so that releases may add some. */
export function namesRecords(type: string, attribute: string): boolean {
  if (type === 'certificate-record') return attribute === 'name';
  return /^(?:end-entity-certificate|trusted-ca-certificates(?:-list)?|trusted-cas|requester-cert|responder-cert)$/.test(
    attribute,
  );
}

function attributeOf({ content }: AcliElement, name: string): AcliAttribute | null {
  for (const child of content) if (child.kind === 'attribute' && child.name === name) return child;
  return null;
}

/** A new certificate-record below the last one, printed in full or short as that one is. */
export function recordEdit(
  source: SourceText,
  last: AcliElement,
  name: string,
  anchor: Anchor,
  profile: VendorProfile,
): Edit {
  const layout = layoutOf(source, last);
  const commonName = commonNameOf(anchor);
  const own = new Map([['name', [name]], ...(commonName === null ? [] : [['common-name', [commonName]] as const])]);
  const full = isFull(last);
  const lines = [source.slice(last.at.start, last.at.end)];
  for (const attribute of ATTRIBUTES.get('certificate-record') ?? []) {
    const values = own.get(attribute) ?? (full && attributeOf(last, attribute) ? defaults(profile, attribute) : null);
    if (values) lines.push(attributeLines(layout, attribute, values));
  }
  return insertBelow(last.lastLine, layout, lines.join(layout.eol));
}

/** Only the full form prints attributes without a value, and who changed an element last. */
function isFull({ content }: AcliElement): boolean {
  return content.some(
    (child) => child.kind === 'attribute' && (child.values.length === 0 || child.name.startsWith('last-modified-')),
  );
}

function defaults({ facts }: VendorProfile, attribute: string): readonly string[] {
  const stated = facts['recordDefaults']?.value;
  if (typeof stated !== 'object' || stated === null) return [];
  const value: unknown = new Map<string, unknown>(Object.entries(stated)).get(attribute);
  return value === undefined ? [] : [value].flat().map(String);
}

/** The name by which people know the root; a record takes 1 to 64 printable characters. */
export function commonNameOf(anchor: Anchor): string | null {
  const name = nameAttributes(anchor.subject).find(([type]) => type === 'CN')?.[1] ?? anchor.name;
  return /^[\x21-\x7e](?:[\x20-\x7e]{0,62}[\x21-\x7e])?$/.test(name) && !name.includes('"') ? name : null;
}

/** Names more records in the list of a tls-profile, after those it has; one edit for each name. */
export function listEdits(source: SourceText, profile: AcliElement, names: readonly string[]): readonly Edit[] {
  const layout = layoutOf(source, profile);
  const list = attributeOf(profile, LIST);
  const last = list?.values.at(-1);
  if (list && last) {
    // A list with several entries on its last line goes on there.
    if (words(source.text, last.range).length > 1) return names.map((name) => insertAt(last.range.end, ` ${name}`));
    return names.map((name) => insertBelow(last.line, layout, valueBelow(source, layout, last, name)));
  }

  const [first, ...more] = names;
  if (first === undefined) return [];
  if (!list) {
    const below = lastLineOf(precedingAttribute(profile));
    return [
      insertBelow(below, layout, attributeLines(layout, LIST, [first])),
      ...more.map((name) => insertBelow(below, layout, padding(0, layout) + name)),
    ];
  }
  // Blanks may stand behind the empty name, even past the column of the values.
  const end = width(source.text, list.at.start, list.line.end, list.column);
  const reached = { ...layout, valueColumn: Math.max(layout.valueColumn, end + 1) };
  return [
    insertAt(list.line.end, padding(end, layout) + first),
    ...more.map((name) => insertBelow(list.line, layout, padding(0, reached) + name)),
  ];
}

/** The attribute that the list follows in print order: the end-entity certificate, else the name. */
function precedingAttribute(profile: AcliElement): AcliAttribute {
  const found = attributeOf(profile, 'end-entity-certificate') ?? attributeOf(profile, 'name');
  if (!found) throw new Error('a tls-profile is found by its name');
  return found;
}
