import type { Reasoned } from '../model/answer.js';
import type { Device } from '../model/device.js';
import type { PeerProfile, VendorProfile } from '../model/knowledge.js';
import type { TrustStore } from '../model/trust.js';
import { confidenceNote } from '../model/vendor-command.js';

interface BuiltInListFact {
  readonly coversPeers: readonly string[];
  readonly fromRelease: string;
}

/** Whether the maker's built-in list counts as covering what a peer requires: by release, as the vendor profile says. */
export function bundleCovers(
  store: TrustStore,
  peer: PeerProfile,
  { device, profile }: { readonly device: Device; readonly profile: VendorProfile },
): Pick<Reasoned, 'answer' | 'because'> {
  const { builtInBundle } = store;
  if (!builtInBundle || builtInBundle.answer === 'no') return { answer: 'no', because: 'no built-in list is in use' };
  if (builtInBundle.answer === 'unknown') return { answer: 'unknown', because: builtInBundle.because };
  const fact = builtInListFact(profile);
  const backing = confidenceNote(profile.facts['builtInBundle']?.confidence ?? 'unknown');
  if (!fact?.coversPeers.includes(peer.id)) {
    return {
      answer: 'unknown',
      because: `the content of the built-in list that ${store.name} relies on is not published`,
    };
  }
  if (!device.release) {
    return {
      answer: 'unknown',
      because: `${store.name} relies on the built-in list, which counts from release ${fact.fromRelease} on, and the export does not show its release`,
    };
  }
  const order = compareReleases(device.release.value, fact.fromRelease);
  const recent = order !== null && order >= 0;
  return recent
    ? {
        answer: 'yes',
        because: `by the maker's advice the list of release ${device.release.value} covers ${peer.title}${backing}`,
      }
    : {
        answer: 'unknown',
        because: `${store.name} relies on the built-in list, which counts from release ${fact.fromRelease} on; this is ${device.release.value}`,
      };
}

function builtInListFact(profile: VendorProfile): BuiltInListFact | null {
  const value = profile.facts['builtInBundle']?.value;
  if (typeof value !== 'object' || value === null) return null;
  const { coversPeers, fromRelease } = value as Partial<BuiltInListFact>;
  return coversPeers && fromRelease ? { coversPeers, fromRelease } : null;
}

/** Compares releases such as `7.40A.600.014`, number by number and letter by letter. */
export function compareReleases(a: string, b: string): number | null {
  const parts = (release: string) => release.toUpperCase().match(/\d+|[A-Z]+/g) ?? [];
  const left = parts(a);
  const right = parts(b);
  for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
    const x = left[i] ?? '';
    const y = right[i] ?? '';
    // `F7.20A` or a word is not written as the maker writes releases: nothing follows from it.
    if (x !== '' && y !== '' && /^\d/.test(x) !== /^\d/.test(y)) return null;
    const difference = Number(x) - Number(y);
    if (!Number.isNaN(difference) && difference !== 0) return difference;
    if (Number.isNaN(difference) && x !== y) return x < y ? -1 : 1;
  }
  return 0;
}
