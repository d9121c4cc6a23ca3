import { width } from '../../parsers/oracle-acli/line.js';
import {
  DEFAULT_VALUE_OFFSET,
  type AcliAttribute,
  type AcliElement,
  type AcliValue,
} from '../../parsers/oracle-acli/scan.js';
import { insertAt, type Edit } from '../../text/edit.js';
import type { LinePlace, SourceText } from '../../text/source-text.js';

/** How the lines of an element are laid out, so that a new one looks like its neighbours. */
export interface Layout {
  readonly eol: string;
  /** What stands before an attribute: blanks or tabs. */
  readonly lead: string;
  readonly valueColumn: number;
  readonly tabs: boolean;
}

export function layoutOf(source: SourceText, element: AcliElement): Layout {
  const attributes = element.content.filter((child) => child.kind === 'attribute');
  const [first] = attributes;
  const lead = first ? source.lead(first.at.start).replace(/^.*[\r\b]/, '') : ' '.repeat(8);
  const valued = attributes.find(({ values }) => values.length > 0);
  const pad = valued?.values[0] ? source.slice(valued.at.end, valued.values[0].range.start) : '';
  return {
    eol: source.eolAt(element.lastLine.start),
    lead,
    valueColumn: element.valueColumn ?? width(lead, 0, lead.length, 0) + DEFAULT_VALUE_OFFSET,
    tabs: pad.includes('\t'),
  };
}

/** An attribute with its values one a line, without a terminator at the end. */
export function attributeLines(layout: Layout, name: string, values: readonly string[]): string {
  const start = layout.lead + name;
  const [first, ...more] = values;
  if (first === undefined) return start;
  const column = width(start, 0, start.length, 0);
  const lines = [start + padding(column, layout) + first, ...more.map((value) => padding(0, layout) + value)];
  return lines.join(layout.eol);
}

/** A further value of a list, on a line of its own below `value`, led by the same blanks and tabs. */
export function valueBelow(source: SourceText, layout: Layout, value: AcliValue, text: string): string {
  const lead = source.lead(value.range.start);
  // What a pager left on the line is no part of the grid.
  const blanks = /[\r\b]/.test(lead) ? padding(0, layout) : lead.replace(/[^\t]/g, ' ');
  return blanks + text;
}

/** What has to stand between the end of a text at `column` and the column of the values. */
export function padding(column: number, { valueColumn, tabs }: Layout): string {
  if (column >= valueColumn) return ' ';
  if (!tabs || valueColumn % 8 !== 0) return ' '.repeat(valueColumn - column);
  return '\t'.repeat(Math.ceil((valueColumn - column) / 8));
}

/** Inserts whole lines below a line, which may be the last of a file without a final terminator. */
export function insertBelow(line: LinePlace, layout: Layout, text: string): Edit {
  return line.next === line.end ? insertAt(line.end, layout.eol + text) : insertAt(line.next, text + layout.eol);
}

export function lastLineOf(attribute: AcliAttribute): LinePlace {
  return attribute.values.at(-1)?.line ?? attribute.line;
}
