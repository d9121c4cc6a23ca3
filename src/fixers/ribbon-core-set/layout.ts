import type { Token } from '../../parsers/ribbon-core/token.js';
import { find, grow, valueOf, type Change } from '../../parsers/ribbon-core/tree.js';
import { runsToExtend } from '../../parsers/ribbon-core/two-exports.js';
import { scan, type Statement } from '../../parsers/ribbon-core-set/scan.js';
import { insertAt } from '../../text/edit.js';
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

export function layoutOf(source: SourceText): Layout {
  const statements: { readonly statement: Statement; readonly index: number }[] = [];
  const changes: Change[] = [];
  let index = 0;
  const lastOfRuns = new Map<number, Statement>();
  const lastAtTopOfRuns = new Map<number, Statement>();
  const { runs, script } = scan(source, (statement) => {
    lastOfRuns.set(statement.run, statement);
    if (statement.base.length === 0) lastAtTopOfRuns.set(statement.run, statement);
    if (rootOf(statement)) {
      statements.push({ statement, index });
      if (statement.verb === 'delete') changes.push({ verb: 'delete', path: statement.words });
      for (const leaf of statement.verb === 'set' ? statement.leaves : []) changes.push({ verb: 'set', leaf });
    }
    index += 1;
  });

  const extendable = runsToExtend(runs);
  const takesLines = ({ run }: Statement) => script || extendable.has(run);
  const last = [...lastOfRuns.values()].findLast(takesLines) ?? null;
  const lastAtTop = [...lastAtTopOfRuns.values()].findLast(takesLines) ?? null;
  const own = statements.filter(({ statement }) => takesLines(statement));
  const pki = own.map(({ statement }) => statement);
  const style = styleOf(pki, last);
  const first = own[0]?.index ?? 0;
  const contiguous = (own.at(-1)?.index ?? -1) - first + 1 === own.length;
  const places = [contiguous ? (pki.at(-1) ?? null) : null, last, lastAtTop].filter((place) => place !== null);
  const tree = grow(changes);
  const entries = [PKI, PKI.slice(1)].flatMap((root) => [
    ...(find(tree, ...root, 'certificate')?.children.values() ?? []),
  ]);
  const entry = (name: string) => entries.find(({ token }) => token.text === name);

  return {
    editable: own.length > 0 || statements.length === 0,
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
        const texts = lines.map((line) => lineAt(place, source, style, name, line));
        if (texts.every((text) => text !== null)) return insertAt(place.end, texts.join(''));
      }
      return null;
    },

    enableEntry(name) {
      const about = statements
        .map(({ statement }) => statement)
        .filter(({ verb, words }) => verb === 'set' && words[(rootOf({ words }) ?? []).length + 1]?.text === name);
      if (!script && new Set(about.map(({ run }) => run)).size > 1) return null;
      const state = valueOf(entry(name), 'state');
      if (state) return { range: { start: state.start, end: state.end }, insert: 'enabled' };
      const place = about.at(-1);
      const text = place && lineAt(place, source, style, name, [['state', 'enabled']]);
      return place && text ? insertAt(place.end, text) : null;
    },
  };
}

/** The words that lead to the PKI tree, where a statement is about it. */
function rootOf({ words }: Pick<Statement, 'words'>): readonly string[] | null {
  return [PKI, PKI.slice(1)].find((root) => root.every((word, index) => words[index]?.text === word)) ?? null;
}

function styleOf(pki: readonly Statement[], last: Statement | null): Style {
  const sets = pki.filter(({ verb }) => verb === 'set');
  const model = sets.length > 0 ? sets : last ? [last] : [];
  const several = model.some(({ leaves }) => leaves.filter(({ known, value }) => known && value).length > 1);

  const orders = new Map<string, string[]>();
  for (const { path, value } of sets.flatMap(({ leaves }) => leaves)) {
    const leaf = path.at(-1)?.text ?? '';
    if (!value || !ONE_A_LINE.includes(leaf)) continue;
    const name = path.at(-2)?.text ?? '';
    const order = orders.get(name) ?? [];
    if (!order.includes(leaf)) order.push(leaf);
    orders.set(name, order);
  }
  const order = [...orders.values()].findLast(({ length }) => length === ONE_A_LINE.length);
  return {
    several,
    quoted: model.at(-1)?.words.some(isQuotedForStyle) ?? false,
    order: order ?? (several ? SEVERAL_A_LINE : ONE_A_LINE),
    root: (pki[0] && rootOf(pki[0])) ?? PKI,
  };
}

/** Quotes that nothing in the word asks for. */
const isQuotedForStyle = ({ quoted, text }: Token) => quoted && /^[^\s"\\]+$/.test(text.trim());

/** A line below `place` in its layout, with the terminator before it, or `null` where `edit` has led elsewhere. */
function lineAt(
  place: Statement,
  source: SourceText,
  { quoted, root }: Style,
  name: string,
  settings: readonly (readonly [leaf: string, value: string])[],
): string | null {
  const { base, start, end } = place;
  const path = [...root, 'certificate', name];
  if (base.length > path.length || base.some(({ text }, index) => text !== path[index])) return null;

  const value = (text: string) => (quoted ? `"${text}"` : text);
  const relative = path.slice(base.length).map((word) => (word === name ? value(word) : word));
  const words = ['set', ...relative, ...settings.flatMap(([leaf, text]) => [leaf, value(text)])];
  const lead = source.lead(start);
  const indent = /^[ \t]*$/.test(lead) ? lead : ''; // tabs stay tabs; prompts are not copied
  const gap = source.text[start + place.verb.length] === '\t' ? '\t' : ' ';
  return source.eolAt(end) + indent + words.join(gap);
}
