import { SCHEMA, type SchemaNode } from '../ribbon-core/schema.js';
import type { Token } from '../ribbon-core/token.js';

/** Where `edit`, `up`, `top` and `exit` have led; `null` where it cannot be told. */
export interface EditPath {
  readonly current: () => readonly Token[] | null;
  readonly edit: (words: readonly Token[]) => void;
  readonly up: (levels: number) => void;
  readonly top: () => void;
  readonly exit: () => void;
  /** Nobody knows where it is until it is at the top again. */
  readonly lose: () => void;
}

/** More words than any path of a device has; where `edit` leads beyond cannot be told, and a file cannot make it long. */
const LONGEST = 200;

export function trackEditPath(): EditPath {
  let path: readonly Token[] | null = [];
  let before: (readonly Token[] | null)[] = [];
  return {
    current: () => path,
    edit(words) {
      before.push(path);
      path = path && path.length + words.length <= LONGEST ? [...path, ...words] : null;
    },
    up(levels) {
      for (let level = 0; level < levels && path && path.length > 0; level += 1) path = parentOf(path);
    },
    top() {
      path = [];
      before = [];
    },
    exit() {
      path = before.pop() ?? (path && []);
    },
    lose() {
      path = null;
      before = [];
    },
  };
}

/** One level up: a list entry goes with its keys. Below what the schema knows, levels cannot be told from keys. */
function parentOf(path: readonly Token[]): readonly Token[] | null {
  let node: SchemaNode = SCHEMA;
  let parent: readonly Token[] = [];
  for (let at = 0; at < path.length;) {
    const child = node.children.get(path[at]?.text ?? '');
    if (!child) return null;
    parent = path.slice(0, at);
    node = child;
    at += 1 + child.keys;
  }
  return parent;
}
