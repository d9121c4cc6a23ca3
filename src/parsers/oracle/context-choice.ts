import type { Reasoned } from '../../model/answer.js';
import type { Provenance } from '../../text/provenance.js';
import { valueOf, type OracleElement } from './element.js';
import type { Inventory } from './inventory.js';
import type { Realm, RealmPort } from './realm.js';

/** Of tls-profiles in one realm. No device comes near; without it agents times profiles could fill the memory. */
const MOST_PROFILES = 16;
const SHOW_INTERFACES = 'show running-config sip-interface';
export const SHOW_PROFILES = 'show running-config tls-profile';

export interface ContextChoice {
  readonly context: string | null;
  readonly unresolved: Reasoned | null;
  readonly profile: OracleElement | null;
  readonly by: RealmPort;
}

/** The tls-profiles of some ports, each once. */
export function contextChoices(ports: readonly RealmPort[], inventory: Inventory): readonly ContextChoice[] {
  const choices = new Map<string | null, ContextChoice>();
  for (const port of ports) {
    const choice = contextOf(port, inventory);
    if (!choices.has(choice.context)) choices.set(choice.context, choice);
  }
  return [...choices.values()];
}

/** The tls-profile that a port names, and why it cannot be resolved where it cannot. */
export function contextOf(by: RealmPort, inventory: Inventory): ContextChoice {
  const name = valueOf(by.port, 'tls-profile');
  if (!name) {
    const because = 'its sip-port names no tls-profile';
    const unresolved: Reasoned = { answer: 'unknown', because, at: by.port.at, settledBy: SHOW_INTERFACES };
    return { context: null, unresolved, profile: null, by };
  }
  const profile = inventory.named('tls-profile').get(name.value) ?? null;
  if (profile) return { context: name.value, unresolved: null, profile, by };
  const because = `tls-profile ${name.value} is not in the export`;
  const unresolved: Reasoned = { answer: 'unknown', because, at: name.at, settledBy: SHOW_PROFILES };
  return { context: null, unresolved, profile, by };
}

/** Why calls of a realm have no tls-profile to leave by, or too many; `null` where they have. */
export function whyNoContext(choices: readonly ContextChoice[], realm: Realm, at: Provenance): Reasoned | null {
  if (choices.length > 0 && choices.length <= MOST_PROFILES) return null;
  const none = realm.served
    ? `no sip-port of realm ${realm.id} uses TLS`
    : `the export has no sip-interface for realm ${realm.id}`;
  const because = choices.length === 0 ? none : `realm ${realm.id} has more than ${MOST_PROFILES} tls-profiles`;
  return { answer: 'unknown', because, at, settledBy: SHOW_INTERFACES };
}
