import { shortName } from '../model/certificate.js';
import type { Device } from '../model/device.js';
import type { Knowledge } from '../model/knowledge.js';
import { certificateOf, trusts, type TrustStore } from '../model/trust.js';
import type {
  PlannedAdditions,
  Verdict,
  Verification,
  VerificationSummary,
  VerifiedDevice,
} from '../model/verification.js';

/** Looks for every addition of a plan in fresh exports. A plan's device without an export is unprovable, not missing. */
export function verify(
  planned: readonly PlannedAdditions[],
  devices: readonly Device[],
  knowledge: Knowledge,
): readonly Verification[] {
  const byId = new Map(devices.map((device) => [device.id, device]));
  return planned.flatMap(({ id, additions, wave }) => {
    const device = byId.get(id);
    return additions.map((addition): Verification => {
      const shared = { device: id, ...addition };
      if (!device) return { ...shared, status: 'unprovable', because: 'there is no fresh export of this device', wave };
      const stores = storesOf(device, addition.tlsContext);
      if (stores.length === 0) {
        const because = `the device has no TLS context ${addition.tlsContext ?? ''} any more, or no trust store for it`;
        return { ...shared, status: 'missing', because, wave };
      }
      return { ...shared, ...lookedUp(addition, stores, knowledge), wave };
    });
  });
}

/** The same for each device of the plan and for each wave. */
export function summarize(planned: readonly PlannedAdditions[], results: readonly Verification[]): VerificationSummary {
  const byDevice = new Map<string, Verification[]>(planned.map(({ id }) => [id, []]));
  for (const result of results) byDevice.get(result.device)?.push(result);
  const devices = planned.map(({ id, wave }): VerifiedDevice => {
    const own = (byDevice.get(id) ?? []).map(({ status }) => status);
    return { id, wave, status: worst(own), additions: counted(own) };
  });
  const waves = [...new Set(planned.flatMap(({ wave }) => wave ?? []))].sort((a, b) => a - b);
  return {
    additions: counted(results.map(({ status }) => status)),
    devices,
    waves: waves.map((wave) => {
      const own = devices.filter((device) => device.wave === wave).map(({ status }) => status);
      const additions = counted(results.filter((result) => result.wave === wave).map(({ status }) => status));
      return { wave, status: worst(own), devices: counted(own), additions };
    }),
  };
}

/** A plan may change a device without an addition; that one cannot be looked for in a trust store. */
function worst(statuses: readonly Verdict[]): Verdict {
  if (statuses.length === 0) return 'unprovable';
  return (['different', 'missing', 'unprovable'] as const).find((each) => statuses.includes(each)) ?? 'present';
}

function counted(statuses: readonly Verdict[]): Readonly<Record<Verdict, number>> {
  const number = (wanted: Verdict) => statuses.filter((status) => status === wanted).length;
  return {
    present: number('present'),
    missing: number('missing'),
    different: number('different'),
    unprovable: number('unprovable'),
  };
}

function storesOf(device: Device, tlsContext: string | null): readonly TrustStore[] {
  if (tlsContext === null) return device.trustStores.filter(({ scope }) => scope === 'device');
  const context = device.tlsContexts.find(({ name }) => name.value === tlsContext);
  return (context?.trustStores ?? []).flatMap((id) => device.trustStores.find((store) => store.id === id) ?? []);
}

function lookedUp(
  { trustAnchor, label }: PlannedAdditions['additions'][number],
  stores: readonly TrustStore[],
  knowledge: Knowledge,
): Pick<Verification, 'status' | 'because'> {
  const anchor = knowledge.certificates.find(({ sha256 }) => sha256 === trustAnchor.sha256);
  if (!anchor) return { status: 'unprovable', because: 'this version of sbclint does not know the root' };
  const answers = stores.map((store) => trusts(store, anchor));
  if (answers.some(({ answer }) => answer === 'yes')) return { status: 'present', because: null };
  const named = stores.flatMap(({ entries }) => entries ?? []).find((entry) => entry.label.value === label);
  const other = named && certificateOf(named.identity);
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
