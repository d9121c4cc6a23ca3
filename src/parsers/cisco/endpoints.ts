import type { Endpoint, Problem } from '../../model/trust.js';
import type { Sourced } from '../../text/provenance.js';
import { statement, undefinedReference } from '../problem.js';
import { linesOf, valueAfter, type CiscoLine, type CiscoSection } from './element.js';

/** Targets that name no other side; those after registrar are recalled. */
const NOBODY = /^(?:sip-uri|registrar|ras|settlement|(?:enum|loopback):\S+)$/i;

export interface FoundEndpoints {
  readonly endpoints: readonly Endpoint[];
  readonly problem: Problem | null;
}

/** Whom a dial-peer calls: its target, the servers of its group, or the SIP server of its tenant or of sip-ua. */
export function endpointsOf(
  peer: CiscoSection,
  tenant: CiscoSection | null,
  userAgents: readonly CiscoSection[],
  groups: ReadonlyMap<string, readonly Endpoint[]>,
): FoundEndpoints {
  const group = valueAfter(peer, 'session', 'server-group');
  if (group) {
    const endpoints = groups.get(group.value);
    if (endpoints) return { endpoints, problem: null };
    const from = `dial-peer ${peer.name.value}`;
    return { endpoints: [], problem: undefinedReference(from, 'voice class server-group', group) };
  }
  const line = linesOf(peer, 'session', 'target').at(-1);
  const target = line?.words[2];
  if (line && target && target.value.toLowerCase() !== 'sip-server') {
    const endpoints = endpoint(target);
    const readable = (endpoints.length > 0 || NOBODY.test(target.value)) && line.words.length === 3;
    const what = `session target of dial-peer ${peer.name.value}`;
    return { endpoints, problem: readable ? null : statement(what, 'it is no target that is known', line.at) };
  }
  if (!target && !hasDestination(peer)) return { endpoints: [], problem: null };
  for (const section of [...(tenant ? [tenant] : []), ...userAgents]) {
    const registered = valueAfter(section, 'sip-server');
    if (registered) return { endpoints: endpoint(registered), problem: null };
  }
  return { endpoints: [], problem: null };
}

/** A dial-peer without target that takes calls only calls nobody, whatever its tenant says. */
export function callsNobody(peer: CiscoSection): boolean {
  const [target, group] = [valueAfter(peer, 'session', 'target'), valueAfter(peer, 'session', 'server-group')];
  return !target && !group && !hasDestination(peer);
}

function hasDestination(peer: CiscoSection): boolean {
  return linesOf(peer, 'destination').length > 0 || linesOf(peer, 'destination-pattern').length > 0;
}

/** `dns:HOST[:PORT]`, `ipv4:ADDRESS[:PORT]`, `ipv6:[ADDRESS][:PORT]`; a word such as `sip-uri` names nobody. */
export function endpoint({ value, at }: Sourced<string>): readonly Endpoint[] {
  const match = /^(?:dns|ipv4|ipv6|fqdn):(?:\[([0-9a-f:.]{2,45})\]|([^:[\]]{1,253}))(?::(\d{1,5}))?$/i.exec(value);
  const host = match?.[1] ?? match?.[2];
  if (!match || host === undefined) return [];
  const port = match[3] === undefined ? null : { value: Number(match[3]), at };
  return [{ host: { value: host.replace(/\.$/, ''), at }, port }];
}

/** The servers of a group. Dial-peers may share it, so they share the list. */
export function serversOf({ lines }: CiscoSection): readonly Endpoint[] {
  return lines.flatMap(server);
}

/** `ipv4 ADDRESS [port N] [preference N]`; whether a group takes names is not known, and they are read all the same. */
function server({ words }: CiscoLine): readonly Endpoint[] {
  const [kind, address] = words;
  if (!kind || !address || !/^(?:ipv4|ipv6|dns|fqdn)$/i.test(kind.value)) return [];
  const named = words.findIndex(({ value }) => value.toLowerCase() === 'port');
  const port = named < 0 ? undefined : words[named + 1];
  const number = Number(port?.value);
  const usable = port && Number.isInteger(number) ? { value: number, at: port.at } : null;
  return [
    { host: { value: address.value.replace(/^(?:dns|fqdn):/i, '').replace(/\.$/, ''), at: address.at }, port: usable },
  ];
}
