import { plain, type Leaf, type Token } from './token.js';

/** One level of the configuration: a container, a list, an entry of a list, or a leaf with its value. */
export interface TreeNode {
  /** Where it is first named. */
  readonly token: Token;
  readonly value: Token | null;
  readonly children: ReadonlyMap<string, TreeNode>;
}

export type Change =
  { readonly verb: 'set'; readonly leaf: Leaf } | { readonly verb: 'delete'; readonly path: readonly Token[] };

interface Growing {
  readonly token: Token;
  value: Token | null;
  readonly children: Map<string, Growing>;
}

const TOP: Token = { text: '', start: 0, end: 0, quoted: false };

/** The configuration after all changes in their order: a later value takes the place of an earlier one. */
export function grow(changes: Iterable<Change>): TreeNode {
  const root: Growing = { token: TOP, value: null, children: new Map() };
  for (const change of changes) {
    if (change.verb === 'set') add(root, change.leaf);
    else remove(root, change.path);
  }
  return root;
}

/** The node at a path of names and keys below `node`. */
export function find(node: TreeNode | undefined, ...path: readonly string[]): TreeNode | undefined {
  let found = node;
  for (const name of path) found = found?.children.get(name);
  return found;
}

/** The entries of a list, or the leaves of a container, in the order in which they were first named. */
export function childrenOf(node: TreeNode | undefined, ...path: readonly string[]): readonly TreeNode[] {
  return [...(find(node, ...path)?.children.values() ?? [])];
}

/** The value of a leaf; an empty one means that nothing is referred to. */
export function valueOf(node: TreeNode | undefined, ...path: readonly string[]): Token | null {
  const value = find(node, ...path)?.value ?? null;
  return value && value.text.trim() !== '' ? value : null;
}

function add(root: Growing, { path, value, known }: Leaf): void {
  if (!known) return;
  let node = root;
  for (const token of path) {
    const name = plain(token);
    let next = node.children.get(name);
    if (!next) {
      next = { token, value: null, children: new Map() };
      node.children.set(name, next);
    }
    node = next;
  }
  if (value) node.value = value;
}

function remove(root: Growing, path: readonly Token[]): void {
  let parent = root;
  for (const [index, token] of path.entries()) {
    const name = plain(token);
    const node = parent.children.get(name);
    if (!node) return;
    if (node.value || index === path.length - 1) {
      parent.children.delete(name);
      return;
    }
    parent = node;
  }
}
