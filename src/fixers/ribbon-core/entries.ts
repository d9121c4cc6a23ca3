import type { Block } from '../../parsers/ribbon-core/blocks.js';
import { entryName, leafOf } from '../../parsers/ribbon-core/pki-blocks.js';
import type { Edit } from '../../text/edit.js';
import type { Layout } from './layout.js';

/** What the PKI entries of a file have taken, for every form whose entries are blocks. */
export function takenBy(entries: readonly Block[]): Pick<Layout, 'taken' | 'entryCount'> {
  const names = entries.flatMap((entry) => [entryName(entry), leafOf(entry, 'fileName')?.words[0]?.text ?? '']);
  return { taken: new Set(names.map((name) => name.trim().toLowerCase())), entryCount: entries.length };
}

/** The settings of a new entry in the order of the entry beside it, where that one has them all. */
export function settingsLike(
  sibling: Block,
  name: string,
  fileName: string,
): readonly (readonly [leaf: string, value: string])[] {
  const values: Readonly<Record<string, string>> = { name, state: 'enabled', fileName, type: 'remote' };
  const wanted = sibling.words.length > 0 ? ['state', 'fileName', 'type'] : ['name', 'state', 'fileName', 'type'];
  const order = (sibling.body ?? []).map((leaf) => leaf.name.text).filter((leaf) => wanted.includes(leaf));
  const used = new Set(order).size === wanted.length && order.length === wanted.length ? order : wanted;
  return used.map((leaf) => [leaf, values[leaf] ?? '']);
}

/** Sets the state that an entry shows to enabled; `undefined` where it shows none. */
export function enableShown(entry: Block): Edit | undefined {
  const value = leafOf(entry, 'state')?.words[0];
  return value && { range: { start: value.start, end: value.end }, insert: 'enabled' };
}
