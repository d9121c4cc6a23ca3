import { trusts } from '../../model/trust.js';
import { entryOf } from '../../parsers/oracle/inventory.js';
import type { Edit } from '../../text/edit.js';
import {
  EMPTY_PLAN,
  type Artifact,
  type FixInput,
  type FixPlan,
  type PlannedEdit,
  type Refusal,
  type Want,
} from '../fixer.js';
import { recordChooser, type Chosen, type Names } from './choice.js';
import { applyScript, rollbackScript, type ListChange } from './script.js';
import { stepsFor, type Change } from './steps.js';

/** What a form of the configuration adds to itself: where a want goes, and the edits for all that was accepted. */
export interface Writer<Place extends object> {
  readonly place: (want: Want) => Place | { readonly refused: string };
  readonly edits: (records: readonly Chosen[], lists: ReadonlyMap<Place, readonly string[]>) => readonly Edit[];
}

/** The plan for one device, whatever form its export has: the commands that carry it out are the same. */
export function planAdditions<Place extends object>(input: FixInput, names: Names, writer: Writer<Place>): FixPlan {
  const { source } = input;
  const choose = recordChooser(names, input);
  const accepted: Accepted<Place>[] = [];
  const refusals: Refusal[] = [];

  for (const want of distinctWants(input.wants)) {
    const element = writer.place(want);
    if ('refused' in element) {
      refusals.push({ want, because: element.refused });
      continue;
    }
    const chosen = choose(want);
    if ('refused' in chosen) refusals.push({ want, because: chosen.refused });
    else accepted.push({ want, element: element as Place, chosen });
  }
  if (accepted.length === 0) return { ...EMPTY_PLAN, refusals };

  const change = changeOf(accepted);
  const edits = writer.edits(change.records, byElement(accepted));
  return {
    edits: edits.map((edit): PlannedEdit => ({ file: source.path, edit, allow: null })),
    additions: accepted.map(({ want, chosen }) => ({ want, label: chosen.label })),
    changes: [],
    imports: change.records.map(({ label, anchor }) => ({ kind: 'label', label, anchor, file: `${label}.pem` })),
    refusals,
    artifacts: artifactsOf(change),
    ...stepsFor(change, input.profile),
  };
}

interface Accepted<Place> {
  readonly want: Want;
  readonly element: Place;
  readonly chosen: Chosen;
}

/** Several requirements may ask for one anchor in one store. */
function distinctWants(wants: readonly Want[]): readonly Want[] {
  const seen = new Set<string>();
  return wants.filter(({ store, anchor }) => {
    const key = JSON.stringify([store.id, anchor.sha256]);
    return !seen.has(key) && seen.add(key);
  });
}

function byElement<Place>(accepted: readonly Accepted<Place>[]): ReadonlyMap<Place, readonly string[]> {
  const labels = new Map<Place, string[]>();
  for (const { element, chosen } of accepted) entryOf(labels, element, () => []).push(chosen.label);
  return labels;
}

function changeOf(accepted: readonly Accepted<unknown>[]): Change {
  // Where the store is not proven to lack the root, removing the entry could remove what calls rest on.
  const isProven = ({ want }: Accepted<unknown>) => trusts(want.store, want.anchor).answer === 'no';
  const records = new Map<string, Chosen>();
  for (const { chosen } of accepted) if (chosen.isNew) records.set(chosen.label, chosen);
  return {
    records: [...records.values()],
    lists: listChanges(accepted),
    undone: listChanges(accepted.filter(isProven)),
    byHand: listChanges(accepted.filter((one) => !isProven(one))),
  };
}

function listChanges(accepted: readonly Accepted<unknown>[]): readonly ListChange[] {
  const labels = new Map<string, string[]>();
  for (const { want, chosen } of accepted) entryOf(labels, want.tlsContext.name.value, () => []).push(chosen.label);
  return [...labels].map(([context, ofContext]) => ({ context, labels: ofContext }));
}

function artifactsOf({ records, lists, undone }: Change): readonly Artifact[] {
  return [
    ...records.map(({ label, anchor }) => ({ path: `trust-anchors/${label}.pem`, content: anchor.pem })),
    { path: 'apply.acli', content: applyScript(records, lists) },
    ...(undone.length > 0 ? [{ path: 'rollback.acli', content: rollbackScript(undone) }] : []),
  ];
}
