import type { Problem } from '../../model/trust.js';
import type { Range } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';
import type { OracleAttribute, OracleElement, Unreadable } from '../oracle/element.js';
import { nearMiss } from '../../text/near-miss.js';
import { oneLetterOff } from '../oracle/near-word.js';
import { secondExport } from '../oracle/second-export.js';
import {
  ATTRIBUTES,
  KEYS,
  LIST_ATTRIBUTES,
  OTHER_TRUST,
  PARTS,
  READ,
  TELLING_TYPES,
  TOP_LEVEL,
  TRUST_LISTS,
} from '../oracle/vocabulary.js';
import { statement, truncated } from '../problem.js';
import { valueRanges, type AcliAttribute, type AcliElement, type AcliText, type Stranger } from './scan.js';

/** A line of the command line interface holds at most 1,024 characters; a longer list is not split into entries. */
const LONGEST_LIST_LINE = 4096;
const LONGEST_STRANGER = 4096;
/** The signs and parentheses by which a list is changed when typed. A name cannot start with any of them. */
const COMMAND_SYNTAX = /^[+\-(]|\)$/;
/** What may stand in an element of each type that is read, and is looked at. */
const KNOWN: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  [...READ].map(([type, attributes]) => [type, new Set([...attributes, ...(PARTS.get(type) ?? [])])]),
);
const NONE: ReadonlySet<string> = new Set();
/** In these a line that belongs nowhere may be an entry of a trust list whose own line is lost. */
const TRUSTING: ReadonlySet<string> = new Set(['tls-profile', 'global-trusted-ca']);
/** Attributes that only one type has, for an element whose header the collector cut off. */
const TELLING_ATTRIBUTES: readonly (readonly [attribute: string, type: string])[] = [
  ['common-name', 'certificate-record'],
  ['end-entity-certificate', 'tls-profile'],
  ['trusted-ca-certificates', 'tls-profile'],
  ['mutual-authenticate', 'tls-profile'],
  ['trusted-ca-certificates-list', 'global-trusted-ca'],
  ['sip-port', 'sip-interface'],
  ['hostname', 'session-agent'],
  ['identifier', 'realm-config'],
];

/** Whether an element is none that is read or nearly so, so that its content matters only where it lists trust anchors. */
export function saysNothing(type: string): boolean {
  return !READ.has(type) && nearMiss(type, TOP_LEVEL) === null;
}

/** The elements of a text that say whom the device trusts and faces, and what looks like one and cannot be read. */
export function trustElements(
  source: SourceText,
  text: AcliText,
): { readonly elements: readonly OracleElement[]; readonly lost: readonly Problem[] } {
  const elements: OracleElement[] = [];
  const lost: Problem[] = [];
  const cut = cutElement(source, text);
  const shortened = text.mayLackLastLine ? text.elements.at(-1) : null;

  for (const element of text.elements) {
    const told = element.type === '' ? toldBy(element) : null;
    const type = told && isKeyed(element, told.type) ? told.type : element.type;
    if (READ.has(type)) {
      const converted = convert(source, element, type, cut);
      elements.push(element === shortened ? withoutLastLine(converted, element) : converted);
      continue;
    }
    const near = nearMiss(type, TOP_LEVEL);
    if (near !== null) {
      lost.push(statement(`an element ${type}`, oneLetterOff(near), source.at(element.at.start, element.at.end)));
      continue;
    }
    const at = told?.at ?? trustList(element);
    if (!at) continue;
    const what = told ? `part of a ${told.type}` : `an element ${element.type} that lists trust anchors`;
    const because = told ? 'the lines above it are missing' : `${element.type} is not a known element`;
    lost.push(statement(what, because, source.at(at.start, at.end)));
  }
  for (const problem of secondExport(text.elements, ({ at }) => source.at(at.start, at.end))) lost.push(problem);
  for (const stranger of text.strangers) lost.push(...interruption(source, stranger));
  if (cut && !READ.has(cut.type)) {
    lost.push(
      truncated('an element', 'the file ends in the middle of its header', source.at(cut.at.start, cut.at.end)),
    );
  }
  return { elements, lost };
}

