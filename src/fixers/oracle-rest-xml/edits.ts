import type { RestElement } from '../../parsers/oracle-rest-xml/scan.js';
import { insertAt, type Edit } from '../../text/edit.js';
import type { Range } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';
import { commonNameOf } from '../oracle-acli/edits.js';
import type { Chosen } from '../oracle-acli/choice.js';

const LIST = 'trusted-ca-certificates';

/** New certificate-records behind the last one, with the name and the common name: everything else is at its default. */
export function recordEdit(source: SourceText, last: RestElement, { label, anchor }: Chosen): Edit {
  const commonName = commonNameOf(anchor);
  const [first] = last.attributes;
  const inner = first ? gap(source, first.range) : '';
  const end = gap(source, last.range);
  const attributes = [
    attribute(source, last, 'name', [label]),
    ...(commonName === null ? [] : [attribute(source, last, 'common-name', [commonName])]),
  ];
  const type = `${inner}<elementType>certificate-record</elementType>`;
  return insertAt(last.range.end, `${end}<configElement>${type}${attributes.join('')}${end}</configElement>`);
}

/** Names more records in the list of a tls-profile, each in a value of its own. */
export function listEdits(source: SourceText, profile: RestElement, labels: readonly string[]): readonly Edit[] {
  const list = profile.attributes.find(({ name }) => name === LIST);
  const last = list?.values.at(-1);
  if (last) {
    const between = gap(source, last.tag);
    return labels.map((label) => insertAt(last.tag.end, `${between}<value>${label}</value>`));
  }
  if (list) return [insertAt(endOfContent(source, list.range), valueLines(source, profile, labels))];
  const below = profile.attributes.find(({ name }) => name === 'name');
  if (!below) throw new Error('a tls-profile is found by its name');
  return [insertAt(below.range.end, attribute(source, profile, LIST, labels))];
}

/** An attribute laid out like those of an element beside it. */
function attribute(source: SourceText, like: RestElement, name: string, values: readonly string[]): string {
  const [first] = like.attributes;
  const outer = first ? gap(source, first.range) : '';
  return `${outer}<attribute>${innerGap(source, like)}<name>${name}</name>${valueLines(source, like, values)}${outer}</attribute>`;
}

function valueLines(source: SourceText, like: RestElement, values: readonly string[]): string {
  const inner = innerGap(source, like);
  return values.map((each) => `${inner}<value>${escaped(each)}</value>`).join('');
}

function innerGap(source: SourceText, { attributes: [first] }: RestElement): string {
  const value = first?.values[0];
  return value ? gap(source, value.tag) : '';
}

/** Behind what an attribute holds, before the blanks and the tag that end it. */
function endOfContent({ text }: SourceText, { end }: Range): number {
  const tag = text.lastIndexOf('</', end - 1);
  return text.slice(0, tag).trimEnd().length;
}

/** The line end and the blanks before an element; nothing where it shares its line with another. */
function gap(source: SourceText, { start }: Range): string {
  const lead = source.lead(start);
  return /^[ \t]*$/.test(lead) ? source.eolAt(start) + lead : '';
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
