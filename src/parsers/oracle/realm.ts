import type { Problem } from '../../model/trust.js';
import type { Sourced } from '../../text/provenance.js';
import { valueOf, type OracleElement } from './element.js';
import { entryOf, type Inventory } from './inventory.js';
import { undefinedReference } from '../problem.js';

/** A listening address of a realm: the only place where a tls-profile is bound to SIP. */
export interface RealmPort {
  readonly port: OracleElement;
  readonly sipInterface: OracleElement;
}

export interface Realm {
  readonly id: string;
  readonly agents: readonly OracleElement[];
  readonly ports: readonly RealmPort[];
  /** The name by which Teams knows the SBC here. */
  readonly teamsName: Sourced<string> | null;
  /** Whether any sip-interface serves the realm, be it one without a port. */
  readonly served: boolean;
}

/** The realms that face somebody: those of session-agents, and those with a name for Microsoft Teams. */
export function facingRealms(inventory: Inventory): readonly Realm[] {
  const configs = inventory.named('realm-config');
  const interfaces = new Map<string, OracleElement[]>();
  for (const sipInterface of inventory.ofType('sip-interface')) {
    const realm = valueOf(sipInterface, 'realm-id')?.value;
    if (realm !== undefined) entryOf(interfaces, realm, () => []).push(sipInterface);
  }

  const agents = new Map<string, OracleElement[]>();
  for (const agent of inventory.ofType('session-agent')) {
    for (const realm of realmsOf(agent)) entryOf(agents, realm, () => []).push(agent);
  }
  for (const [id, config] of configs) if (valueOf(config, 'teams-fqdn')) entryOf(agents, id, () => []);

  return [...agents].map(([id, ofRealm]) => {
    const serving = servingInterfaces(id, configs, interfaces);
    const ports = serving.flatMap((sipInterface) => portsOf(sipInterface).map((port) => ({ port, sipInterface })));
    const config = configs.get(id);
    const teamsName = config ? valueOf(config, 'teams-fqdn') : null;
    return { id, agents: ofRealm, ports, teamsName, served: serving.length > 0 };
  });
}

/** An agent belongs to its realm and, where another is named for calls towards it, to that as well. */
export function realmsOf(agent: OracleElement): readonly string[] {
  const named = ['realm-id', 'egress-realm-id'].map((attribute) => valueOf(agent, attribute)?.value);
  return [...new Set(named.filter((realm) => realm !== undefined))];
}

function portsOf({ children }: OracleElement): readonly OracleElement[] {
  return children.filter(({ type }) => type === 'sip-port');
}

/** A realm without a sip-interface of its own uses that of its nearest ancestor (inferred, not documented). */
function servingInterfaces(
  id: string,
  configs: ReadonlyMap<string, OracleElement>,
  interfaces: ReadonlyMap<string, readonly OracleElement[]>,
): readonly OracleElement[] {
  const seen = new Set<string>();
  for (let realm: string | undefined = id; realm !== undefined && !seen.has(realm);) {
    const found = interfaces.get(realm);
    if (found) return found;
    seen.add(realm);
    const config = configs.get(realm);
    realm = config && valueOf(config, 'parent-realm')?.value;
  }
  return [];
}

/** References to realms and tls-profiles that an export with such elements does not define. */
export function undefinedReferences(inventory: Inventory): readonly Problem[] {
  if (inventory.unshown) return [];
  const realms = inventory.named('realm-config');
  const profiles = inventory.named('tls-profile');
  const problems: Problem[] = [];
  const check = (
    from: string,
    kind: string,
    reference: Sourced<string> | null,
    known: ReadonlyMap<string, unknown>,
  ) => {
    if (!reference || !inventory.showsAll(kind) || known.has(reference.value)) return;
    problems.push(undefinedReference(from, kind, reference));
  };

  for (const agent of inventory.ofType('session-agent')) {
    const from = `session-agent ${valueOf(agent, 'hostname')?.value ?? ''}`.trimEnd();
    check(from, 'realm-config', valueOf(agent, 'realm-id'), realms);
    check(from, 'realm-config', valueOf(agent, 'egress-realm-id'), realms);
  }
  for (const [id, realm] of realms) {
    check(`realm-config ${id}`, 'realm-config', valueOf(realm, 'parent-realm'), realms);
  }
  for (const sipInterface of inventory.ofType('sip-interface')) {
    const realm = valueOf(sipInterface, 'realm-id');
    const from = `sip-interface ${realm?.value ?? ''}`.trimEnd();
    check(from, 'realm-config', realm, realms);
    for (const port of portsOf(sipInterface)) {
      check(`sip-port of ${from}`, 'tls-profile', valueOf(port, 'tls-profile'), profiles);
    }
  }
  return problems;
}