/** What came last may have been one more attribute, or one more entry of a list; a full output ends in a date. */
function withoutLastLine(converted: OracleElement, { type, content }: AcliElement): OracleElement {
  const last = content.at(-1);
  if (last?.kind === 'attribute' && last.name === 'last-modified-date') return converted;
  const order = ATTRIBUTES.get(type) ?? [];
  const lists = order.filter((name) => TRUST_LISTS.has(name)).map((name) => order.indexOf(name));
  const lacksEntry = last !== undefined && order.indexOf(nameOf(last)) <= Math.max(...lists);
  return { ...converted, isPart: true, ...(lacksEntry && { mayLackEntry: true }) };
}

/** A line that no device prints where it stands, if it could have said something of trust. */
function interruption(source: SourceText, { at, inside }: Stranger): readonly Problem[] {
  const line = source.slice(at.start, Math.min(at.end, at.start + LONGEST_STRANGER));
  const [word = ''] = line.split(/[ \t]/, 1);
  const isHeader =
    nearMiss(line, TOP_LEVEL) ?? nearMiss(word, TOP_LEVEL) ?? TOP_LEVEL.find((type) => line.includes(type));
  if (!READ.has(inside.type) && !isHeader) return [];
  const because = 'it is no line of a configuration, and may have been one';
  return [statement(`a line in or below ${inside.type}`, because, source.at(at.start, at.end))];
}

function trustList({ type, content }: AcliElement): Range | null {
  if (OTHER_TRUST.test(type)) return null;
  return content.find((child) => child.kind === 'attribute' && TRUST_LISTS.has(child.name))?.at ?? null;
}

/** Collectors that cut the first line of an output cut a header; the attributes below it tell which. */
function toldBy({ content }: AcliElement): { readonly type: string; readonly at: Range } | null {
  const names = new Map(content.map((child) => [nameOf(child), child.at]));
  for (const [attribute, type] of TELLING_ATTRIBUTES) {
    const at = names.get(attribute);
    if (at) return { type, at };
  }
  return null;
}

/** A key comes first of all attributes, so that the others are there where it is. */
function isKeyed({ content }: AcliElement, type: string): boolean {
  return content.some((child) => child.kind === 'attribute' && child.name === KEYS.get(type));
}

function nameOf(child: AcliAttribute | AcliElement): string {
  return child.kind === 'attribute' ? child.name : child.type;
}

function convert(source: SourceText, element: AcliElement, type: string, cut: AcliElement | null): OracleElement {
  const attributes = new Map<string, OracleAttribute>();
  const children: OracleElement[] = [];
  let twice: Set<string> | null = null;
  const read = READ.get(type);
  const known = KNOWN.get(type) ?? NONE;
  const unreadable = element.strays.map(({ start, end }) => misplaced(source, start, end));
  for (const child of element.content) {
    const near = known.has(nameOf(child)) ? null : nearMiss(nameOf(child), known);
    if (near !== null) unreadable.push({ at: source.at(child.at.start, child.at.end), because: oneLetterOff(near) });
    if (child.kind === 'element') {
      if (READ.has(child.type)) children.push(shallow(source, child));
      continue;
    }
    for (const { range } of child.values) if (swallows(source, range, known)) unreadable.push(swallowed(source, range));
    const mayBeEntry = TRUSTING.has(type) && !LIST_ATTRIBUTES.has(child.name);
    for (const { start, end } of child.strays) {
      const words = source.slice(start, Math.min(end, start + 60)).split(/[ \t]+/, 2);
      if (mayBeEntry || words.some((word) => known.has(word))) unreadable.push(misplaced(source, start, end));
    }
    if (!read?.has(child.name)) continue;
    const [, second] = mayBeEntry ? child.values : [];
    if (second) unreadable.push(secondValue(source, second.range));
    const attribute = readAttribute(source, child);
    const before = attributes.get(child.name);
    // More than two say no more than that it cannot be told.
    if (before && twice?.has(child.name)) continue;
    if (before) (twice ??= new Set()).add(child.name);
    attributes.set(child.name, before ? joined(before, attribute) : attribute);
  }
  const { start, end } = element.at;
  const { lastLine } = element;
  return {
    type,
    attributes,
    children,
    unreadable,
    truncated: cut === element ? source.at(lastLine.start, lastLine.end) : null,
    // What cannot be read may be the very attribute that seems absent.
    ...((cut === element || unreadable.length > 0) && { isPart: true }),
    at: source.at(start, end),
  };
}

/** Whether an attribute stands in the value of another: the line before it lost its end. */
function swallows(source: SourceText, { start, end }: Range, known: ReadonlySet<string>): boolean {
  if (end - start <= GAP || !hasGap(source.text, start, end)) return false;
  const value = source.slice(start, Math.min(end, start + LONGEST_STRANGER));
  return [...value.matchAll(/(?<![ \t])[ \t]{4,}(\S+)/g)].some(([, word = '']) => known.has(word));
}

