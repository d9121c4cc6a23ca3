import type { Reasoned } from '../../model/answer.js';
import type { Endpoint, Leg, Problem, Transport } from '../../model/trust.js';
import type { Sourced } from '../../text/provenance.js';
import { targetOf } from '../pem-bundle/endpoint.js';
import { switched } from '../pem-bundle/setting.js';
import { undefinedReference } from '../problem.js';
import { matchedHosts, othersThan } from './identify.js';
import type { PjsipObject } from './objects.js';

interface Surroundings {
  readonly aors: ReadonlyMap<string, PjsipObject>;
  /** By the endpoint that they name. */
  readonly identifies: ReadonlyMap<string | undefined, readonly PjsipObject[]>;
  /** Those on TLS, by name. */
  readonly transports: ReadonlyMap<string, PjsipObject>;
  /** Those on anything else, by name. */
  readonly otherTransports: ReadonlyMap<string, PjsipObject>;
  /** Objects may stand in files that are not here. */
  readonly hasMore: boolean;
  readonly problems: Problem[];
}

interface Chosen {
  readonly transport: Sourced<Transport>;
  readonly object: PjsipObject | null;
  readonly unresolved: Reasoned | null;
}

/**
 * An endpoint calls the contacts of its AORs, and its outbound proxy instead where it has one. Those call it, and whom its
 * identify objects name.
 */
export function legsOf(endpoint: PjsipObject, around: Surroundings): readonly Leg[] {
  const names = new Set((endpoint.value('aors')?.value ?? '').split(',').map((name) => name.trim()));
  const contacts = [...names]
    .flatMap((name) => around.aors.get(name) ?? [])
    .flatMap((aor) => [...aor.values('contact').flatMap(listed), ...aor.values('outbound_proxy')]);
  const targets = [...contacts, ...endpoint.values('outbound_proxy')].flatMap((uri) => targetOf(uri) ?? []);
  const chosen = transportOf(endpoint, new Set(targets.map(({ transport }) => transport)), around);
  const called = targets.map((target) => target.endpoint);
  const matched = (around.identifies.get(endpoint.name) ?? []).flatMap(matchedHosts);
  const check = checksOf(chosen, endpoint);
  const asks = check('verify_client');
  const shared = { name: endpoint.name, from: endpoint, chosen };
  return [
    outbound({ ...shared, endpoints: called }),
    legOf({
      ...shared,
      direction: 'inbound',
      port: chosen.object ? listenPort(chosen.object) : null,
      endpoints: [...called, ...othersThan(called, matched)],
      verifiesPeer: asks,
      mutualTls: asks.answer === 'no' ? check('require_client_cert') : asks,
    }),
  ];
}

/** `contact` may repeat, and each may be a list (res_pjsip/location.c). */
function listed({ value, at }: Sourced<string>): readonly Sourced<string>[] {
  return value.split(',').map((uri) => ({ value: uri.trim(), at }));
}

/** A registration calls its server, or its outbound proxy, over a transport of its own. */
export function registrationLeg(registration: PjsipObject, around: Surroundings): Leg {
  const uris = [...registration.values('server_uri'), ...registration.values('outbound_proxy')];
  const targets = uris.flatMap((uri) => targetOf(uri) ?? []);
  const chosen = transportOf(registration, new Set(targets.map(({ transport }) => transport)), around);
  const endpoints = targets.map((target) => target.endpoint);
  const leg = outbound({ name: registration.name, from: registration, chosen, endpoints });
  return { ...leg, name: `registration ${leg.name}` };
}

interface Trunk {
  readonly name: string;
  /** The object that says so. */
  readonly from: PjsipObject;
  readonly chosen: Chosen;
  readonly endpoints: readonly Endpoint[];
}

