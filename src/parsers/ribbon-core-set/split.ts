import { SCHEMA, shortFor, type SchemaNode } from '../ribbon-core/schema.js';
import type { Fault, Leaf, Token } from '../ribbon-core/token.js';

export interface Split {
  readonly leaves: readonly Leaf[];
  readonly faults: readonly Fault[];
}

interface Frame {
  readonly node: SchemaNode;
  readonly path: readonly Token[];
}

/** Words of a bit value that stand unquoted behind one another. */
const BIT = /^(sip-[a-z-]{1,20}|none|invalidPurpose),?$/;

/**
 * Splits the words behind `set` or `delete` into leaves. One line may hold several, and containers with several of
 * theirs (reference section 2.2), so the last two words are not the leaf and its value.
 */
export function split(words: readonly Token[], verb: 'set' | 'delete'): Split {
  const leaves: Leaf[] = [];
  const faults: Fault[] = [];
  /** The innermost list entry and the containers open in it, innermost last: a name may belong to any of them. */
  let frames: Frame[] = [{ node: SCHEMA, path: [] }];
  let at = 0;
  const refuse = (what: string, because: string, token: Token) =>
    faults.push({ messageId: 'statement', what, because, start: token.start, end: token.end });
  const named = (word: Token | undefined) =>
    !word || word.quoted ? undefined : frames.findLast(({ node }) => node.children.has(word.text));

  for (let word = words[at]; word; word = words[at]) {
    const frame = frames.at(-1) ?? { node: SCHEMA, path: [] };
    const home = named(word);
    const child = home?.node.children.get(word.text);
    if (!home || !child) {
      const long = word.quoted ? null : shortFor(frame.node, word.text);
      if (long) {
        refuse(
          `a word that may be short for ${long}`,
          'keywords are read only as the device prints them, in full',
          word,
        );
        return { leaves, faults };
      }
      // The word itself is not shown: it may be the rest of a passphrase that was typed without quotes.
      if (frame.node.strict) refuse(`a setting of ${trail(frame.path)}`, 'it is not a known setting', word);
      let next = at + 1;
      // Past the name comes at least one value; in a list entry a known name may follow.
      if (frame.path.length > 0 && isEntry(frames)) {
        next += 1;
        while (next < words.length && !named(words[next])) next += 1;
      } else {
        next = words.length;
      }
      leaves.push({ path: [...frame.path, word], value: joined(words.slice(at + 1, next)), known: false });
      at = Math.min(next, words.length);
      continue;
    }

    const path = [...home.path, word];
    frames = frames.slice(0, frames.indexOf(home) + 1);
    at += 1;
    if (child.kind === 'list') {
      const keys = words.slice(at, at + child.keys);
      if (keys.length < child.keys && verb === 'set') refuse(trail(path), 'the name of the entry is missing', word);
      at += keys.length;
      if (child.children.size > 0) frames = [{ node: child, path: [...path, ...keys] }];
      const last = at >= words.length || child.children.size === 0;
      if (last && keys.length === child.keys) leaves.push({ path: [...path, ...keys], value: null, known: true });
    } else if (child.kind === 'container') {
      frames = [...(isEntry(frames) ? frames : []), { node: child, path }];
      if (at >= words.length) leaves.push({ path, value: null, known: true });
    } else {
      const end = valueEnd(words, at, child);
      if (end === at && verb === 'set') refuse(trail(path), 'its value is missing', word);
      else leaves.push({ path, value: joined(words.slice(at, end)), known: true });
      at = end;
    }
  }
  return { leaves, faults };
}

/** Whether the outermost open frame is an entry of a list. */
const isEntry = (frames: readonly Frame[]) => frames[0]?.node.kind === 'list';

function valueEnd(words: readonly Token[], at: number, node: SchemaNode): number {
  const first = words[at];
  if (!first) return at;
  if (!first.quoted && first.text.startsWith('[')) {
    const close = words.findIndex((word, index) => index >= at && !word.quoted && word.text.endsWith(']'));
    return close < 0 ? words.length : close + 1;
  }
  let end = at + 1;
  if (node.kind !== 'bits' || first.quoted) return end;
  while (BIT.test(words[end]?.text ?? '')) end += 1;
  return end;
}

function joined(words: readonly Token[]): Token | null {
  const [first] = words;
  const last = words.at(-1);
  if (!first || !last) return null;
  if (words.length === 1) return first;
  return { text: words.map(({ text }) => text).join(' '), start: first.start, end: last.end, quoted: false };
}

/** A path as the device prints it. It holds names and keys, never a value. */
function trail(path: readonly Token[]): string {
  return path.map(({ text }) => text).join(' ');
}
