import { mayMatter } from './matters.js';
import { nearMiss } from './near-miss.js';
import { hasPlaceholder } from './placeholder.js';
import { NOT_SHOWN, SCHEMA, type SchemaNode } from './schema.js';
import type { PlacedFault } from './shown.js';
import { plain, type Leaf, type Token } from './token.js';

/** They tell whom a device faces. No other setting has one of them for a value. */
const NEVER_VALUES = new Set(
  'sipSigPort ipPeer sipTrunkGroup ipSignalingPeerGroup transportProtocolsAllowed tlsProfileName tlsPeerName'.split(
    ' ',
  ),
);
/** They stand where they are read or nowhere. */
const TELLING = new Set([...NEVER_VALUES, 'zone', 'fqdn']);
const HOSTS = new Set(['fqdn', 'hostName', 'tlsPeerName']);
const HOST = /^[\w.*:-]*$/;
const SETTING = /^[A-Za-z][\w-]*$/;

interface Step {
  readonly node: SchemaNode;
  /** Where its name stands in the path. */
  readonly at: number;
}

/** Collects what no export has: keys that no entry can have, and words in the place of one that is read. */
export function watchWords() {
  const faults: PlacedFault[] = [];
  const seen = new Set<string>();
  const report = (what: string, because: string, { start, end }: Token, words: readonly Token[]) => {
    if (mayMatter(words)) faults.push({ messageId: 'statement', what, because, start, end, words });
  };

  const see = ({ path, value, known }: Leaf): void => {
    const steps = stepsOf(path);
    for (const { node, at } of steps) {
      if (node.keys === 0) continue;
      const keys = path.slice(at + 1, at + 1 + node.keys);
      const odd = keys.find((key) => !isKey(key, node.key));
      if (!odd) continue;
      const name = path[at]?.text ?? '';
      if (!seen.has(`${name} ${odd.text}`)) report(`a ${name}`, 'its key is none that an entry can have', odd, path);
      seen.add(`${name} ${odd.text}`);
    }
    if (known) {
      const name = path.at(-1)?.text ?? '';
      const odd = value && HOSTS.has(name) && !HOST.test(value.text.trim()) && !hasPlaceholder(value.text);
      if (odd) report(trail(path), 'it is neither the name of a host nor an address', value, path);
      return;
    }
    const word = path.at(-1);
    const inner = steps.at(-1)?.node ?? SCHEMA;
    if (!word || inner.strict) return;
    const above = path.slice(0, -1);
    const what = above.length === 0 ? 'a word' : `a word below ${trail(above)}`;
    for (const { node } of [...steps.filter(({ at }) => at >= entryAt(steps)), { node: inner }].reverse()) {
      const name = nearMiss(node, word.text);
      if (name === null) continue;
      report(what, `it is none that is known, and nearly ${name}`, word, [...above, { ...word, text: name }]);
      return;
    }
    if (above.length === 0) return;
    const swallowed = value && !value.quoted && value.text.split(' ').some((text) => NEVER_VALUES.has(text));
    if (swallowed || (!word.quoted && !SETTING.test(word.text))) report(what, 'no setting is called so', word, path);
    else if (TELLING.has(word.text))
      report(`${word.text} below ${trail(above)}`, 'it does not belong there', word, path);
  };
  return { faults, see };
}

/** The nodes of the schema that a path leads through. */
function stepsOf(path: readonly Token[]): readonly Step[] {
  const steps: Step[] = [];
  let node = SCHEMA;
  for (let at = 0; at < path.length;) {
    const child = node.children.get(path[at]?.text ?? '');
    if (!child || at + child.keys >= path.length) break;
    steps.push({ node: child, at });
    node = child;
    at += 1 + child.keys;
  }
  return steps;
}

/** A setting may belong to any container of its innermost entry that is open (see split). */
const entryAt = (steps: readonly Step[]) => steps.findLast(({ node }) => node.kind === 'list')?.at ?? -1;

const isKey = ({ text }: Token, key: RegExp) => text === NOT_SHOWN || key.test(text.trim()) || hasPlaceholder(text);

/** A path as the device prints it. It holds names and keys, never a value. */
const trail = (path: readonly Token[]) => path.map(plain).join(' ');
