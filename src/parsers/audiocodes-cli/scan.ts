import { nearMiss } from '../../text/near-miss.js';
import type { Range } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';
import {
  TWO_EXPORTS,
  type Cell,
  type Fault,
  type Row,
  type Settings,
  type TrustTable,
} from '../audiocodes/settings.js';
import { cliLines, type CliLine, type Token } from './lines.js';
import {
  BUILT_IN_LIST,
  BUILT_IN_LIST_KEYWORD,
  globalOf,
  lostGlobal,
  versionBits,
  VOCABULARY,
  type Global,
  type Vocabulary,
} from './vocabulary.js';

type Command = Extract<CliLine, { kind: 'command' }>;

interface OpenRow {
  readonly vocabulary: Vocabulary;
  readonly index: string;
  readonly indexRange: Range;
  readonly cells: Map<string, Cell>;
  unknown: Range | null;
  /** False once something in it could not be read: then the whole row is left out. */
  readable: boolean;
  range: Range;
}

interface Section {
  readonly name: string;
  readonly range: Range;
  matters: boolean;
}

interface MutableTable {
  readonly name: string;
  readonly shown: true;
  whole: boolean;
  readonly rows: Row[];
  readonly range: Range;
}

const SECTIONS = /^(?:network|system|voip|troubleshoot|data)$/;
/** As for an INI file: more kinds of tables and groups than anyone writes by hand. */
const KINDS_OF_A_FULL_EXPORT = 15;
const INDEX = /^\d{1,6}(?:\/\d{1,6})?$/;
/** What a setting needs; longer lines are texts. */
const LONGEST_READ = 1000;
const VERSION = /version\b/i;
const RELEASE = /\b\d{1,2}\.\d\d[A-Z]\.\d{1,4}\.\d{1,4}\b/i;
/** How far behind the word a release may begin. */
const MOST_BETWEEN = 'version'.length + 40;

/** Reads CLI text into tables and parameters with their places. It knows nothing of what they mean. */
export function scan(source: SourceText): Settings {
  const state = new Scan(source);
  for (const line of cliLines(source)) state.take(line);
  return state.finish();
}

/**
 * Blocks are known by their words and by `exit`: below `configure X` every line opens a block, and inside a block none
 * does, except that the rows that matter are known wherever they stand.
 */
class Scan {
  readonly #tables = new Map<string, MutableTable>();
  readonly #parameters = new Map<string, Cell[]>();
  readonly #unread = new Set<string>();
  readonly #faults: Fault[] = [];
  readonly #kinds = new Set<string>();
  readonly #sections = new Set<string>();
  #section: Section | null = null;
  /** The section that an exit seems to have closed. */
  #left: Section | null = null;
  #block: Range | null = null;
  #row: OpenRow | null = null;
  #asked = false;
  #release: Range | null = null;
  #last: Command | null = null;

  constructor(readonly source: SourceText) {}

