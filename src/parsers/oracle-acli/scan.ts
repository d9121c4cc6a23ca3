import type { Range } from '../../text/provenance.js';
import type { LinePlace, SourceText } from '../../text/source-text.js';
import { LIST_ATTRIBUTES, SUB_ELEMENTS } from '../oracle/vocabulary.js';
import { readLines, words, type GridLine } from './line.js';

export interface AcliValue {
  readonly range: Range;
  readonly line: LinePlace;
}

export interface AcliAttribute {
  readonly kind: 'attribute';
  readonly name: string;
  readonly at: Range;
  readonly line: LinePlace;
  readonly column: number;
  /** One for each line, so a line of several words is one value here. */
  readonly values: AcliValue[];
  /** Lines below it that stand in no column of the grid. */
  readonly strays: Range[];
  valueColumn: number | null;
}

export interface AcliElement {
  readonly kind: 'element';
  /** Empty for lines whose header is not in the file. */
  readonly type: string;
  readonly at: Range;
  readonly column: number;
  readonly content: (AcliAttribute | AcliElement)[];
  readonly strays: Range[];
  /** Where its attributes and sub-elements start. */
  childColumn: number | null;
  /** Where the value of its first attribute starts. */
  valueColumn: number | null;
  lastLine: LinePlace;
}

export interface Stranger {
  readonly at: Range;
  /** The element at the top level that it interrupts. */
  readonly inside: AcliElement;
}

export interface AcliText {
  readonly elements: readonly AcliElement[];
  /** Prompts, collectors' headers and pager text, in order. */
  readonly trivia: readonly Range[];
  /** Lines in the middle of an element, or of the shape of one, that no device prints there. */
  readonly strangers: readonly Stranger[];
  /** The first line of a listing of certificates in the same file. */
  readonly listing: Range | null;
  /** Whether a collector wrote the file, who cuts the last line of an output, and nothing stands behind the last element. */
  readonly mayLackLastLine: boolean;
  /** The last line of the grid where nothing ends it. */
  readonly unterminated: GridLine | null;
}

/** Where values start when nothing in the file says so. */
export const DEFAULT_VALUE_OFFSET = 40;

/** A line of the grid with something in the blanks before it. */
const SHIFTED = /^\S{1,2}[ \t]{3,}\S/;

/** Devices nest four deep; what is deeper than this is no configuration. */
const DEEPEST = 16;

/**
 * The tree of elements and attributes that a column grid stands for. `passedOver` tells the types of which the header is
 * enough.
 */
export function scan(source: SourceText, passedOver?: (type: string) => boolean): AcliText {
  const elements: AcliElement[] = [];
  const trivia: Range[] = [];
  const open: AcliElement[] = [];
  let listing: Range | null = null;
  let waiting: GridLine | null = null;
  const strangers: Stranger[] = [];
  let odd: Range[] = [];
  let collected = false;
  let isLast = false;

  /** What the lines since the last one of the grid were, now that the next is known. */
  const settle = (next: GridLine | null) => {
    if (odd.length === 0) return;
    const inside = elements.at(-1);
    const shaped =
      next && next.column > 0
        ? odd
        : odd.filter(({ start, end }) => SHIFTED.test(source.slice(start, Math.min(end, start + 60))));
    // There may be more of them than a call takes arguments.
    if (inside) for (const at of shaped) strangers.push({ at, inside });
    odd = [];
  };
  const accept = (line: GridLine, next: GridLine | null) => {
    while ((open[open.length - 1]?.column ?? -1) >= line.column) open.pop();
    let parent = open[open.length - 1];
    if (!parent) {
      parent = startElement(source, line);
      elements.push(parent);
      open.push(parent);
      if (line.column === 0) return;
    }
    const child = place(source, parent, line, next);
    if (child && open.length < DEEPEST) open.push(child);
    parent.lastLine = line.line;
    if (open[0]) open[0].lastLine = line.line;
  };

  for (const line of readLines(source, passedOver)) {
    if (line.kind !== 'grid') {
      trivia.push(line.content);
      isLast = false;
      collected ||= line.kind === 'break' && source.text[line.content.start] === '!';
      if (line.kind === 'foreign') listing ??= line.content;
      if (line.kind === 'stranger' && waiting) odd.push(line.content);
      if (line.kind === 'trivia' || line.kind === 'stranger') continue;
      if (waiting) accept(waiting, null);
      settle(null);
      waiting = null;
      open.length = 0;
      continue;
    }
    if (waiting) accept(waiting, line);
    settle(line);
    waiting = line;
    isLast = true;
  }
  if (waiting) accept(waiting, null);
  settle(null);

  const tail = source.text.slice(-100);
  const mayLackLastLine = collected && isLast && !/\n\r*\n/.test(tail.slice(tail.trimEnd().length));
  const unterminated = waiting && waiting.line.next === waiting.line.end ? waiting : null;
  return { elements, trivia, strangers, listing, mayLackLastLine, unterminated };
}

