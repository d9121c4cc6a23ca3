import { readable } from '../../text/latin1.js';
import { lookUp } from '../../text/look-up.js';
import type { Range, Sourced } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';
import { TWO_EXPORTS, type Cell, type Fault, type Row, type Settings } from '../audiocodes/settings.js';
import { splitCells } from './cells.js';
import { readComment, type Header } from './comment.js';
import { damagedColumn, lostParameters } from './damage.js';
import { statements, type Statement } from './statements.js';

/** Which tables and parameters to read; the rest of the file is passed over. */
export interface Wanted {
  readonly tables: readonly string[];
  readonly parameters: readonly string[];
  /** Columns that must not go missing under a damaged name, by table. */
  readonly columns: Readonly<Record<string, readonly string[]>>;
  /** Names of others that resemble one of those by a letter. */
  readonly others: readonly string[];
}

interface OpenTable {
  readonly name: string;
  readonly range: Range;
  /** `[ X ]` has to be closed; `[X]` is a group of parameters, or a table that somebody typed. */
  readonly mustClose: boolean;
  readonly wanted: MutableTable | null;
  columns: readonly string[] | 'none yet' | 'unreadable';
}

interface MutableTable {
  readonly name: string;
  shown: boolean;
  whole: boolean;
  readonly rows: Row[];
  readonly range: Range;
}

/** `FORMAT` and `Index` begin lines of other kinds. */
const PLAIN_NAME = /^(?!(?:format|index)$)\w{1,200}$/i;

/** A file with a header, or with more groups and tables than anyone writes by hand, is a full export. */
const SECTIONS_OF_A_FULL_EXPORT = 15;

/** Reads an INI file into tables and parameters with their places. It knows nothing of what they mean. */
export function scan(source: SourceText, wanted: Wanted): Settings {
  const state = new Scan(source, wanted);
  for (const statement of statements(source, () => state.passedOver())) state.take(statement);
  return state.finish();
}

class Scan {
  readonly #tables = new Map<string, MutableTable>();
  readonly #parameters = new Map<string, Cell[]>();
  readonly #hidden = new Map<string, Range>();
  readonly #unread = new Set<string>();
  readonly #faults: Fault[] = [];
  readonly #wantedTables: ReadonlyMap<string, string>;
  readonly #wantedParameters: ReadonlySet<string>;
  readonly #lostParameter: (line: string) => string | null;
  readonly #header: Header = { banner: false, seen: false, release: null, product: null };
  #open: OpenTable | null = null;
  #sections = 0;
  #last: Statement | null = null;
  /** The fault that the next line belongs to if it is no row either. */
  #noRows: Fault | null = null;

  constructor(
    readonly source: SourceText,
    readonly wanted: Wanted,
  ) {
    this.#wantedTables = new Map(wanted.tables.map((name) => [name.toLowerCase(), name]));
    this.#wantedParameters = new Set(wanted.parameters.map((name) => name.toLowerCase()));
    this.#lostParameter = lostParameters(wanted.parameters, wanted.others);
  }

  /** The open table where its rows say nothing that is read, and nothing about the lines before them either. */
  passedOver(): string | null {
    const open = this.#open;
    const isPassed = open && !open.wanted && this.#noRows === null && PLAIN_NAME.test(open.name);
    return isPassed ? open.name : null;
  }

