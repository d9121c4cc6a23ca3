import { baseName } from '../../parsers/pem-bundle/bind.js';
import { FILE, FOLDER } from '../../parsers/pem-bundle/stores.js';
import { anchorFile } from '../anchor-file.js';
import { appendToBundle, whyNotAppended } from '../append-to-bundle.js';
import {
  EMPTY_PLAN,
  type Addition,
  type FixInput,
  type FixPlan,
  type Import,
  type PlannedEdit,
  type Refusal,
  type Want,
} from '../fixer.js';
import { rollOut, type BundleProduct } from './rollout.js';

/** Appends roots to the PEM files that a configuration names. The text of the configuration never changes. */
export function planForBundles(input: FixInput, product: BundleProduct): FixPlan {
  const edits: PlannedEdit[] = [];
  const additions: Addition[] = [];
  const imports: Import[] = [];
  const refusals: Refusal[] = [];
  for (const [store, wants] of byStore(input.wants)) {
    const bundle = input.bundles.get(store);
    const because = whyNot(store, input, product) ?? (bundle ? whyNotAppended(bundle, input.device) : null);
    if (because !== null) {
      refusals.push(...wants.map((want) => ({ want, because })));
      continue;
    }
    const anchors = wants.map(({ anchor }) => anchor);
    if (bundle) edits.push(appendToBundle(bundle, anchors));
    else imports.push(...anchors.map((anchor): Import => ({ kind: 'store', store, file: fileOf(store), anchor })));
    additions.push(...wants.map((want) => ({ want, label: want.anchor.name })));
  }
  if (additions.length === 0) return { ...EMPTY_PLAN, refusals };
  const roots = new Map(additions.map(({ want: { anchor } }) => [anchorFile(anchor), anchor.pem]));
  const files = [...roots].map(([path, content]) => ({ path, content }));
  const { artifacts, ...steps } = rollOut(input, additions, product);
  return { ...EMPTY_PLAN, edits, additions, imports, refusals, artifacts: [...files, ...artifacts], ...steps };
}

/** One want for each store and root, however many TLS contexts name the file. */
function byStore(wants: readonly Want[]): ReadonlyMap<string, readonly Want[]> {
  const stores = new Map<string, Map<string, Want>>();
  for (const want of wants) {
    const anchors = stores.get(want.store.id) ?? new Map<string, Want>();
    stores.set(want.store.id, anchors.set(want.anchor.sha256, anchors.get(want.anchor.sha256) ?? want));
  }
  return new Map([...stores].map(([store, anchors]) => [store, [...anchors.values()]]));
}

/** The name of the file, which may stand in the configuration without a folder. */
function fileOf(store: string): string {
  return baseName(store.slice(FILE.length));
}

function whyNot(store: string, { profile }: FixInput, { folderSetting }: BundleProduct): string | null {
  if (store.startsWith(FOLDER)) {
    return `${folderSetting} names a folder of hashed names: put the file there and run openssl rehash`;
  }
  const context = profile.terms['tlsContext'] ?? 'TLS context';
  if (!store.startsWith(FILE)) return `the ${context} names no CA file that a root could be appended to`;
  const name = fileOf(store);
  const system = profile.facts['systemBundles']?.value;
  return Array.isArray(system) && system.includes(name)
    ? `${name} belongs to the operating system, which writes it anew: add the root to the system's own store`
    : null;
}
