import type { TrustStore, TrustStoreEntry } from '../../model/trust.js';
import type { RuleInput } from '../define-rule.js';
import { commandText } from '../command-text.js';
import { known, knownList, unknownValue, type Value } from './value.js';

/** The command that shows what a store holds, or what is behind one of its entries. */
export function provesStore(store: TrustStore, entry: TrustStoreEntry | null, { device, profile }: RuleInput): string {
  if (!entry && store.settledBy !== undefined) return store.settledBy;
  const context = device.tlsContexts.find(({ trustStores }) => trustStores.includes(store.id));
  return commandText(profile, 'proveTrustStore', {
    key: context?.key ?? store.id,
    context: context?.name.value ?? store.name,
    store: store.name,
    label: entry?.label.value ?? 'NAME',
  });
}

/** The certificates of a store's own entries, without the maker's built-in list. */
export function trustAnchorsOf(store: TrustStore, input: RuleInput): Value {
  const entries = (store.entries ?? []).filter(({ usable }) => usable.answer !== 'no');
  const sha256s = (of: 'yes' | 'unknown') =>
    entries.flatMap(({ identity, usable }) =>
      identity.certainty !== 'label' && usable.answer === of ? (identity.certificate?.sha256 ?? []) : [],
    );
  const certain = sha256s('yes');
  const missing = hiddenBy(store);
  if (missing !== null) {
    return unknownValue(missing, { certain, at: store.at, settledBy: provesStore(store, null, input) });
  }
  const bare = entries.find(({ identity }) => identity.certainty === 'label');
  if (bare) {
    const because = `${bare.label.value} is a name without a certificate`;
    return unknownValue(because, { certain, at: bare.label.at, settledBy: provesStore(store, bare, input) });
  }
  const perhaps = sha256s('unknown').filter((each) => !certain.includes(each));
  const strange = entries.find(({ identity }) => identity.certainty === 'described' && !identity.certificate);
  if (strange) {
    const because = `${strange.label.value} is described, and is none of the certificates that sbclint knows`;
    // A listing equals a known certificate, or it is none of them.
    const none = input.knowledge.certificates.map(({ sha256 }) => sha256).filter((each) => !perhaps.includes(each));
    return unknownValue(because, {
      certain,
      at: strange.label.at,
      cannotBe: new Set(none),
      settledBy: provesStore(store, strange, input),
    });
  }
  const doubtful = entries.find(({ usable }) => usable.answer === 'unknown');
  if (!doubtful || perhaps.length === 0) return knownList(certain, store.at);
  const { because, at, settledBy } = doubtful.usable;
  return { certain, perhaps, because, at, settledBy };
}

export function sizeOf(store: TrustStore, input: RuleInput): Value {
  const missing = hiddenBy(store);
  const settledBy = provesStore(store, null, input);
  if (missing !== null) return unknownValue(missing, { at: store.at, settledBy });
  const entries = store.entries ?? [];
  const doubtful = entries.find(({ usable }) => usable.answer === 'unknown');
  if (doubtful) {
    const { because, at } = doubtful.usable;
    return unknownValue(because, { at, settledBy: doubtful.usable.settledBy ?? settledBy });
  }
  return known(String(entries.filter(({ usable }) => usable.answer === 'yes').length), store.at);
}

/** Why a store may hold more than is shown, `null` where it does not. */
function hiddenBy({ entries, complete, incompleteBecause }: TrustStore): string | null {
  if (entries !== null && complete) return null;
  return incompleteBecause ?? 'the export does not show all of this trust store';
}
