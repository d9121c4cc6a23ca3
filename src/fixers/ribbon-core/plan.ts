import { trusts, type TrustStoreEntry } from '../../model/trust.js';
import { EMPTY_PLAN, type Artifact, type FixInput, type FixPlan, type Want } from '../fixer.js';
import type { Layout } from './layout.js';
import { fileNameOf, freeName, limitsOf, preferredName, unlikelyName, type Limits } from './names.js';
import { applyScript, rollbackScript } from './script.js';
import { rollOut, type PlannedEntry } from './steps.js';

/** Adds PKI entries of type remote where `layout` has them, or enables one that holds the root already. */
export function planWith(layout: Layout, input: FixInput): FixPlan {
  const planning: Planning = { input, layout, limits: limitsOf(input.profile), taken: new Set(), added: [] };
  const { device, profile } = input;
  for (const name of layout.taken) planning.taken.add(name);
  for (const { label } of [...(device.held ?? []), ...device.endEntityCertificates]) {
    planning.taken.add(label.value.toLowerCase());
  }

  const parts = distinct(input.wants).map((want) =>
    want.held ? enable(want, want.held, planning) : add(want, planning),
  );
  const { added } = planning;
  const enabled = parts
    .flatMap((part) => part.changes ?? [])
    .flatMap((change) => ('label' in change ? change.label : []));
  const plan = {
    edits: parts.flatMap(({ edits }) => edits ?? []),
    additions: parts.flatMap(({ additions }) => additions ?? []),
    changes: parts.flatMap(({ changes }) => changes ?? []),
    imports: parts.flatMap(({ imports }) => imports ?? []),
    refusals: parts.flatMap(({ refusals }) => refusals ?? []),
  };
  if (added.length === 0 && enabled.length === 0) return { ...EMPTY_PLAN, ...plan };
  return { ...plan, artifacts: artifactsOf(added, enabled), ...rollOut(profile, added, enabled) };
}

interface Planning {
  readonly input: FixInput;
  readonly layout: Layout;
  readonly limits: Limits;
  /** Names of entries and files, in lower case. */
  readonly taken: Set<string>;
  readonly added: PlannedEntry[];
}

/** What one want comes to. */
type Part = Partial<Pick<FixPlan, 'edits' | 'additions' | 'changes' | 'imports' | 'refusals'>>;

const refused = (want: Want, because: string): Part => ({ refusals: [{ want, because }] });

function add(want: Want, { input, layout, limits, taken, added }: Planning): Part {
  const { anchor, store } = want;
  const plain = preferredName(anchor, limits);
  const preferred = store.complete ? plain : unlikelyName(plain, limits);
  const there = [plain, preferred].find((name) => mayBeThere(want, name));
  if (there !== undefined) {
    const file = fileNameOf(there);
    const because = `PKI entry ${there} is enabled and names the file ${file}, so it may hold ${anchor.name} already; only its certificate can tell`;
    return refused(want, because);
  }
  if (layout.entryCount + added.length >= limits.certificates) {
    return refused(want, `the device holds at most ${limits.certificates} certificates`);
  }
  const name = freeName(preferred, new Set([...taken, ...(input.namesTaken?.(anchor) ?? [])]), limits);
  if (name === null) return refused(want, `every entry name like ${preferred} is taken`);

  const fileName = fileNameOf(name);
  // Lines in a file that shows no entry would read as all that the device has: such a device gets the script only.
  const inText = store.entries !== null && layout.editable;
  const edit = inText ? layout.addEntry(name, fileName) : null;
  if (inText && !edit)
    return refused(want, 'the layout of the file, or an edit command in it, leaves no place for a PKI entry');
  taken.add(name.toLowerCase()).add(fileName.toLowerCase());
  added.push({ name, fileName, anchor, undoByHand: trusts(store, anchor).answer === 'unknown' });
  if (edit) {
    return {
      edits: [{ file: input.source.path, edit, allow: null }],
      additions: [{ want, label: name }],
      imports: [{ kind: 'label', label: name, anchor, file: fileName }],
    };
  }
  const aside = store.entries === null ? {} : ({ aside: true } as const);
  return {
    additions: [{ want, label: name, ...aside }],
    imports: [{ kind: 'store', store: store.id, anchor, file: fileName, ...aside }],
  };
}

/** Uses the entry that holds the root. Never is a second one added beside it. */
function enable(want: Want, held: TrustStoreEntry, { input, layout }: Planning): Part {
  const { anchor } = want;
  const label = held.label.value;
  const holding = `PKI entry ${label} holds ${anchor.name}`;
  if (held.usable.answer === 'yes') return refused(want, `${holding} and is enabled`);
  if (held.usable.answer === 'unknown')
    return refused(want, `${holding}, and ${held.usable.because}; settle that by hand`);
  if (!input.allowed.has('enable-entry')) {
    return refused(want, `${holding} and is disabled; allow enabling it with --allow enable-entry`);
  }
  const edit = layout.enableEntry(label);
  if (!edit) return refused(want, `${holding} and is disabled, and the file has no one place to enable it`);
  return {
    edits: [{ file: input.source.path, edit, allow: 'enable-entry' }],
    additions: [{ want, label }],
    changes: [{ kind: 'enable-entry', label }],
  };
}

/** One for each root: all TLS contexts share the one store. */
function distinct(wants: readonly Want[]): readonly Want[] {
  return wants.filter(({ anchor }, at) => wants.findIndex((want) => want.anchor.sha256 === anchor.sha256) === at);
}

/** The entry that this fixer would have made: same name, same file, enabled, its certificate not shown (reference section 9.2). */
function mayBeThere({ store }: Want, name: string): boolean {
  const entry = store.entries?.find(({ label }) => label.value === name);
  if (!entry || entry.usable.answer !== 'yes' || entry.identity.certainty !== 'label') return false;
  return entry.claims.some(({ value }) => value === fileNameOf(name));
}

function artifactsOf(added: readonly PlannedEntry[], enabled: readonly string[]): readonly Artifact[] {
  const removable = added.filter(({ undoByHand }) => !undoByHand);
  return [
    ...added.map(({ fileName, anchor }) => ({ path: `trust-anchors/${fileName}`, content: anchor.der })),
    { path: 'apply.cli', content: applyScript(added, enabled) },
    ...(removable.length > 0 ? [{ path: 'rollback.cli', content: rollbackScript(removable) }] : []),
  ];
}
