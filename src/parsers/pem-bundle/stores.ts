import type { TrustStore } from '../../model/trust.js';
import type { Provenance } from '../../text/provenance.js';
import type { BundleContext, BundleWords } from './context.js';

/** What the ids of stores start with: a PEM file, a folder of hashed names, none at all, and what is not known. */
export const FILE = 'file ';
export const FOLDER = 'folder ';
const NONE = 'nothing ';
const UNKNOWN = 'unknown ';
const UNREAD = 'unread ';

/** Everything that one TLS context trusts. */
export function storesOf(context: BundleContext, words: BundleWords): readonly TrustStore[] {
  const { file, folder, unread, otherwise, at } = context;
  const name = context.name.value;
  const stores: TrustStore[] = [];
  if (file) {
    const because = `${words.document} names the file of ${words.file} and does not hold it`;
    stores.push(hidden(FILE, file.value, because, file.at));
  }
  if (folder) {
    const named = `${words.document} names the folder of ${words.folder} and does not hold it`;
    stores.push(hidden(FOLDER, folder.value, context.folderBecause ?? named, folder.at));
  }
  if (otherwise !== 'nothing' && stores.length === 0) stores.push(hidden(UNKNOWN, name, otherwise.because, at));
  if (unread !== null) stores.push(hidden(UNREAD, name, unread, at));
  return stores.length > 0
    ? stores
    : [{ ...hidden(NONE, name, '', at), entries: [], complete: true, incompleteBecause: null }];
}

function hidden(kind: string, name: string, because: string, at: Provenance): TrustStore {
  return {
    id: `${kind}${name}`,
    name,
    scope: 'context',
    entries: null,
    complete: false,
    incompleteBecause: because,
    builtInBundle: null,
    at,
  };
}
