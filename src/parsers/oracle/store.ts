import type { Reasoned } from '../../model/answer.js';
import { BARE_LABEL, type Problem, type TrustStore, type TrustStoreEntry } from '../../model/trust.js';
import type { Sourced } from '../../text/provenance.js';
import { isWord, valueOf, valuesOf, type OracleElement } from './element.js';
import type { Inventory } from './inventory.js';
import { dangling, statement, undefinedReference } from '../problem.js';

/** What the name of a record looks like (documented for other names of the same kind). */
const RECORD_NAME = /^[A-Za-z0-9_][A-Za-z0-9._-]*$/;
const NO_RECORD_NAME = 'no name of a record looks like that, and a device prints one on each line';
const SHOW_RECORDS = 'show running-config certificate-record';

/** The certificate-records of an export; `null` where it holds none, as when only another type of element was printed. */
export function heldRecords(inventory: Inventory): readonly TrustStoreEntry[] | null {
  const records = inventory.ofType('certificate-record');
  if (records.length === 0) return null;
  return records.flatMap((record) => {
    const name = valueOf(record, 'name');
    return name ? [entry(name, record, inventory)] : [];
  });
}

/** Which certificates one tls-profile accepts: those it lists itself and those of the global stores it lists. */
export function storeOf(
  profile: OracleElement,
  name: Sourced<string>,
  inventory: Inventory,
  budget: { left: number; readonly told: Set<OracleElement> },
): { readonly store: TrustStore; readonly problems: readonly Problem[] } {
  const context = name.value;
  const records = inventory.named('certificate-record');
  const problems: Problem[] = [];
  const entries = new Map<string, TrustStoreEntry>();
  const switchedOff: { readonly label: string; readonly because: string }[] = [];
  const gaps = inventory.unshown ? [inventory.unshown.lists] : [];

  const list = (element: OracleElement, attribute: string) => {
    // Of a store that many profiles share once is enough.
    const told = budget.told.has(element);
    budget.told.add(element);
    const called = `${element.type} ${valueOf(element, 'name')?.value ?? ''}`;
    for (const label of valuesOf(element, attribute)) {
      const record = records.get(label.value) ?? null;
      if (!record && inventory.showsAll('certificate-record')) {
        // A name on the very line where the file ends is cut rather than wrong.
        if (element.truncated && label.at.range.start >= element.truncated.range.start) continue;
        if (!RECORD_NAME.test(label.value)) {
          // Quotes and commas: whether one name is meant, or several, or none, cannot be told.
          if (!told) problems.push(statement(`part of ${attribute} of ${called}`, NO_RECORD_NAME, label.at));
          gaps.push(`part of ${attribute} cannot be read`);
          continue;
        }
        if (!inventory.mayLackRecord) {
          problems.push(dangling(context, label));
          continue;
        }
        gaps.push(`part of the export cannot be read, which may be certificate-record ${label.value}`);
      }
      if (!entries.has(label.value)) entries.set(label.value, entry(label, record, inventory, element));
    }
    for (const { at, because } of element.attributes.get(attribute)?.unreadable ?? []) {
      if (!told) problems.push(statement(`part of ${attribute} of ${called}`, because, at));
      gaps.push(`part of ${attribute} cannot be read`);
    }
    for (const { at, because } of element.unreadable) {
      if (!told) problems.push(statement(`a line of ${called}`, because, at));
      gaps.push(`a line of ${element.type} cannot be read`);
    }
    if (element.mayLackEntry)
      gaps.push(`collectors cut the last line of an output, which may have been one of ${element.type}`);
    if (element.truncated) gaps.push(`the file ends in the middle of ${element.type}`);
  };

  list(profile, 'trusted-ca-certificates');
  const globals = inventory.named('global-trusted-ca');
  for (const reference of valuesOf(profile, 'global-trusted-ca-list')) {
    const shared = globals.get(reference.value);
    if (!shared) {
      // A dump of tls-profile alone shows neither records nor global stores, and contradicts nothing.
      const shown = inventory.showsAll('global-trusted-ca') || inventory.showsAll('certificate-record');
      if (shown && !inventory.isPartlyAsked('global-trusted-ca')) {
        problems.push(undefinedReference(`tls-profile ${context}`, 'global-trusted-ca', reference));
      }
      gaps.push(`global-trusted-ca ${reference.value} is not in the export`);
      continue;
    }
    const state = valueOf(shared, 'state');
    if (isWord(state, 'disabled')) {
      // It contributes nothing: inferred, the guide does not say.
      const because = `only global-trusted-ca ${reference.value} lists it, which is disabled`;
      const labels = valuesOf(shared, 'trusted-ca-certificates-list').slice(0, budget.left);
      budget.left -= labels.length;
      for (const label of labels) switchedOff.push({ label: label.value, because });
      continue;
    }
    if (budget.left < valuesOf(shared, 'trusted-ca-certificates-list').length) {
      gaps.push(`global-trusted-ca ${reference.value} is larger than all that a device can hold`);
      continue;
    }
    budget.left -= valuesOf(shared, 'trusted-ca-certificates-list').length;
    if (state && !isWord(state, 'enabled'))
      gaps.push(`the state of global-trusted-ca ${reference.value} is not understood`);
    list(shared, 'trusted-ca-certificates-list');
  }
  for (const { at, because } of profile.attributes.get('global-trusted-ca-list')?.unreadable ?? []) {
    problems.push(statement(`part of global-trusted-ca-list of tls-profile ${context}`, because, at));
    gaps.push('part of global-trusted-ca-list cannot be read');
  }

  const store: TrustStore = {
    id: context,
    name: context,
    scope: 'context',
    entries: [...entries.values()],
    complete: gaps.length === 0,
    incompleteBecause: gaps[0] ?? null,
    builtInBundle: null,
    ...(switchedOff.length > 0 && { switchedOff }),
    at: profile.attributes.get('trusted-ca-certificates')?.at ?? profile.at,
  };
  return { store, problems };
}

