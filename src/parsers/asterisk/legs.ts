import type { Reasoned } from '../../model/answer.js';
import type { Endpoint, Leg, Problem, Transport } from '../../model/trust.js';
import type { Sourced } from '../../text/provenance.js';
import { targetOf } from '../pem-bundle/endpoint.js';
import { switched } from '../pem-bundle/setting.js';
import { undefinedReference } from '../problem.js';
import type { PjsipObject } from './objects.js';

interface Surroundings {
  readonly aors: ReadonlyMap<string, PjsipObject>;
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

/** An endpoint calls the contacts of its AORs, and its outbound proxy instead where it has one. */
export function legsOf(endpoint: PjsipObject, around: Surroundings): readonly Leg[] {
  const names = new Set((endpoint.value('aors')?.value ?? '').split(',').map((name) => name.trim()));
  const contacts = [...names]
    .flatMap((name) => around.aors.get(name) ?? [])
    .flatMap((aor) => [...aor.values('contact'), ...aor.values('outbound_proxy')]);
  const targets = [...contacts, ...endpoint.values('outbound_proxy')].flatMap((uri) => targetOf(uri) ?? []);
  const chosen = transportOf(endpoint, new Set(targets.map(({ transport }) => transport)), around);
  const endpoints = targets.map((target) => target.endpoint);
  const { object } = chosen;
  const at = object?.at ?? endpoint.at;
  const check = (name: string): Reasoned =>
    object
      ? switched({ name, value: object.value(name), byDefault: 'off', unread: object.unread, at })
      : { answer: 'unknown', because: 'the transport of the endpoint is not known', at };
  const enabled: Reasoned = { answer: 'yes', because: 'an endpoint cannot be disabled', at: endpoint.at };
  const legOf = (own: Pick<Leg, 'direction' | 'port' | 'verifiesPeer' | 'mutualTls'>): Leg => ({
    name: `${endpoint.name} (${own.direction === 'outbound' ? 'out' : 'in'}, ${chosen.transport.value})`,
    trunk: endpoint.name,
    direction: own.direction,
    tlsContext: object?.name ?? null,
    unresolved: chosen.unresolved,
    transport: chosen.transport,
    port: own.port,
    endpoints,
    enabled,
    verifiesPeer: own.verifiesPeer,
    mutualTls: own.mutualTls,
    at: endpoint.at,
  });
  const called = check('verify_client');
  const required = check('require_client_cert');
  return [
    legOf({
      direction: 'outbound',
      port: firstPort(endpoints),
      verifiesPeer: check('verify_server'),
      mutualTls: { answer: 'no', because: 'an outbound leg accepts no calls', at },
    }),
    legOf({
      direction: 'inbound',
      port: object ? listenPort(object) : null,
      verifiesPeer: called,
      mutualTls: called.answer === 'no' ? required : called,
    }),
  ];
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
  if (
    endpoint.unread !== null ||
    [...asked].some((transport) => transport === null || asked.size > 1) ||
    asked.size === 0
  ) {
    const because = endpoint.unread ?? 'the endpoint names no transport, and its contacts do not all name one';
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
  const because = 'the endpoint names no transport, and there is not exactly one on TLS in this file';
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
