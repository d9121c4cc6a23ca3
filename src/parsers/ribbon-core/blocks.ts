import { lookUp } from '../../text/look-up.js';
import type { Sourced } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';
import { mayMatter } from './matters.js';
import { watchWords } from './odd-words.js';
import { placeholderIn } from './placeholder.js';
import { nodeAt, NOT_SHOWN, SCHEMA, type SchemaNode } from './schema.js';
import type { PlacedFault } from './shown.js';
import { plain, type Leaf, type Token } from './token.js';
import type { Change } from './tree.js';
import { twoExports } from './two-exports.js';

/** One statement of a form that shows nesting itself: braces, elements, or objects. */
export interface Block {
  readonly name: Token;
  /** The keys of an entry where the form writes them behind the name, or the value of a leaf. */
  readonly words: readonly Token[];
  /** `null` for a leaf. */
  readonly body: readonly Block[] | null;
  readonly start: number;
  readonly end: number;
}

/** A block at the outermost level of a file, and the path that it was asked for with, where the file tells. */
export interface Section {
  readonly block: Block;
  readonly asked: readonly Token[];
  /** Which command of a capture printed it. */
  readonly run: number;
}

export interface Reading {
  readonly changes: readonly Change[];
  /** The leaves of them, each with the run that it belongs to. */
  readonly leaves: readonly (readonly [number, Leaf])[];
  readonly faults: readonly PlacedFault[];
  readonly placeholder: Sourced<string> | null;
  /** The file starts below the top of the configuration, and only its names tell where. */
  readonly guessed: boolean;
}

/** What a key is called where the form writes it as a leaf of its entry. */
const KEY_NAMES = new Set(['name', 'index']);

/** Where a block belongs that stands without those around it. An entry whose name is not shown keeps its place open. */
const HOMES: Readonly<Record<string, readonly string[]>> = {
  pki: ['system', 'security'],
  certificate: ['system', 'security', 'pki'],
  tlsProfile: ['profiles', 'security'],
  ipSignalingPeerGroup: ['profiles'],
  zone: ['addressContext', NOT_SHOWN],
  sipSigPort: ['addressContext', NOT_SHOWN, 'zone', NOT_SHOWN],
  ipPeer: ['addressContext', NOT_SHOWN, 'zone', NOT_SHOWN],
  sipTrunkGroup: ['addressContext', NOT_SHOWN, 'zone', NOT_SHOWN],
};

export function readBlocks(sections: readonly Section[], source: SourceText): Reading {
  const walk = startWalk(source);
  let guessed = false;
  for (const { block, asked, run } of sections) {
    walk.enter(run);
    const relative = asked.length > 0 ? nodeAt(asked) : null;
    if (relative?.children.has(block.name.text)) {
      walk.visit(block, relative, asked);
      continue;
    }
    const home = homeOf(block);
    if (home.length > 0) guessed = true;
    const base = home.map((text) => ({ ...block.name, text }));
    walk.visit(block, nodeAt(base) ?? SCHEMA, base);
  }
  return {
    changes: walk.changes,
    leaves: walk.leaves,
    faults: walk.faults(),
    placeholder: walk.placeholder(),
    guessed,
  };
}

/** Every statement with the names and keys that lead to it, however it is laid out. */
export function outlineOfBlocks(sections: readonly Section[]): readonly string[] {
  const lines: string[] = [];
  const add = ({ name, words, body }: Block, path: readonly string[]) => {
    const own = [...path, name.text, ...words.map(({ text }) => text.trim())];
    if (body === null || body.length === 0) {
      lines.push(JSON.stringify(own));
      return;
    }
    // Entries of a list differ in their keys, and those stand first.
    const key = words.length === 0 ? body.find((child) => child.body === null)?.words[0]?.text : undefined;
    for (const child of body) add(child, key === undefined ? own : [...own, key]);
  };
  for (const { block } of sections) add(block, []);
  return lines;
}