function entry(
  label: Sourced<string>,
  record: OracleElement | null,
  inventory: Inventory,
  listedIn: OracleElement | null = null,
): TrustStoreEntry {
  const commonName = record && valueOf(record, 'common-name');
  return {
    label,
    claims: commonName ? [label, commonName] : [label],
    identity: BARE_LABEL,
    usable:
      doubled(label, record, inventory) ??
      (listedIn && doubled(valueOf(listedIn, 'name'), listedIn, inventory)) ??
      usable(label, record),
  };
}

/** `trusted` is the record's trust flag; its documented default is enabled. */
function usable(label: Sourced<string>, record: OracleElement | null): Reasoned {
  if (!record) {
    const because = `the export does not show certificate-record ${label.value}, so not whether it is trusted either`;
    return { answer: 'unknown', because, at: label.at, settledBy: SHOW_RECORDS };
  }
  const trusted = valueOf(record, 'trusted');
  if (!trusted && record.isPart) {
    const because = `the file does not say whether certificate-record ${label.value} is trusted`;
    return { answer: 'unknown', because, at: label.at, settledBy: SHOW_RECORDS };
  }
  if (!trusted) {
    const because = `trusted is absent in certificate-record ${label.value}, and its documented default is enabled`;
    return { answer: 'yes', because, at: valueOf(record, 'name')?.at ?? record.at };
  }
  const because = `trusted is ${trusted.value} in certificate-record ${label.value}`;
  if (isWord(trusted, 'enabled')) return { answer: 'yes', because, at: trusted.at };
  if (isWord(trusted, 'disabled')) return { answer: 'no', because, at: trusted.at };
  return { answer: 'unknown', because: `${because}, which is neither enabled nor disabled`, at: trusted.at };
}

/** Of two elements of one name, which the device holds cannot be told. */
function doubled(name: Sourced<string> | null, element: OracleElement | null, inventory: Inventory): Reasoned | null {
  if (!name || !element || !inventory.isRepeated(element.type, name.value)) return null;
  return { answer: 'unknown', because: `${element.type} ${name.value} is there twice`, at: name.at };
}
