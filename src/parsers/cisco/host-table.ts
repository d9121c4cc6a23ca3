import type { Endpoint } from '../../model/trust.js';
import { isAddress } from '../../text/host.js';
import type { CiscoLine } from './element.js';

interface Behind {
  /** The servers of SRV records, each with its port. */
  readonly servers: Endpoint[];
  readonly addresses: Endpoint['host'][];
}

/** `ip host [vrf NAME] [view NAME] HOST { [PORT] [additional] ADDRESS... | srv PRIORITY WEIGHT PORT TARGET }`. */
const SCOPES = ['vrf', 'view'];
const SERVICE = /^_sips?\._(?:tcp|udp|tls)\.(.+)$/i;

/**
 * Whom the hosts that are called stand for by the router's own table (`ip host`), which it asks before any server: for a name without a port
 * its SRV records, and else, or behind those, its addresses (Cisco, "In Depth Explanation of Cisco IOS and IOS XE Call Routing").
 */
export function hostTable(lines: readonly CiscoLine[]): (endpoints: readonly Endpoint[]) => readonly Endpoint[] {
  if (lines.length === 0) return (endpoints) => endpoints;
  const table = tableOf(lines);
  const behind = (host: string) => table.get(plain(host));
  const withAddresses = (endpoint: Endpoint): readonly Endpoint[] => {
    const addresses = behind(endpoint.host.value)?.addresses ?? [];
    if (addresses.length === 0) return [endpoint];
    return [{ ...endpoint, isResolvedInside: true }, ...addresses.map((host) => ({ host, port: endpoint.port }))];
  };
  const servers = (endpoint: Endpoint) => (endpoint.port ? [] : (behind(endpoint.host.value)?.servers ?? []));
  // Many dial-peers may call the same hosts: what those stand for is found once, and they share the list.
  const told = new WeakMap<readonly Endpoint[], readonly Endpoint[]>();
  const toldByName = new Map<string, readonly Endpoint[]>();
  return (endpoints) => {
    const [first, another] = endpoints;
    const key = first && !another && servers(first).length > 0 ? plain(first.host.value) : null;
    const before = told.get(endpoints) ?? (key === null ? undefined : toldByName.get(key));
    if (before) return before;
    const found = endpoints.flatMap((endpoint) => {
      const known = servers(endpoint);
      return (known.length > 0 ? known : [endpoint]).flatMap(withAddresses);
    });
    told.set(endpoints, found);
    if (key !== null) toldByName.set(key, found);
    return found;
  };
}

function tableOf(lines: readonly CiscoLine[]): ReadonlyMap<string, Behind> {
  const table = new Map<string, Behind>();
  for (const { words } of lines) {
    let at = 2;
    while (SCOPES.includes(words[at]?.value.toLowerCase() ?? '')) at += 2;
    const [name, ...rest] = words.slice(at);
    if (!name) continue;
    const isRecord = rest[0]?.value.toLowerCase() === 'srv';
    const key = plain(isRecord ? (SERVICE.exec(name.value)?.[1] ?? name.value) : name.value);
    const entry = table.get(key) ?? { servers: [], addresses: [] };
    table.set(key, entry);
    const [, , , port, target] = rest;
    if (!isRecord) entry.addresses.push(...rest.filter(({ value }) => isAddress(value)));
    else if (port && target) {
      const host = { value: target.value.replace(/\.$/, ''), at: target.at };
      const isPort = /^\d{1,5}$/.test(port.value);
      entry.servers.push({ host, port: isPort ? { value: Number(port.value), at: port.at } : null });
    }
  }
  return table;
}

const plain = (host: string) => host.toLowerCase().replace(/\.$/, '');
