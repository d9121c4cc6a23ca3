import type { Exposure, Problem, TrustModel } from '../../model/trust.js';
import { isDomainName } from '../../text/host.js';
import { comparePlaces, type Provenance, type Sourced } from '../../text/provenance.js';
import { blanksInside } from './blank.js';
import { valueOf, type OracleElement } from './element.js';
import { inventoryOf, type Inventory, type Unshown } from './inventory.js';
import { legsOf } from './leg.js';
import { statement, truncated, unfilled } from '../problem.js';
import { duplicates, profilesOf } from './profile.js';
import { realmsOf, undefinedReferences } from './realm.js';
import { heldRecords } from './store.js';
import { firstPlaceholder } from './template.js';
import { KEYS } from './vocabulary.js';

export interface Interpreted extends TrustModel {
  readonly hostName: string | null;
}

/**
 * What the elements of an export, in whatever form it was written, say of trust. `lost` is what the form's own reader
 * could not make an element of; `whole` stands for the file, and `unshown` says why there may be more than it shows;
 * of the types in `partlyAsked` only some elements were asked for.
 */
export function interpret(
  elements: readonly OracleElement[],
  lost: readonly Problem[],
  whole: Provenance,
  unshown: Unshown | null = null,
  partlyAsked: ReadonlySet<string> = new Set(),
): Interpreted {
  const inventory = inventoryOf(elements, unshown, lost, partlyAsked);
  const { tlsContexts, trustStores, endEntityCertificates, problems } = profilesOf(inventory);
  const placeholder = firstPlaceholder(elements);
  const all = [
    ...problems,
    ...duplicates(inventory),
    ...undefinedReferences(inventory),
    ...nameless(inventory),
    ...elements.flatMap(cutShort),
    ...elements.flatMap(unreadLines),
    ...elements.flatMap(blanksInside),
    ...lost,
    ...(placeholder ? [unfilled(placeholder)] : []),
  ];
  const [system] = inventory.ofType('system-config');
  return {
    held: heldRecords(inventory),
    trustStores,
    tlsContexts,
    legs: legsOf(inventory),
    endEntityCertificates,
    exposure: exposureOf(inventory, whole),
    problems: distinct(all),
    hostName: (system && valueOf(system, 'hostname')?.value) ?? null,
  };
}

/** Whom the device faces is said by its agents, and by the interfaces that serve their realms. */
function exposureOf(inventory: Inventory, whole: Provenance): Exposure {
  if (inventory.unshown) {
    const because = inventory.unshown.faces;
    return { answer: 'unknown', because, at: whole, settledBy: 'show running-config' };
  }
  const hidden = namelessTeamsRealm(inventory);
  if (hidden) {
    const { realm, isCalled } = hidden;
    const because = `realm-config ${realm.value} has a teams-fqdn, and no session-agent in it is called by a host name`;
    return { answer: 'unknown', because, at: realm.at, ...(isCalled ? { trunk: realm.value } : {}) };
  }
  const partly = ['session-agent', 'sip-interface'].find((type) => inventory.isPartlyAsked(type));
  if (partly) {
    const because = `the commands in the file asked for ${partly} elements by their names, so there may be others`;
    return { answer: 'unknown', because, at: whole, settledBy: 'show running-config' };
  }
  const [agent] = inventory.ofType('session-agent');
  const [sipInterface] = inventory.ofType('sip-interface');
  if (agent && sipInterface) {
    return { answer: 'yes', because: 'the export shows session-agents and sip-interfaces', at: agent.at };
  }
  const missing = agent ? 'sip-interface' : 'session-agent';
  const because = `the export has no ${missing} element`;
  return { answer: 'unknown', because, at: whole, settledBy: 'show running-config' };
}

/** Elements that others refer to by a name, without one; the first of each type is enough to look at. */
function nameless(inventory: Inventory): readonly Problem[] {
  return [...KEYS].flatMap(([type, key]) => {
    const element = inventory.ofType(type).find((each) => !valueOf(each, key) && !each.truncated);
    if (!element) return [];
    return [statement(`${type} without ${key}`, `nothing can refer to a ${type} without ${key}`, element.at)];
  });
}

/** What stands in an element and cannot be read; trust lists have their own words for it. */
function unreadLines(element: OracleElement): readonly Problem[] {
  const { type, attributes, children, unreadable } = element;
  if (type === 'tls-profile' || type === 'global-trusted-ca') return [];
  const lines = [...unreadable];
  for (const attribute of attributes.values()) for (const line of attribute.unreadable) lines.push(line);
  const below = children.flatMap(unreadLines);
  if (lines.length === 0) return below;
  const [name = ''] = (valueOf(element, KEYS.get(type) ?? 'address')?.value ?? '').split(/\s/, 1);
  return [...lines.map(({ at, because }) => statement(`a line of ${type} ${name}`.trimEnd(), because, at)), ...below];
}

function cutShort(element: OracleElement): readonly Problem[] {
  const { type, truncated: at } = element;
  if (!at) return [];
  const name = valueOf(element, KEYS.get(type) ?? 'name')?.value ?? '';
  return [truncated(`${type} ${name}`.trimEnd(), 'the file ends in the middle of it', at)];
}

/** In the order of the file, each once: several profiles may share a store that cannot be read. */
function distinct(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return [...problems]
    .sort((a, b) => comparePlaces(a.at, b.at))
    .filter(({ ruleId, data, at }) => {
      const key = JSON.stringify([ruleId, data, at.range]);
      return !seen.has(key) && seen.add(key);
    });
}

/**
 * A realm that is set up for Microsoft Teams while its agents, addresses or none at all, do not say whom it faces. Where
 * an agent has an address, that is called, and its host name may be any.
 */
function namelessTeamsRealm(
  inventory: Inventory,
): { readonly realm: Sourced<string>; readonly isCalled: boolean } | null {
  const agents = inventory.ofType('session-agent');
  const named = agents.filter(
    (agent) => isDomainName(valueOf(agent, 'hostname')?.value ?? '') && !valueOf(agent, 'ip-address'),
  );
  const told = new Set(named.flatMap(realmsOf));
  for (const [id, config] of inventory.named('realm-config')) {
    const realm = valueOf(config, 'teams-fqdn') && !told.has(id) ? valueOf(config, 'identifier') : null;
    if (realm) return { realm, isCalled: agents.some((agent) => realmsOf(agent).includes(id)) };
  }
  return null;
}