  take(line: CliLine): void {
    if (line.kind === 'comment') return this.#comment(line.range);
    const { first, rest } = line;
    const word = first.text.toLowerCase();
    if (line.typed && word === 'show') {
      if (!/^running-config$/i.test(rest[0]?.text ?? '') || rest.length !== 1) return;
      if (this.#asked && this.#sections.size > 0) {
        this.#fault('statement', 'second session', TWO_EXPORTS, line.range);
      }
      this.#asked = true;
      return;
    }
    this.#last = line;
    const section = word === 'configure' ? (rest[0]?.text.toLowerCase() ?? '') : '';
    if (SECTIONS.test(section) && rest.length === 1) return this.#openSection(section, line.range);
    if (word === 'exit' && rest.length === 0) return this.#exit(line.range);
    if (word === 'activate' && rest.length === 0) return;
    if (this.#row && isDamagedEnd(line)) return this.#closeUnended(line.range);
    if (this.#row && globalOf(word)) this.#closeUnended(line.range);
    // A block inside a block brought one exit more than expected, so the section goes on.
    if (!this.#section && !line.typed) this.#section = this.#left;
    const row = withoutGroup(line);
    const vocabulary = VOCABULARY.get(row.first.text.toLowerCase());
    if (vocabulary && this.#opens(row)) return this.#openRow(vocabulary, row);
    if (this.#row) return this.#setting(this.#row, line);
    this.#global(line);
    this.#rowElsewhere(line);
    if (this.#block || !this.#section) return;
    this.#kinds.add(word);
    this.#block = line.range;
  }

  finish(): Settings {
    this.#checkEnd();
    const truncated = this.#faults.some(({ kind }) => kind === 'truncated');
    const both = this.#sections.has('voip') && (this.#sections.has('network') || this.#sections.has('system'));
    const full = !truncated && both && (this.#asked || this.#kinds.size > KINDS_OF_A_FULL_EXPORT);
    return {
      source: this.source,
      form: 'cli',
      extent: full ? 'full' : 'partial',
      release: this.#release && this.source.sourced(this.#release.start, this.#release.end),
      product: 'Mediant SBC',
      tables: this.#tables,
      parameters: this.#parameters,
      hidden: new Map(),
      unread: this.#unread,
      faults: this.#faults,
    };
  }

  #comment({ start, end }: Range): void {
    const text = this.source.slice(start, Math.min(end, start + 200));
    const word = text.search(VERSION);
    const found = word < 0 ? null : RELEASE.exec(text.slice(word));
    if (!found || found.index > MOST_BETWEEN) return;
    const at = start + word + found.index;
    this.#release ??= { start: at, end: at + found[0].length };
  }

  #openSection(name: string, range: Range): void {
    this.#closeUnended(range);
    this.#sections.add(name);
    this.#section = { name, range, matters: name === 'network' || name === 'voip' };
    this.#block = null;
  }

  #exit(range: Range): void {
    if (this.#row) return this.#closeRow({ ...this.#row.range, end: range.end });
    if (this.#block) {
      this.#block = null;
      return;
    }
    this.#left = this.#section ?? this.#left;
    this.#section = null;
  }

  /** A row starts with its table and one index. Inside a row, a keyword of the same name with such a value is not known. */
  #opens({ rest }: Command): boolean {
    if (this.#section?.name === 'data' || this.#section?.name === 'troubleshoot') return false;
    const [index] = rest;
    if (!index || rest.length !== 1) return false;
    return !this.#block || INDEX.test(index.text);
  }

  #openRow(vocabulary: Vocabulary, { first, rest, range }: Command): void {
    this.#closeUnended(range);
    if (this.#section) this.#section.matters = true;
    this.#block = null;
    this.#kinds.add(first.text.toLowerCase());
    const [index] = rest;
    const name = vocabulary.table;
    this.#table(name, range);
    const text = index?.text ?? '';
    const [, parent] = (name === 'ProxyIp' ? /^(\d{1,6})\/\d{1,6}$/ : /^(\d{1,6})$/).exec(text) ?? [];
    const indexRange = index?.range ?? range;
    this.#row = { vocabulary, index: text, indexRange, cells: new Map(), unknown: null, readable: true, range };
    if (parent === undefined) return this.#unreadRow(this.#row, `row of ${name}`, 'its index is not understood', range);
    if (name !== 'ProxyIp') return;
    const owner = { start: indexRange.start, end: indexRange.start + parent.length };
    this.#row.cells.set('proxysetid', { text: parent, range: owner });
  }

  #setting(row: OpenRow, line: Command): void {
    const { vocabulary, index } = row;
    const word = line.first.text.toLowerCase();
    const negated = word === 'no';
    const name = negated ? (line.rest[0]?.text.toLowerCase() ?? '') : word;
    const list = vocabulary.table === 'TLSContexts' && BUILT_IN_LIST.test(name);
    const keyword = list ? BUILT_IN_LIST_KEYWORD : vocabulary.keywords[name];
    const what = `${vocabulary.table} ${index}`;
    if (!keyword) {
      const lost = this.#lost(line.range);
      if (lost) this.#unreadGlobal(lost, 'the line is damaged, and may set it', line.range);
      if (vocabulary.harmless.test(name)) return;
      row.unknown ??= line.first.range;
      const near = name === '' || nearMiss(name, Object.keys(vocabulary.keywords)) !== null;
      if (near || vocabulary.mayMatter?.test(name)) {
        this.#unreadRow(row, what, 'a keyword of it is not known', line.range);
      }
      return;
    }
    const [value] = line.rest;
    const because = negated
      ? 'a setting of it is negated'
      : (line.broken ?? (value && line.rest.length === 1 ? null : 'a setting of it has not exactly one value'));
    if (because !== null || !value) return this.#unreadRow(row, what, because ?? '', line.range);
    const cell = translated(value, keyword.words, keyword.column === 'tlsversion');
    const before = row.cells.get(keyword.column);
    if (before && before.text !== cell.text) {
      return this.#unreadRow(row, what, 'a setting of it stands twice with different values', line.range);
    }
    if (!before) row.cells.set(keyword.column, cell);
  }

  #global({ first, rest, broken, range }: Command): void {
    const negated = first.text.toLowerCase() === 'no';
    const known = globalOf(negated ? (rest[0]?.text ?? '') : first.text);
    if (!known) {
      const lost = this.#lost(range);
      if (lost) this.#unreadGlobal(lost, 'the line is damaged, and may set it', range);
      return;
    }
    const key = known.parameter.toLowerCase();
    const [value] = rest;
    if (negated || broken !== null || !value || rest.length !== 1) {
      return this.#unreadGlobal(known, broken ?? 'it has not exactly one value', range);
    }
    const cells = this.#parameters.get(key) ?? [];
    cells.push(translated(value, known.words, false));
    this.#parameters.set(key, cells);
  }

  #lost({ start, end }: Range): Global | null {
    return lostGlobal(this.source.slice(start, Math.min(end, start + LONGEST_READ)));
  }

  #unreadGlobal({ parameter }: Global, because: string, range: Range): void {
    this.#unread.add(parameter.toLowerCase());
    this.#fault('statement', `parameter ${parameter}`, because, range);
  }

  /** `no proxy-set 1`, and `voip-network proxy-set 1` as of releases before 7.2, of which no capture was seen. */
  #rowElsewhere({ first, rest: all, range }: Command): void {
    const [group, table] = all;
    const rest = group && table && isBelow(table, group) ? all.slice(1) : all;
    const [word, index] = rest;
    const vocabulary = word && VOCABULARY.get(word.text.toLowerCase());
    if (!this.#section || !vocabulary || rest.length !== 2 || !INDEX.test(index?.text ?? '')) return;
    if (this.#section.name === 'data' || this.#section.name === 'troubleshoot') return;
    const because =
      first.text.toLowerCase() === 'no'
        ? 'it removes a row'
        : 'it stands below another word, as before release 7.2, and that layout is not read: export the INI file';
    this.#table(vocabulary.table, range).whole = false;
    this.#fault('statement', `row of ${vocabulary.table}`, because, range);
  }

  #table(name: TrustTable, range: Range): MutableTable {
    const key = name.toLowerCase();
    const table = this.#tables.get(key) ?? { name, shown: true, whole: true, rows: [], range };
    this.#tables.set(key, table);
    return table;
  }

  #closeRow(range: Range): void {
    const row = this.#row;
    this.#row = null;
    if (!row) return;
    // An address is all that such a row is for.
    if (row.vocabulary.table === 'ProxyIp' && !row.cells.has('ipaddress')) {
      this.#unreadRow(row, `ProxyIp ${row.index}`, 'it has no proxy-address', row.range);
    }
    if (!row.readable) return;
    const { vocabulary, index, indexRange, cells, unknown } = row;
    const table: TrustTable = vocabulary.table;
    this.#tables.get(table.toLowerCase())?.rows.push({ table, index, indexRange, cells, unknown, range });
  }