  take(statement: Statement): void {
    this.#last = statement;
    if (statement.kind !== 'other' && statement.kind !== 'scalar') this.#noRows = null;
    if (statement.kind === 'comment') return this.#comment(statement.range);
    if (statement.kind === 'mark') return this.#mark(statement);
    if (statement.kind === 'format') return this.#format(statement);
    if (statement.kind === 'row') return this.#row(statement);
    if (statement.kind === 'scalar' && !this.#inTable()) return this.#scalar(statement);
    this.#other(statement.range);
  }

  #comment(range: Range): void {
    const second = readComment(this.source, range, this.#header, this.#hidden, this.wanted.parameters);
    if (second) this.#fault('statement', 'second banner', TWO_EXPORTS, range);
    // A comment ends with its line, and a bare CR was the end of one before it was damaged.
    const text = this.source.slice(range.start, range.end);
    const from = text.indexOf('\r');
    const lost = from < 0 ? null : this.#lostParameter(text.slice(from));
    if (lost !== null) this.#unreadParameter(lost, 'a damaged line end leaves it in a comment', range);
  }

  finish(): Settings {
    this.#checkEnd();
    const { seen, release, product } = this.#header;
    // What is absent from a file that was cut may have stood behind the cut.
    const truncated = this.#faults.some(({ kind }) => kind === 'truncated');
    const full = !truncated && (seen || this.#sections > SECTIONS_OF_A_FULL_EXPORT);
    return {
      source: this.source,
      form: 'ini',
      extent: full ? 'full' : 'partial',
      release: release && this.#sourced(release),
      product: (product && readable(this.source.slice(product.start, product.end))) ?? 'Mediant SBC',
      tables: this.#tables,
      parameters: this.#parameters,
      hidden: this.#hidden,
      unread: this.#unread,
      faults: this.#faults,
    };
  }

  #mark({ form, name, range }: Extract<Statement, { kind: 'mark' }>): void {
    const open = this.#open;
    if (form !== 'close' && open?.mustClose && open.wanted) {
      open.wanted.whole = false;
      this.#fault(
        'statement',
        `table ${open.name}`,
        'no line closes it before the next one, so rows may be missing',
        range,
      );
    }
    this.#open = null;
    if (form === 'close') return;
    this.#sections += 1;
    const spelled = this.#wantedTables.get(name.toLowerCase());
    const mustClose = form === 'table';
    const wanted = spelled === undefined ? null : this.#table(spelled, range);
    if (wanted && wanted.rows.length > 0) {
      wanted.whole = false;
      this.#fault(
        'statement',
        `table ${wanted.name}`,
        'it stands there twice, as where two exports share one file',
        range,
      );
    }
    this.#open = { name: spelled ?? name, range, mustClose, wanted, columns: 'none yet' };
  }

  #table(name: string, range: Range): MutableTable {
    const key = name.toLowerCase();
    const table = this.#tables.get(key) ?? { name, shown: false, whole: true, rows: [], range };
    this.#tables.set(key, table);
    return table;
  }

  #format({ value, range }: Extract<Statement, { kind: 'format' }>): void {
    const open = this.#open;
    if (!open) return;
    open.columns = 'unreadable';
    if (!open.wanted) return;
    open.wanted.shown = true;
    const columns = splitCells(this.source.text, value.start, value.end);
    if ('because' in columns) {
      open.wanted.whole = false;
      return this.#fault('statement', `FORMAT line of ${open.name}`, columns.because, range);
    }
    const written = columns.cells.map(({ start, end }) => this.source.slice(start, end).toLowerCase());
    const damaged = damagedColumn(open.name, written, lookUp(this.wanted.columns, open.name) ?? [], this.wanted.others);
    if (damaged !== null) {
      return this.#unreadRow(open, `FORMAT line of ${open.name}`, `one of its names may stand for ${damaged}`, range);
    }
    const prefix = `${open.name.toLowerCase()}_`;
    open.columns = written.map((column) => (column.startsWith(prefix) ? column.slice(prefix.length) : column));
  }

  #row({ table, index, indexRange, value, range }: Extract<Statement, { kind: 'row' }>): void {
    const open = this.#open;
    const key = table.toLowerCase();
    if (!open || (key !== open.name.toLowerCase() && key !== 'index')) {
      const stray = this.#wantedTables.get(key);
      if (stray === undefined) return this.#other(range);
      const home = this.#tables.get(key);
      if (home) home.whole = false;
      return this.#fault('statement', `row ${stray} ${index}`, 'it stands outside its table', range);
    }
    if (!open.wanted || open.columns === 'unreadable') return;
    const { columns } = open;
    const fail = (because: string) => this.#unreadRow(open, `row ${open.name} ${index}`, because, range);
    if (columns === 'none yet') return fail('no FORMAT line stands before it');
    const split = splitCells(this.source.text, value.start, value.end);
    if ('because' in split) return fail(split.because);
    if (split.cells.length !== columns.length) {
      return fail(`it has ${split.cells.length} cells and FORMAT names ${columns.length} columns`);
    }
    const cells = new Map<string, Cell>();
    for (const [i, cell] of split.cells.entries()) {
      cells.set(columns[i] ?? '', { text: this.source.slice(cell.start, cell.end), range: cell });
    }
    open.wanted.rows.push({ table: open.name, index, indexRange, cells, unknown: null, range });
  }

  #scalar({ name, value, range }: Extract<Statement, { kind: 'scalar' }>): void {
    const key = name.toLowerCase();
    const { text } = this.source;
    if (!this.#wantedParameters.has(key)) return this.#other(range);
    const opens = text[value.start] === "'";
    const quoted = opens && value.end - value.start >= 2 && text[value.end - 1] === "'";
    if (opens && !quoted) return this.#unreadParameter(name, 'its quotes do not pair up', range);
    const inner = quoted ? { start: value.start + 1, end: value.end - 1 } : value;
    const cell = { text: this.source.slice(inner.start, inner.end), range: inner };
    const same = this.#parameters.get(key);
    if (same) same.push(cell);
    else this.#parameters.set(key, [cell]);
  }

  /** Text that is no statement matters inside a table that is read, and where it may set a parameter that is read. */
  #other(range: Range): void {
    const open = this.#open;
    if (open?.wanted && this.#inTable()) return this.#noRow(open, range);
    const lost = this.#lostParameter(this.source.slice(range.start, range.end));
    if (lost !== null) this.#unreadParameter(lost, 'the line is damaged, and may set it', range);
  }

  #unreadParameter(name: string, because: string, range: Range): void {
    this.#unread.add(name.toLowerCase());
    this.#fault('statement', `parameter ${name}`, because, range);
  }

  /** Lines that follow each other and are no rows are one problem: people paste whole pages of manuals. */
  #noRow(open: OpenTable, range: Range): void {
    const previous = this.#faults.at(-1);
    const continued = previous && previous === this.#noRows ? this.#faults.pop() : undefined;
    this.#unreadRow(open, `text in table ${open.name}`, 'it is no row', {
      ...range,
      start: continued?.range.start ?? range.start,
    });
    this.#noRows = this.#faults.at(-1) ?? null;
  }

  #inTable(): boolean {
    return this.#open !== null && (this.#open.mustClose || this.#open.columns !== 'none yet');
  }

  #unreadRow(open: OpenTable, what: string, because: string, range: Range): void {
    if (open.wanted) open.wanted.whole = false;
    this.#fault('statement', what, because, range);
  }

  #fault(kind: Fault['kind'], what: string, because: string, range: Range): void {
    this.#faults.push({ kind, what, because, range });
  }

  /** A cut inside a table or a mark; what it left of its last line is part of the same thing. */
  #checkEnd(): void {
    const open = this.#open;
    const last = this.#last;
    const cut = last && !this.source.text.includes('\n', last.range.end) ? last : null;
    const brokenMark = cut?.kind === 'other' && /^\[[^\]]*$/.test(this.source.slice(cut.range.start, cut.range.end));
    if (!open?.mustClose && !brokenMark) return;
    if (cut && this.#faults.at(-1)?.range.end === cut.range.end) this.#faults.pop();
    if (open?.wanted) open.wanted.whole = false;
    if (!open?.mustClose) {
      return this.#fault('truncated', 'file', 'it ends inside a section mark', cut?.range ?? { start: 0, end: 0 });
    }
    this.#fault('truncated', `table ${open.name}`, 'the file ends before a line closes it', open.range);
  }

  #sourced({ start, end }: Range): Sourced<string> {
    return this.source.sourced(start, end);
  }
}