/** An element from its header; or one without a type, for indented lines that no header precedes. */
function startElement(source: SourceText, { column, name, line }: GridLine): AcliElement {
  const type = column === 0 ? source.slice(name.start, name.end) : '';
  const at = column === 0 ? name : { start: name.start, end: name.start };
  return emptyElement(type, at, 0, line);
}

function emptyElement(type: string, at: Range, column: number, line: LinePlace): AcliElement {
  return {
    kind: 'element',
    type,
    at,
    column,
    content: [],
    strays: [],
    childColumn: null,
    valueColumn: null,
    lastLine: line,
  };
}

/** Puts a line into the element that it is indented under; the sub-element that it starts, if it does. */
function place(source: SourceText, parent: AcliElement, line: GridLine, next: GridLine | null): AcliElement | null {
  const last = parent.content[parent.content.length - 1];
  const previous = last?.kind === 'attribute' ? last : null;
  if (previous && continues(parent, previous, line)) {
    previous.values.push({ range: wholeOf(line), line: line.line });
    previous.valueColumn ??= line.column;
    return null;
  }
  parent.childColumn ??= line.column;
  if (line.column < parent.childColumn && !line.tabbed) {
    parent.strays.push(wholeOf(line));
    return null;
  }
  if (line.column > parent.childColumn) {
    // Only blanks make columns exact: behind tabs a deeper line continues the list above it.
    const listed = line.tabbed && previous && LIST_ATTRIBUTES.has(previous.name);
    if (listed) previous.values.push({ range: wholeOf(line), line: line.line });
    else (previous ?? parent).strays.push(wholeOf(line));
    return null;
  }

  const name = source.slice(line.name.start, line.name.end);
  if (!line.value && startsSubElement(name, line, next)) {
    const element = emptyElement(name, line.name, line.column, line.line);
    parent.content.push(element);
    return element;
  }
  parent.valueColumn ??= line.valueColumn;
  parent.content.push({
    kind: 'attribute',
    name,
    at: line.name,
    line: line.line,
    column: line.column,
    values: line.value ? [{ range: line.value, line: line.line }] : [],
    strays: [],
    valueColumn: line.valueColumn,
  });
  return null;
}

/** All of a line but the blanks around it. */
function wholeOf({ name, value }: GridLine): Range {
  return { start: name.start, end: (value ?? name).end };
}

/**
 * Further values stand in the value column, one a line. On narrow grids a long name pushes its own value one column
 * further than the others, so both columns count.
 */
function continues(parent: AcliElement, previous: AcliAttribute, { column }: GridLine): boolean {
  if (column <= previous.column) return false;
  if (previous.values.length === 0 && !LIST_ATTRIBUTES.has(previous.name)) return false;
  const usual = parent.valueColumn ?? previous.column + DEFAULT_VALUE_OFFSET;
  return column === previous.valueColumn || column === usual;
}

/** A bare name is a header when deeper lines follow; with nothing deeper only its name tells it from an empty attribute. */
function startsSubElement(name: string, { column }: GridLine, next: GridLine | null): boolean {
  if (LIST_ATTRIBUTES.has(name)) return false;
  return (next !== null && next.column > column) || SUB_ELEMENTS.has(name);
}

/** The values of an attribute one by one: a list may have several on a line, any other value is the whole line. */
export function valueRanges(source: SourceText, { name, values }: AcliAttribute): readonly Range[] {
  if (!LIST_ATTRIBUTES.has(name)) return values.map(({ range }) => range);
  return values.flatMap(({ range }) => words(source.text, range));
}
