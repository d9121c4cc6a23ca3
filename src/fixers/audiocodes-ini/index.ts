import type { Addition, Change, FixInput, FixPlan, Fixer, Import, PlannedEdit, Refusal, Want } from '../fixer.js';
import { EMPTY_PLAN } from '../fixer.js';
import { appendToBundle, isReadToItsEnd } from '../append-to-bundle.js';
import { storeLimit } from './facts.js';
import { rollOut } from './rollout.js';
import { incrementalIni, useBuiltInBundle, type BundleFix } from './use-built-in-bundle.js';

/**
 * An INI never carries a root, so its text changes only where the operator allows the built-in list. Roots go into the
 * PEM bundle of the store where that was given, and onto the device by calls that add one certificate each.
 */
export const audiocodesIniFixer: Fixer = {
  format: 'audiocodes-ini',
  plan: (input) => planFor(input, useBuiltInBundle),
};

/** The plan for a device in any of its forms; how the built-in list is switched on is the form's. */
export function planFor(input: FixInput, switchOn: (input: FixInput, store: string) => BundleFix): FixPlan {
  const edits: PlannedEdit[] = [];
  const additions: Addition[] = [];
  const changes: Change[] = [];
  const imports: Import[] = [];
  const refusals: Refusal[] = [];
  const fixes: (Extract<BundleFix, { kind: 'edit' }> & { store: string; context: string })[] = [];

  for (const [store, wants] of byStore(input.wants)) {
    const [first] = wants;
    if (!first) continue;
    const refuse = (some: readonly Want[], because: string) =>
      refusals.push(...some.map((want) => ({ want, because })));
    if (!/^\d+$/.test(store)) {
      refuse(wants, `TLS context ${first.tlsContext.name.value} has no index that the device's calls could name`);
      continue;
    }
    if (input.allowed.has('use-default-ca-bundle')) {
      const fix = switchOn(input, store);
      if (fix.kind === 'refused') {
        refuse(wants, `${fix.because}; without --allow use-default-ca-bundle the roots are imported instead`);
        continue;
      }
      if (fix.kind === 'edit') {
        edits.push({ file: input.source.path, edit: fix.edit, allow: 'use-default-ca-bundle' });
        changes.push({ kind: 'use-built-in-bundle', store });
        fixes.push({ ...fix, store, context: first.tlsContext.name.value });
        continue;
      }
    }

    const { fitting, tooMany, because } = withinLimit(input, first, wants);
    refuse(tooMany, because);
    additions.push(...fitting.map((want) => ({ want, label: want.anchor.name })));
    const anchors = fitting.map(({ anchor }) => anchor);
    const own = input.bundles.get(store);
    // One file for two stores cannot say what only one of them takes.
    const shared = [...input.bundles.values()].filter(({ path }) => path === own?.path).length > 1;
    const bundle = shared || (own && !isReadToItsEnd(own, input.device)) ? undefined : own;
    if (bundle && anchors.length > 0) edits.push(appendToBundle(bundle, anchors));
    if (!bundle)
      imports.push(...anchors.map((anchor): Import => ({ kind: 'store', store, anchor, file: `${store}.root` })));
  }

  if (additions.length === 0 && changes.length === 0) return { ...EMPTY_PLAN, refusals };
  const ini = fixes.length > 0 ? incrementalIni(input, fixes) : null;
  const work = { additions, switched: fixes, incrementalIni: ini };
  return { edits, additions, changes, imports, refusals, ...rollOut(input, work) };
}

/** One want for each store and root, however many TLS contexts and legs ask for it. */
function byStore(wants: readonly Want[]): ReadonlyMap<string, readonly Want[]> {
  const stores = new Map<string, Map<string, Want>>();
  for (const want of wants) {
    const anchors = stores.get(want.store.id) ?? new Map<string, Want>();
    stores.set(want.store.id, anchors);
    if (!anchors.has(want.anchor.sha256)) anchors.set(want.anchor.sha256, want);
  }
  return new Map([...stores].map(([store, anchors]) => [store, [...anchors.values()]]));
}

/** Where nobody has seen the store its size is not known, and looking at it is one of the checks before. */
function withinLimit(
  { profile, device }: FixInput,
  { store, tlsContext }: Want,
  wants: readonly Want[],
): { readonly fitting: readonly Want[]; readonly tooMany: readonly Want[]; readonly because: string } {
  const limit = storeLimit(profile, device.release?.value ?? null);
  const held = store.entries?.length ?? null;
  if (limit === null || held === null) return { fitting: wants, tooMany: [], because: '' };
  const room = Math.max(0, limit - held);
  const name = tlsContext.name.value;
  const because = `the trust store of TLS context ${name} holds ${held} certificates, and this release takes about ${limit}`;
  return { fitting: wants.slice(0, room), tooMany: wants.slice(room), because };
}
