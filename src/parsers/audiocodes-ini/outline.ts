import type { Range } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';
import { splitCells } from './cells.js';
import { statements } from './statements.js';

/** One line for each statement of the file, whichever blanks and line ends it has. Cells go by the names of their columns. */
export function outline(source: SourceText): readonly string[] {
  const lines: string[] = [];
  let columns: readonly string[] = [];
  const read = ({ start, end }: Range) => source.slice(start, end);
  const plain = (range: Range) => read(range).replace(/[ \t\r]+/g, ' ');
  const split = (range: Range) => {
    const found = splitCells(source.text, range.start, range.end);
    return 'cells' in found ? found.cells.map(read) : null;
  };

  for (const statement of statements(source)) {
    if (statement.kind === 'mark') {
      columns = [];
      lines.push(`${statement.form} ${statement.name}`);
      continue;
    }
    if (statement.kind === 'scalar') {
      lines.push(`${statement.name} = ${read(statement.value)}`);
      continue;
    }
    if (statement.kind === 'format') {
      columns = split(statement.value) ?? [];
      lines.push(`format ${columns.length > 0 ? columns.join(', ') : plain(statement.range)}`);
      continue;
    }
    const cells = statement.kind === 'row' ? split(statement.value) : null;
    if (statement.kind !== 'row' || !cells) {
      lines.push(`${statement.kind} ${plain(statement.range)}`);
      continue;
    }
    lines.push(`row ${statement.table} ${statement.index}`);
    for (const [i, cell] of cells.entries()) {
      lines.push(`${statement.table} ${statement.index} ${columns[i] ?? `#${i}`} = ${cell}`);
    }
  }
  return lines;
}