  /** The next row or section starts before an `exit`: what stands in the row so far may not be all of it. */
  #closeUnended(range: Range): void {
    const row = this.#row;
    if (!row) return;
    this.#unreadRow(row, `${row.vocabulary.table} ${row.index}`, 'no exit ends it before the next one', range);
    this.#row = null;
  }

  #unreadRow(row: OpenRow, what: string, because: string, range: Range): void {
    const table = this.#tables.get(row.vocabulary.table.toLowerCase());
    if (table) table.whole = false;
    if (row.readable) this.#fault('statement', what, because, range);
    row.readable = false;
  }

  #fault(kind: Fault['kind'], what: string, because: string, range: Range): void {
    this.#faults.push({ kind, what, because, range });
  }

  #checkEnd(): void {
    const row = this.#row;
    const section = this.#section;
    if (row) {
      // What the cut left of the last line is part of the same thing.
      if (this.#faults.at(-1)?.range.end === this.#last?.range.end) this.#faults.pop();
      const table = this.#tables.get(row.vocabulary.table.toLowerCase());
      if (table) table.whole = false;
      return this.#fault(
        'truncated',
        `${row.vocabulary.table} ${row.index}`,
        'the file ends before its exit',
        row.range,
      );
    }
    const last = this.#last?.first.text.toLowerCase();
    if (!section || (!section.matters && last === 'exit')) return;
    for (const table of this.#tables.values()) table.whole = false;
    this.#fault('truncated', `configure ${section.name}`, 'the file ends before its exit', section.range);
  }
}

/** `sbc classification 0` is a row of `classification`. */
function withoutGroup(line: Command): Command {
  const [table, ...rest] = line.rest;
  return table && isBelow(table, line.first) ? { ...line, first: table, rest } : line;
}

function isBelow(table: Token, group: Token): boolean {
  return VOCABULARY.get(table.text.toLowerCase())?.below === group.text.toLowerCase();
}

/** `eyit`, or `activate exit` where the end of a line is lost. */
function isDamagedEnd({ first, rest }: Command): boolean {
  const word = first.text.toLowerCase();
  return word === 'activate' || word === 'exit' || (rest.length === 0 && nearMiss(word, ['exit']) !== null);
}

function translated(value: Token, words: Readonly<Record<string, string>> | undefined, version: boolean): Cell {
  const word = value.text.toLowerCase();
  const known = words && Object.hasOwn(words, word) ? words[word] : undefined;
  return { text: known ?? (version ? versionBits(value.text) : null) ?? value.text, range: value.range };
}