function swallowed(source: SourceText, { start, end }: Range): Unreadable {
  return { at: source.at(start, end), because: 'an attribute stands in the value of another' };
}

/** How many blanks in a row are no part of a value. */
const GAP = 4;

function hasGap(text: string, start: number, end: number): boolean {
  let blanks = 0;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    blanks = code === 32 || code === 9 ? blanks + 1 : 0;
    if (blanks === GAP) return true;
  }
  return false;
}

/** A sub-element without those below it, which never matter to trust: so a file cannot nest us into the ground. */
function shallow(source: SourceText, element: AcliElement): OracleElement {
  const content = element.content.filter(({ kind }) => kind === 'attribute');
  return convert(source, { ...element, content }, element.type, null);
}

function readAttribute(source: SourceText, attribute: AcliAttribute): OracleAttribute {
  const { name, at, strays } = attribute;
  const unreadable = strays.map(({ start, end }) => misplaced(source, start, end));
  const tooLong = attribute.values.find(({ range }) => range.end - range.start > LONGEST_LIST_LINE);
  if (tooLong && TRUST_LISTS.has(name)) {
    unreadable.push({
      at: source.at(at.start, at.end),
      because: 'one of its lines is longer than any that a device prints',
    });
    return { name, values: [], unreadable, at: source.at(at.start, at.end) };
  }

  const ranges = tooLong ? attribute.values.map(({ range }) => range) : valueRanges(source, attribute);
  const values = [];
  for (const { start, end } of ranges) {
    if (TRUST_LISTS.has(name) && COMMAND_SYNTAX.test(source.slice(start, end))) {
      unreadable.push({
        at: source.at(start, end),
        because: 'signs and parentheses belong to commands, and a device prints a list without them',
      });
    } else values.push(source.sourced(start, end));
  }
  return { name, values, unreadable, at: source.at(at.start, at.end) };
}

/** One attribute twice: which of them the device holds cannot be told. */
function joined(before: OracleAttribute, again: OracleAttribute): OracleAttribute {
  const twice = { at: again.at, because: `${again.name} stands twice in one element` };
  return {
    ...before,
    values: [...before.values, ...again.values],
    unreadable: [...before.unreadable, ...again.unreadable, twice],
  };
}

function secondValue(source: SourceText, { start, end }: Range): Unreadable {
  return { at: source.at(start, end), because: 'it stands below an attribute that has one value' };
}

function misplaced(source: SourceText, start: number, end: number): Unreadable {
  return {
    at: source.at(start, end),
    because: 'it stands neither in the column of the attributes nor in that of the values',
  };
}

/**
 * The element that the file ends in the middle of. A file without a final newline is not cut for that alone: its last
 * word must be the beginning of one that is known.
 */
function cutElement(source: SourceText, { elements, unterminated }: AcliText): AcliElement | null {
  const element = elements.at(-1);
  if (!element || !unterminated || unterminated.line !== element.lastLine) return null;
  const { name, value } = unterminated;
  const word = source.slice(name.start, name.end);
  if (unterminated.column === 0) return isBeginning(word, TELLING_TYPES) ? element : null;

  const last = element.content.at(-1);
  if (last?.kind !== 'attribute' || !READ.has(element.type)) return null;
  if (last.line === unterminated.line && !value) {
    return isBeginning(word, ATTRIBUTES.get(element.type) ?? []) || TRUST_LISTS.has(word) ? element : null;
  }
  if (!TRUST_LISTS.has(last.name)) return null;
  const entry = valueRanges(source, last).at(-1);
  return entry && isBeginning(source.slice(entry.start, entry.end), recordNames(source, elements)) ? element : null;
}

function isBeginning(word: string, known: readonly string[]): boolean {
  return !known.includes(word) && known.some((name) => name.startsWith(word));
}

function recordNames(source: SourceText, elements: readonly AcliElement[]): readonly string[] {
  const names: string[] = [];
  for (const { type, content } of elements) {
    if (type !== 'certificate-record' && type !== 'global-trusted-ca') continue;
    for (const child of content) {
      const value = child.kind === 'attribute' && child.name === 'name' ? child.values[0] : undefined;
      if (value) names.push(source.slice(value.range.start, value.range.end));
    }
  }
  return names;
}
