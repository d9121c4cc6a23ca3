import type { Token } from '../../parsers/ribbon-core/token.js';
import { find, grow, valueOf, type Change } from '../../parsers/ribbon-core/tree.js';
import { runsToExtend } from '../../parsers/ribbon-core/two-exports.js';
import { unfinishedLine } from '../../parsers/ribbon-core-set/last-line.js';
import { scan, type Statement } from '../../parsers/ribbon-core-set/scan.js';
import { insertAt, type Edit } from '../../text/edit.js';
import type { SourceText } from '../../text/source-text.js';
import type { Layout } from '../ribbon-core/layout.js';

const PKI = ['system', 'security', 'pki'];
const ONE_A_LINE = ['state', 'fileName', 'type'];
const SEVERAL_A_LINE = ['type', 'fileName', 'state'];

interface Style {
  readonly quoted: boolean;
  readonly several: boolean;
  readonly order: readonly string[];
  /** The words before `certificate`; the same tree has two paths. */
  readonly root: readonly string[];
}

/** A statement about the PKI tree, and the words that lead there in it. */
interface AboutPki {
  readonly statement: Statement;
  /** Among all statements. */
  readonly index: number;
  readonly root: readonly string[];
}

export function layoutOf(source: SourceText): Layout {
  const all: AboutPki[] = [];
  const changes: Change[] = [];
  let index = 0;
  const lastOfRuns = new Map<number, Statement>();
  const lastAtTopOfRuns = new Map<number, Statement>();
  const { runs, script } = scan(source, (statement) => {
    lastOfRuns.set(statement.run, statement);
    if (statement.base.length === 0) lastAtTopOfRuns.set(statement.run, statement);
    const root = rootOf(statement);
    if (root) {
      all.push({ statement, index, root });
      if (statement.verb === 'delete') changes.push({ verb: 'delete', path: statement.words });
      for (const leaf of statement.verb === 'set' ? statement.leaves : []) changes.push({ verb: 'set', leaf });
    }
    index += 1;
  });

  const extendable = runsToExtend(runs);
  // A line behind one that breaks off would make it look whole.
  const whole = unfinishedLine(source)?.start ?? Infinity;
  const takesLines = ({ run, start }: Statement) => start < whole && (script || extendable.has(run));
  const last = [...lastOfRuns.values()].findLast(takesLines) ?? null;
  const lastAtTop = [...lastAtTopOfRuns.values()].findLast(takesLines) ?? null;
  const pki = all.filter(({ statement }) => takesLines(statement));
  const style = styleOf(pki);
  const contiguous = new Set(pki.map((each, at) => each.index - at)).size === 1;
  const places = [contiguous ? (pki.at(-1)?.statement ?? null) : null, last, lastAtTop];
  const tree = grow(changes);
  const entries = [PKI, PKI.slice(1)].flatMap((root) => [
    ...(find(tree, ...root, 'certificate')?.children.values() ?? []),
  ]);
  const entry = (name: string) => entries.find(({ token }) => token.text === name);

  return {
    editable: pki.length > 0 || all.length === 0,
    taken: new Set(
      entries
        .flatMap((node) => [node.token.text, valueOf(node, 'fileName')?.text ?? ''])
        .map((name) => name.trim().toLowerCase()),
    ),
    entryCount: entries.length,

    addEntry(name, fileName) {
      const values: Readonly<Record<string, string>> = { state: 'enabled', fileName, type: 'remote' };
      const settings = style.order.map((leaf) => [leaf, values[leaf] ?? ''] as const);
      const lines = style.several ? [settings] : settings.map((setting) => [setting]);
      for (const place of places) {
        const edit = place && insertBelow(place, source, style, name, lines);
        if (edit) return edit;
      }
      return null;
    },

    enableEntry(name) {
      const about = all.filter(
        ({ statement: { verb, words }, root }) => verb === 'set' && words[root.length + 1]?.text === name,
      );
      if (!script && new Set(about.map(({ statement }) => statement.run)).size > 1) return null;
      const state = valueOf(entry(name), 'state');
      if (state) return { range: { start: state.start, end: state.end }, insert: 'enabled' };
      const place = about.at(-1);
      return place ? insertBelow(place.statement, source, style, name, [[['state', 'enabled']]]) : null;
    },
  };
}

/** The words that lead to the PKI tree, where a statement is about it. */
function rootOf({ words }: Pick<Statement, 'words'>): readonly string[] | null {
  return [PKI, PKI.slice(1)].find((root) => root.every((word, index) => words[index]?.text === word)) ?? null;
}

function styleOf(pki: readonly AboutPki[]): Style {
  const sets = pki.map(({ statement }) => statement).filter(({ verb }) => verb === 'set');
  const several = sets.some(({ leaves }) => leaves.filter(({ known, value }) => known && value).length > 1);

  const orders = new Map<string, string[]>();
  for (const { path, value } of sets.flatMap(({ leaves }) => leaves)) {
    const [leaf = '', name = ''] = path.map(({ text }) => text).reverse();
    if (!value || !ONE_A_LINE.includes(leaf)) continue;
    const order = orders.get(name) ?? [];
    if (!order.includes(leaf)) order.push(leaf);
    orders.set(name, order);
  }
  const [first] = pki;
  const order = [...orders.values()].findLast(({ length }) => length === ONE_A_LINE.length);
  return {
    several,
    quoted: sets.slice(-1).some(({ words }) => words.some(isQuotedForStyle)),
    order: order ?? (several ? SEVERAL_A_LINE : ONE_A_LINE),
    root: first ? first.root : PKI,
  };
}

/** Quotes that nothing in the word asks for. */
const isQuotedForStyle = ({ quoted, text }: Token) => quoted && /^[^\s"\\]+$/.test(text);

/** Lines below `place` in its layout, or `null` where `edit` has led elsewhere. */
function insertBelow(
  { base, start, end, verb }: Statement,
  source: SourceText,
  { quoted, root }: Style,
  name: string,
  lines: readonly (readonly (readonly [leaf: string, value: string])[])[],
): Edit | null {
  const path = [...root, 'certificate', name];
  if (base.some(({ text }, index) => text !== path[index])) return null;

  const value = (text: string) => (quoted ? `"${text}"` : text);
  const relative = path.slice(base.length).map((word) => (word === name ? value(word) : word));
  const lead = source.lead(start);
  const indent = /^[ \t]*$/.test(lead) ? lead : ''; // tabs stay tabs; prompts are not copied
  const gap = source.text[start + verb.length] === '\t' ? '\t' : ' ';
  const texts = lines.map((settings) => {
    const words = ['set', ...relative, ...settings.flatMap(([leaf, text]) => [leaf, value(text)])];
    return source.eolAt(end) + indent + words.join(gap);
  });
  return insertAt(end, texts.join(''));
}
