import type { Device } from '../model/device.js';
import { certificateOf, holds } from '../model/trust.js';
import { inOrder, isInsertion } from '../text/edit.js';
import type { SourceText } from '../text/source-text.js';
import { addedEntryFact, bundleFact, facts, problemFacts, surplus } from './facts.js';
import type { Addition, Change, FixPlan, PlannedEdit, Want } from './fixer.js';

/** A device as one reading of its texts says. */
export interface Reading {
  readonly device: Device;
  /** Every statement of the configuration, whether trust depends on it or not. */
  readonly outline: readonly string[];
}

export interface PatchedFile {
  readonly before: SourceText;
  readonly after: SourceText;
  readonly edits: readonly PlannedEdit[];
}

export interface Proof {
  readonly facts: boolean;
  readonly bytes: boolean;
  readonly idempotent: boolean;
  /** Why it is not proven: sentences, empty when it is. */
  readonly failures: readonly string[];
}

/**
 * Whether a plan does what it says and nothing else: facts after = facts before + what was asked for, every statement
 * kept, untouched bytes identical, no new problem, and nothing left to do when asked again.
 */
export function prove(
  plan: FixPlan,
  wants: readonly Want[],
  files: readonly PatchedFile[],
  before: Reading,
  after: Reading,
  again: FixPlan,
): Proof {
  const aboutFacts = [
    ...unwanted(plan, wants),
    ...factFailures(plan, before, after),
    ...outlineFailures(plan, before, after),
  ];
  const aboutBytes = files.flatMap(byteFailures);
  const aboutRepeat =
    again.edits.length + again.additions.length + again.changes.length > 0
      ? ['a second patch would change something again']
      : [];
  return {
    facts: aboutFacts.length === 0,
    bytes: aboutBytes.length === 0,
    idempotent: aboutRepeat.length === 0,
    failures: [...aboutFacts, ...aboutBytes, ...aboutRepeat],
  };
}

function unwanted({ additions }: FixPlan, wants: readonly Want[]): readonly string[] {
  return additions
    .filter(
      ({ want }) =>
        !wants.some((asked) => asked.store.id === want.store.id && asked.anchor.sha256 === want.anchor.sha256),
    )
    .map(({ want }) => `${want.anchor.name} in ${want.store.name} was not asked for`);
}

function factFailures({ additions, changes }: FixPlan, before: Reading, after: Reading): readonly string[] {
  const held = before.device.held;
  const expected = [
    ...changedFacts(facts(before.device), changes, before.device),
    ...additions
      .filter((addition) => !addition.aside && !isEnabled(addition, changes))
      .flatMap((addition) => additionFacts(addition, held, before.device)),
  ];
  const found = facts(after.device);
  return [
    ...surplus(expected, found).map((fact) => `the patched text does not say ${fact}`),
    ...surplus(found, expected).map((fact) => `the patched text also says ${fact}`),
    ...surplus(problemFacts(after.device), problemFacts(before.device)).map((problem) => `the patch causes ${problem}`),
  ];
}

/** The facts that an addition makes true. A root that the device holds already is listed, not held twice. */
function additionFacts({ want, label }: Addition, held: Device['held'], device: Device): readonly string[] {
  const { store, anchor } = want;
  const named = held === null ? null : label;
  const entry = held?.find((each) => each.label.value === label && holds(each, anchor) === 'anchor') ?? null;
  // Another certificate of the same name and key is the same trust anchor.
  const sha256 = (entry && certificateOf(entry.identity)?.sha256) ?? anchor.sha256;
  const shown = device.trustStores.find(({ id }) => id === store.id)?.entries !== null;
  return [
    ...(entry || held === null ? [] : [addedEntryFact('held', named, sha256)]),
    ...(shown ? [addedEntryFact(`store ${store.id}`, named, sha256)] : []),
  ];
}

function isEnabled({ label }: Addition, changes: readonly Change[]): boolean {
  return changes.some((change) => change.kind === 'enable-entry' && change.label === label);
}

/** The facts as the review changes leave them. */
function changedFacts(before: readonly string[], changes: readonly Change[], device: Device): readonly string[] {
  const replaced = new Map<string, string>();
  const places = ['held', ...device.trustStores.map(({ id }) => `store ${id}`)];
  for (const change of changes) {
    if (change.kind === 'use-built-in-bundle') {
      replaced.set(bundleFact(change.store, { answer: 'no' }), bundleFact(change.store, { answer: 'yes' }));
    } else {
      for (const fact of before) {
        const [where, label, sha256, usable] = JSON.parse(fact) as readonly unknown[];
        if (places.includes(String(where)) && label === change.label && usable === 'no') {
          replaced.set(fact, addedEntryFact(String(where), change.label, String(sha256)));
        }
      }
    }
  }
  return before.map((fact) => replaced.get(fact) ?? fact);
}

/** Statements may only be added, and those added speak of what was planned. A review fix may change its one statement. */
function outlineFailures({ additions, changes }: FixPlan, before: Reading, after: Reading): readonly string[] {
  const lost = surplus(before.outline, after.outline);
  const gained = surplus(after.outline, before.outline);
  const labels = [
    ...additions.map(({ label }) => label),
    ...changes.flatMap((change) => (change.kind === 'enable-entry' ? change.label : [])),
  ];
  const switched = changes.length;
  const foreign = gained.filter((statement) => !labels.some((label) => statement.includes(label)));
  return [
    ...(lost.length > switched ? [`${lost.length - switched} statements of the configuration are lost`] : []),
    ...(foreign.length > switched ? [`${foreign.length - switched} statements appear that nobody asked for`] : []),
  ];
}

/** Untouched bytes are identical; what a safe edit does is insert. */
function byteFailures({ before, after, edits }: PatchedFile): readonly string[] {
  const failures = edits
    .filter(({ edit, allow }) => !isInsertion(edit) && allow === null)
    .map(
      ({ edit }) =>
        `an edit of ${before.path} replaces ${edit.range.end - edit.range.start} bytes at offset ${edit.range.start}`,
    );
  let from = 0;
  let at = 0;
  for (const { range, insert } of inOrder(edits.map(({ edit }) => edit))) {
    const kept = range.start - from;
    if (!sameBytes(before, from, after, at, kept))
      failures.push(`bytes of ${before.path} before offset ${range.start} changed`);
    at += kept;
    if (after.text.slice(at, at + insert.length) !== insert)
      failures.push(`an edit of ${before.path} wrote something else`);
    at += insert.length;
    from = range.end;
  }
  const rest = before.bytes.length - from;
  if (after.bytes.length - at !== rest || !sameBytes(before, from, after, at, rest)) {
    failures.push(`bytes at the end of ${before.path} changed`);
  }
  return failures;
}

function sameBytes(a: SourceText, fromA: number, b: SourceText, fromB: number, length: number): boolean {
  const left = a.bytes.subarray(fromA, fromA + length);
  const right = b.bytes.subarray(fromB, fromB + length);
  return left.length === right.length && left.every((byte, i) => byte === right[i]);
}
