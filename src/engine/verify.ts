import type { Certificate } from '../model/certificate.js';
import { shortName } from '../model/certificate.js';
import type { Device } from '../model/device.js';
import type { Knowledge } from '../model/knowledge.js';
import { trusts, type TrustStore, type TrustStoreEntry } from '../model/trust.js';
import type { PlannedDevice, Verification } from '../model/verification.js';

/** Looks for every addition of a plan in fresh exports. A plan's device without an export is unprovable, not missing. */
export function verify(
  planned: readonly PlannedDevice[],
  devices: readonly Device[],
  knowledge: Knowledge,
): readonly Verification[] {
  return planned.flatMap(({ id, additions }) => {
    const device = devices.find((each) => each.id === id);
    return additions.map((addition): Verification => {
      const shared = { device: id, ...addition };
      if (!device) return { ...shared, status: 'unprovable', because: 'there is no fresh export of this device' };
      const stores = storesOf(device, addition.tlsContext);
      if (stores.length === 0) {
        const because = `the device has no TLS context ${addition.tlsContext ?? ''} any more, or no trust store for it`;
        return { ...shared, status: 'missing', because };
      }
      return { ...shared, ...lookedUp(addition, stores, knowledge) };
    });
  });
}

function storesOf(device: Device, tlsContext: string | null): readonly TrustStore[] {
  if (tlsContext === null) return device.trustStores.filter(({ scope }) => scope === 'device');
  const context = device.tlsContexts.find(({ name }) => name.value === tlsContext);
  return (context?.trustStores ?? []).flatMap((id) => device.trustStores.find((store) => store.id === id) ?? []);
}

function lookedUp(
  { trustAnchor, label }: PlannedDevice['additions'][number],
  stores: readonly TrustStore[],
  knowledge: Knowledge,
): Pick<Verification, 'status' | 'because'> {
  const anchor = knowledge.certificates.find(({ sha256 }) => sha256 === trustAnchor.sha256);
  if (!anchor) return { status: 'unprovable', because: 'this version of sbclint does not know the root' };
  const answers = stores.map((store) => trusts(store, anchor));
  if (answers.some(({ answer }) => answer === 'yes')) return { status: 'present', because: null };
  const named = stores.flatMap(({ entries }) => entries ?? []).find((entry) => entry.label.value === label);
  const other = named && certificateOf(named);
  if (other && other.sha256 !== anchor.sha256) {
    return { status: 'different', because: `${label} is ${shortName(other.subject)}, ${other.sha256.slice(0, 16)}` };
  }
  if (answers.every(({ answer }) => answer === 'no')) return { status: 'missing', because: null };
  const hidden = stores.find(({ complete }) => !complete)?.incompleteBecause;
  const because = named
    ? `${label} is there, and the export shows a name and no certificate`
    : (hidden ?? 'the export does not show what stands behind its labels');
  return { status: 'unprovable', because };
}

function certificateOf({ identity }: TrustStoreEntry): Certificate | null {
  return identity.certainty === 'label' ? null : identity.certificate;
}