function startWalk(source: SourceText) {
  const changes: Change[] = [];
  const leaves: (readonly [number, Leaf])[] = [];
  const seen = new Set<string>();
  let current = 0;
  let twice = false;
  const faults: PlacedFault[] = [];
  const odd = watchWords();
  let placeholder: Sourced<string> | null = null;

  const fault = (path: readonly Token[], what: string, because: string, { start, end }: Token) => {
    if (mayMatter(path)) faults.push({ messageId: 'statement', what, because, start, end, words: path });
  };
  const keep = (leaf: Leaf, end: number) => {
    odd.see(leaf);
    leaves.push([current, leaf]);
    changes.push({ verb: 'set', leaf });
    const found = placeholder ? null : placeholderIn({ leaves: [leaf], words: leaf.path, end }, source);
    if (found) placeholder = source.sourced(found.start, found.end);
  };
  /** No device prints one thing twice: what does is another export, or a damaged one. */
  const once = (path: readonly Token[], { start, end }: Token) => {
    const key = JSON.stringify(path.map(({ text }) => text));
    if (seen.has(key) && !twice && !key.includes(NOT_SHOWN)) {
      twice = true;
      faults.push(twoExports(`${trail(path)} stands twice`, start, end));
    }
    seen.add(key);
  };
  const enter = (run: number) => {
    if (run !== current) seen.clear();
    current = run;
  };
  const visit = (block: Block, node: SchemaNode, above: readonly Token[]): void => {
    const { name, words, body } = block;
    const path = [...above, name];
    const child = node.children.get(name.text);
    if (!child) {
      // The word itself is not shown: it may be a part of a value.
      if (node.strict || (node.children.has('certificate') && isLikeEntry(block)))
        fault(above, `a setting of ${trail(above)}`, 'it is not a known setting', name);
      else odd.see({ path, value: null, known: false });
      return;
    }
    if (child.kind === 'container') {
      once(path, name);
      if (body === null ? !words.some(isBlank) : words.length > 0)
        fault(path, trail(path), 'it is no block of settings', name);
      for (const inner of body ?? []) visit(inner, child, path);
    } else if (child.kind === 'list') {
      const keyed = keysOf(block, child);
      if (!keyed) {
        fault(path, trail(path), 'the name of the entry is missing', name);
        return;
      }
      const entry = [...path, ...keyed.keys];
      once(entry, name);
      keep({ path: entry, value: null, known: true }, lastEnd(keyed.keys, name));
      for (const inner of keyed.rest) visit(inner, child, entry);
    } else {
      const value = joined(words);
      once(path, name);
      if (!value || body !== null) fault(path, trail(path), 'its value is missing', name);
      else if (isTooMuch(child, block)) fault(path, trail(path), 'more than one value follows it', name);
      else keep({ path, value, known: true }, value.end);
    }
  };
  return { changes, leaves, enter, faults: () => [...faults, ...odd.faults], visit, placeholder: () => placeholder };
}

/** The keys of an entry: behind its name, or the leaves that stand first in it. */
function keysOf(
  { words, body }: Block,
  list: SchemaNode,
): { readonly keys: readonly Token[]; readonly rest: readonly Block[] } | null {
  const inside = body ?? [];
  if (words.length > 0)
    return words.length === list.keys && !words.some(isBlank) ? { keys: words, rest: inside } : null;
  const leaves = inside.filter((block) => block.body === null && block.words.length === 1);
  const named = list.keys === 1 ? leaves.find(({ name }) => KEY_NAMES.has(name.text)) : undefined;
  const taken = named ? [named] : leaves.filter(({ name }) => !list.children.has(name.text)).slice(0, list.keys);
  const keys = taken.flatMap((block) => block.words);
  if (keys.length < list.keys || keys.some(isBlank)) return null;
  return { keys, rest: inside.filter((block) => !taken.includes(block)) };
}

function homeOf({ name, body }: Block): readonly string[] {
  // The tree of PKI entries has a path that starts with security; profiles have a child of that name as well.
  if (name.text === 'security') return body?.some((inner) => inner.name.text === 'tlsProfile') ? ['profiles'] : [];
  return lookUp(HOMES, name.text) ?? [];
}

function joined(words: readonly Token[]): Token | null {
  const [first] = words;
  const last = words.at(-1);
  if (!first || !last || words.length === 1) return first ?? null;
  return { text: words.map(({ text }) => text).join(' '), start: first.start, end: last.end, quoted: false };
}

/** Several words without quotes, which only bits, lists in brackets and what somebody typed as a description have. */
const isTooMuch = ({ kind }: SchemaNode, { name, words }: Block) =>
  kind === 'leaf' && words.length > 1 && name.text !== 'description' && !words[0]?.text.startsWith('[');

/** What stands among PKI entries and has their settings is one, whatever it is called there. */
const isLikeEntry = ({ body }: Block) =>
  body?.some(({ name }) => name.text === 'fileName' || name.text === 'type') ?? false;

const isBlank = ({ text }: Token) => text.trim() === '';

const lastEnd = (tokens: readonly Token[], otherwise: Token) => (tokens.at(-1) ?? otherwise).end;

/** A path as the device prints it. It holds names and keys, never a value. */
const trail = (path: readonly Token[]) => path.map(plain).join(' ');
