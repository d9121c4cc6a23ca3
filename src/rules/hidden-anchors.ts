import type { VendorProfile } from '../model/knowledge.js';
import type { TrustStore, TrustStoreEntry } from '../model/trust.js';
import { commandText } from './command-text.js';
import type { Facing } from './facing.js';
import { proofHint } from './trust-question.js';

/** What lets stores accept more than is seen of them. */
export interface Hidden {
  readonly because: string;
  /** `null` where no store is known at all. */
  readonly store: TrustStore | null;
  /** The one entry that leaves it open, `null` where there are several or none. */
  readonly entry: TrustStoreEntry | null;
  readonly isBuiltIn: boolean;
  /** What would settle it, where the vendor's command that shows a store would not. */
  readonly settledBy?: string | undefined;
}

/** Why stores may accept more than what is seen of them; `null` where all is seen. */
export function hiddenIn(stores: readonly TrustStore[]): Hidden | null {
  for (const store of stores) {
    const { entries, complete, incompleteBecause, builtInBundle, name, settledBy } = store;
    const shared = { store, entry: null, isBuiltIn: false } as const;
    if (!entries || !complete) {
      return { ...shared, because: incompleteBecause ?? `the export does not show all of ${name}`, settledBy };
    }
    const doubtful = entries.filter(
      ({ identity, usable }) =>
        usable.answer !== 'no' && (identity.certainty === 'label' || usable.answer === 'unknown'),
    );
    const [first] = doubtful;
    if (first) return { ...shared, ...doubtOf(first, doubtful) };
    if (builtInBundle && builtInBundle.answer !== 'no') {
      const because = 'the built-in list of the maker is trusted too, and its content is not published';
      return { ...shared, because, isBuiltIn: true };
    }
  }
  if (stores.length > 0) return null;
  return { because: 'the trust store of this context is not known', store: null, entry: null, isBuiltIn: false };
}

function doubtOf(first: TrustStoreEntry, all: readonly TrustStoreEntry[]): Omit<Hidden, 'store' | 'isBuiltIn'> {
  if (first.identity.certainty !== 'label') {
    return { because: first.usable.because, entry: first, settledBy: first.usable.settledBy };
  }
  const because = `${first.label.value} is a name without a certificate`;
  return { because, entry: all.length === 1 ? first : null };
}

/** What shows the part of a context's stores that is hidden. */
export function hiddenHint({ context, stores }: Facing, profile: VendorProfile): string | undefined {
  const hidden = hiddenIn(stores);
  if (!hidden?.store || hidden.settledBy !== undefined) return hidden?.settledBy;
  if (!hidden.isBuiltIn) return proofHint(profile, context, hidden.store, hidden.entry);
  return commandText(profile, 'checkBuiltInBundle', {
    key: context?.key ?? hidden.store.id,
    context: context?.name.value ?? hidden.store.name,
    label: 'NAME',
  });
}