function outbound(trunk: Trunk): Leg {
  const at = trunk.chosen.object?.at ?? trunk.from.at;
  return legOf({
    ...trunk,
    direction: 'outbound',
    port: firstPort(trunk.endpoints),
    verifiesPeer: checksOf(trunk.chosen, trunk.from)('verify_server'),
    mutualTls: { answer: 'no', because: 'an outbound leg accepts no calls', at },
  });
}

/** What a check of the transport is set to. */
function checksOf({ object }: Chosen, from: PjsipObject): (name: string) => Reasoned {
  return (name) =>
    object
      ? switched({ name, value: object.value(name), byDefault: 'off', unread: object.unread, at: object.at })
      : { answer: 'unknown', because: `the transport of the ${from.type} is not known`, at: from.at };
}

function legOf(leg: Trunk & Pick<Leg, 'direction' | 'port' | 'verifiesPeer' | 'mutualTls'>): Leg {
  const { name, from, chosen, direction, port, endpoints, verifiesPeer, mutualTls } = leg;
  return {
    name: `${name} (${direction === 'outbound' ? 'out' : 'in'}, ${chosen.transport.value})`,
    trunk: name,
    direction,
    tlsContext: chosen.object?.name ?? null,
    unresolved: chosen.unresolved,
    transport: chosen.transport,
    port,
    endpoints,
    enabled: { answer: 'yes', because: 'an object of pjsip.conf cannot be disabled', at: from.at },
    verifiesPeer,
    mutualTls,
    at: from.at,
  };
}

/** The transport that an endpoint names, or else the only one of the kind that its contacts ask for. */
function transportOf(endpoint: PjsipObject, asked: ReadonlySet<string | null>, around: Surroundings): Chosen {
  const named = endpoint.value('transport');
  if (named) {
    const object = around.transports.get(named.value) ?? null;
    if (object) return { transport: { value: 'tls', at: named.at }, object, unresolved: null };
    const other = around.otherTransports.get(named.value);
    if (other) return { transport: plain(other), object: null, unresolved: null };
    if (!around.hasMore && around.transports.size > 0)
      around.problems.push(undefinedReference(endpoint.name, 'transport', named));
    const because = `the transport ${named.value} is not in this file`;
    return unknown({ answer: 'unknown', because, at: named.at }, named.at);
  }
  if (endpoint.unread !== null || asked.size !== 1 || asked.has(null)) {
    const because =
      endpoint.unread ?? `the ${endpoint.type} names no transport, and what it calls does not all name one`;
    return unknown({ answer: 'unknown', because, at: endpoint.at }, endpoint.at);
  }
  const [kind] = asked;
  if (kind !== 'tls') {
    const value = kind === 'udp' || kind === 'tcp' ? kind : 'unknown';
    return { transport: { value, at: endpoint.at }, object: null, unresolved: null };
  }
  const transport = { value: 'tls', at: endpoint.at } as const;
  const [only] = around.transports.values();
  if (only && around.transports.size === 1 && !around.hasMore) return { transport, object: only, unresolved: null };
  const because = `the ${endpoint.type} names no transport, and there is not exactly one on TLS in this file`;
  return { transport, object: null, unresolved: { answer: 'unknown', because, at: endpoint.at } };
}

function unknown(unresolved: Reasoned, at: Sourced<string>['at']): Chosen {
  return { transport: { value: 'unknown', at }, object: null, unresolved };
}

/** `protocol` is udp unless it says otherwise; over WebSocket no SIP trunk runs. */
function plain(transport: PjsipObject): Sourced<Transport> {
  const protocol = transport.value('protocol');
  const value = protocol?.value.toLowerCase() ?? 'udp';
  return { value: value === 'udp' || value === 'tcp' ? value : 'unknown', at: protocol?.at ?? transport.at };
}

function firstPort([first]: readonly Endpoint[]): number | null {
  return first?.port?.value ?? null;
}

function listenPort(transport: PjsipObject): number | null {
  const found = /:(\d{1,5})$/.exec(transport.value('bind')?.value ?? '');
  return found ? Number(found[1]) : null;
}
