import type { Checked } from '../../../src/engine/check.js';
import { facts } from '../../../src/fixers/facts.js';
import type { Answer } from '../../../src/model/answer.js';
import type { Device } from '../../../src/model/device.js';
import { trusts, type TrustStore } from '../../../src/model/trust.js';
import { checkFolder, type Folder } from '../folder.js';
import type { GeneratedDevice, GeneratedTrunk, Root } from './device.js';
import type { Printer } from './printer.js';

export const AS_OF = '2026-11-22';

export function read({ peer }: Pick<Printer, 'peer'>, folder: Folder): Promise<Checked> {
  return checkFolder(folder, { asOf: AS_OF, ...(peer === undefined ? {} : { peer }) });
}

/** The one device of a run. */
export function deviceOf({ result }: Checked): Device {
  const [device, ...more] = result.devices;
  if (!device || more.length > 0) throw new Error(`${result.devices.length} devices`);
  return device;
}

/** Whether what a device says of a trunk means that the trunk trusts a root; towards each of its hosts. */
export function answer(device: Device, printer: Printer, trunk: GeneratedTrunk, root: Root): Answer {
  if (printer.peer !== undefined) return together(device.trustStores, root);
  const [first, ...others] = trunk.hosts.map((host) => together(storesTowards(device, host), root));
  if (first === undefined || others.some((each) => each !== first)) throw new Error(`one trunk, and several answers`);
  return first;
}

function together(stores: readonly TrustStore[], root: Root): Answer {
  const answers = stores.map((store) => trusts(store, root).answer);
  if (answers.includes('yes')) return 'yes';
  return answers.length > 0 && answers.every((each) => each === 'no') ? 'no' : 'unknown';
}

/** The stores of the outbound leg towards a host. */
function storesTowards(device: Device, host: string): readonly TrustStore[] {
  const leg = device.legs.find(
    ({ direction, endpoints }) => direction === 'outbound' && endpoints.some((each) => each.host.value === host),
  );
  if (!leg) throw new Error(`no leg towards ${host}`);
  const context = device.tlsContexts.find(({ name }) => name.value === leg.tlsContext);
  if (!context) throw new Error(`no TLS context ${leg.tlsContext}`);
  return device.trustStores.filter(({ id }) => context.trustStores.includes(id));
}

/** All facts in an order of their own: also the hosts of a leg, which a device tries as they are written. */
export function factsInOrder(device: Device): readonly string[] {
  const legs = device.legs.map((leg) => ({
    ...leg,
    endpoints: leg.endpoints.toSorted((a, b) => a.host.value.localeCompare(b.host.value)),
  }));
  return facts({ ...device, legs }).toSorted();
}

/** All answers about a device: `trunk root answer`, as one sorted list. */
export function answers(
  { trunks }: GeneratedDevice,
  roots: readonly Root[],
  ask: (trunk: GeneratedTrunk, root: Root) => Answer,
): readonly string[] {
  return trunks.flatMap((trunk) => roots.map((root) => `${trunk.name}: ${root.name}: ${ask(trunk, root)}`)).sort();
}
