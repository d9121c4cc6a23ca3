import { trusts } from '../../model/trust.js';
import { entryOf } from '../../parsers/oracle/inventory.js';
import type { AcliElement } from '../../parsers/oracle-acli/scan.js';
import { EMPTY_PLAN, type Artifact, type Fixer, type PlannedEdit, type Refusal, type Want } from '../fixer.js';
import { profileElement, recordChooser, type Chosen } from './choice.js';
import { listEdits, recordEdit, targetsOf } from './edits.js';
import { applyScript, rollbackScript, type ListChange } from './script.js';
import { stepsFor, type Change } from './steps.js';

/** Adds a certificate-record and names it in the tls-profile's own list, laid out like the lines beside them. */
export const oracleAcliFixer: Fixer = {
  format: 'oracle-acli',

  plan(input) {
    const { source, profile } = input;
    const found = targetsOf(source);
    const targets = {
      ...found,
      taken: new Set([...found.taken, ...(input.listed ?? []).map((name) => name.toLowerCase())]),
    };
    const choose = recordChooser(targets, profile);
    const accepted: Accepted[] = [];
    const refusals: Refusal[] = [];

    for (const want of distinctWants(input.wants)) {
      const element = profileElement(want, targets, input);
      if ('refused' in element) {
        refusals.push({ want, because: element.refused });
        continue;
      }
      const chosen = choose(want);
      if ('refused' in chosen) refusals.push({ want, because: chosen.refused });
      else accepted.push({ want, element, chosen });
    }
    if (accepted.length === 0) return { ...EMPTY_PLAN, refusals };

    const change = changeOf(accepted);
    const last = targets.records.at(-1);
    const edits = [
      ...(last ? change.records.map(({ label, anchor }) => recordEdit(source, last, label, anchor, profile)) : []),
      ...[...byElement(accepted)].flatMap(([element, labels]) => listEdits(source, element, labels)),
    ];
    return {
      edits: edits.map((edit): PlannedEdit => ({ file: source.path, edit, allow: null })),
      additions: accepted.map(({ want, chosen }) => ({ want, label: chosen.label })),
      changes: [],
      imports: change.records.map(({ label, anchor }) => ({ kind: 'label', label, anchor, file: `${label}.pem` })),
      refusals,
      artifacts: artifactsOf(change),
      ...stepsFor(change, profile),
    };
  },
};

interface Accepted {
  readonly want: Want;
  readonly element: AcliElement;
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

function byElement(accepted: readonly Accepted[]): ReadonlyMap<AcliElement, readonly string[]> {
  const labels = new Map<AcliElement, string[]>();
  for (const { element, chosen } of accepted) entryOf(labels, element, () => []).push(chosen.label);
  return labels;
}

function changeOf(accepted: readonly Accepted[]): Change {
  // Where the store is not proven to lack the root, removing the entry could remove what calls rest on.
  const isProven = ({ want }: Accepted) => trusts(want.store, want.anchor).answer === 'no';
  const records = new Map<string, Chosen>();
  for (const { chosen } of accepted) if (chosen.isNew) records.set(chosen.label, chosen);
  return {
    records: [...records.values()],
    lists: listChanges(accepted),
    undone: listChanges(accepted.filter(isProven)),
    byHand: listChanges(accepted.filter((one) => !isProven(one))),
  };
}

function listChanges(accepted: readonly Accepted[]): readonly ListChange[] {
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
