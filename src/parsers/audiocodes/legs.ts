import { readable } from '../../text/latin1.js';
import type { Sourced } from '../../text/provenance.js';
import type { Reasoned } from '../../model/answer.js';
import type { Endpoint, Leg, Transport } from '../../model/trust.js';
import { readClassification, type Classification } from './classification.js';
import type { ContextOf, Contexts } from './contexts.js';
import { inboundWays } from './inbound.js';
import { endpointsBehind } from './internal-dns.js';
import { doesNotListen, listenersOf, verifiesServer, type Listener, type ListenerReader } from './listeners.js';
import type { Globals } from './parameters.js';
import { directory, nameCell } from './references.js';
import { called, cell, placeOf, rows, unsettled, type Cell, type Row, type Settings } from './settings.js';

/** A proxy set with its addresses; `row` is `null` where addresses belong to one that the file does not show. */
interface Trunk {
  readonly index: string;
  readonly name: string;
  readonly row: Row | null;
  readonly addresses: readonly Row[];
  /** The proxy set's row, or the first address. */
  readonly element: Row;
}

interface Reader extends ListenerReader {
  readonly classification: Classification;
}

/** Every trunk with addresses. Calls go out by proxy set, then SIP interface, then context 0 (user's manual, Proxy Sets). */
export function readLegs(settings: Settings, contexts: Contexts, globals: Globals): readonly Leg[] {
  const interfaces = directory(settings, 'SIPInterface');
  const reader: Reader = { settings, interfaces, contexts, globals, classification: readClassification(settings) };
  const legs: Leg[] = [];
  for (const trunk of readTrunks(settings)) {
    const listeners = listenersOf(reader, trunk.row, trunk.element);
    for (const addresses of byTransport(reader, trunk)) {
      for (const leg of legsOf(reader, trunk, addresses, listeners)) legs.push(leg);
    }
  }
  return legs;
}

function readTrunks(settings: Settings): readonly Trunk[] {
  const addresses = new Map<string, Row[]>();
  for (const row of rows(settings, 'ProxyIp')) {
    if (!cell(row, 'IpAddress')) continue;
    // An address whose proxy set is not shown still faces somebody.
    const owner = cell(row, 'ProxySetId')?.text ?? '';
    const same = addresses.get(owner);
    if (same) same.push(row);
    else addresses.set(owner, [row]);
  }

  const trunks: Trunk[] = [];
  const taken = new Set<string>();
  const add = (index: string, row: Row | null) => {
    const own = addresses.get(index);
    const [first] = own ?? [];
    addresses.delete(index);
    if (!own || !first) return;
    const given = row && nameCell(row, 'ProxySet');
    const plain = given ? readable(given.text) : index === '' ? called(first) : `ProxySet ${readable(index)}`;
    const name = taken.has(plain) ? `${plain} (ProxySet ${index})` : plain;
    taken.add(name);
    trunks.push({ index, name, row, addresses: own, element: row ?? first });
  };
  for (const row of rows(settings, 'ProxySet')) add(row.index, row);
  for (const index of [...addresses.keys()]) add(index, null);
  return trunks;
}

interface Addresses {
  readonly transport: Sourced<Transport>;
  readonly rows: Row[];
}

function byTransport({ settings, globals }: Reader, trunk: Trunk): readonly Addresses[] {
  const groups = new Map<Transport, Addresses>();
  for (const row of trunk.addresses) {
    const written = cell(row, 'TransportType');
    const value = transportOf(written, globals);
    const same = groups.get(value);
    if (same) {
      same.rows.push(row);
      continue;
    }
    const followed = written?.text === '-1' ? globals.transport.at : null;
    groups.set(value, { transport: { value, at: followed ?? placeOf(settings, written ?? row) }, rows: [row] });
  }
  return [...groups.values()];
}

const TRANSPORTS = ['udp', 'tcp', 'tls'] as const;

/** User's manual, Proxy Sets: -1 follows SIPTransportType. What an empty cell stands for is not documented. */
function transportOf(written: Cell | null, { transport }: Globals): Transport {
  const number = written?.text === '-1' ? transport.value : written?.text;
  return TRANSPORTS[Number(number ?? NaN)] ?? 'unknown';
}

/** For each SIP interface of the proxy set the leg out and those in, then those on other interfaces. */
function* legsOf(reader: Reader, trunk: Trunk, addresses: Addresses, listeners: readonly Listener[]): Generator<Leg> {
  const { settings, contexts, globals, classification } = reader;
  const transport = addresses.transport.value;
  const mayUseTls = transport === 'tls' || transport === 'unknown';
  const ownContext = trunk.row && ownContextOf(settings, contexts, trunk.row);
  const at = placeOf(settings, trunk.element);
  const ownNames = classification.ownNames(trunk.row, trunk.index);
  const common = {
    trunk: trunk.name,
    transport: addresses.transport,
    endpoints: addresses.rows.flatMap((row) => endpointsOf(settings, row)),
    ...(ownNames.length > 0 ? { ownNames } : {}),
    at,
  };
  const outbound = (listener: Listener, suffix: string): Leg => ({
    ...common,
    name: `${trunk.name} (out, ${transport}${suffix})`,
    direction: 'outbound',
    ...(mayUseTls ? pick(ownContext ?? listener.context) : NO_CONTEXT),
    port: common.endpoints[0]?.port?.value ?? null,
    enabled: { answer: 'yes', because: `nothing in the export switches ${called(trunk.element)} off`, at },
    mutualTls: mayUseTls ? listener.mutualTls : withoutTls(addresses),
    verifiesPeer: mayUseTls ? verifiesServer(settings, globals, listener, trunk.element) : withoutTls(addresses),
  });
  const inbound = (listener: Listener, suffix: string, context: ContextOf | null): Leg => {
    const port = portCell(listener.row, transport);
    return {
      ...common,
      name: `${trunk.name} (in, ${transport}${suffix})`,
      direction: 'inbound',
      ...(context ? pick(context) : NO_CONTEXT),
      port: listeningPort(port),
      enabled: listens(settings, trunk, port),
      mutualTls: context ? listener.mutualTls : withoutTls(addresses),
      verifiesPeer: context ? listener.mutualTls : withoutTls(addresses),
    };
  };

  const groups = classification.of(trunk.row, trunk.index);
  const ways = mayUseTls ? inboundWays(reader, groups, ownContext, listeners, trunk.element) : [];
  for (const listener of listeners) {
    const suffix = listeners.length > 1 ? `, ${listener.name}` : '';
    yield outbound(listener, suffix);
    if (!mayUseTls) yield inbound(listener, suffix, null);
    for (const way of ways) if (way.listener === listener) yield inbound(listener, way.suffix, way.context);
  }
  for (const { listener, suffix, context } of ways) {
    if (!listeners.includes(listener)) yield inbound(listener, suffix, context);
  }
}

/** The context that a proxy set names, `null` where it names none. */
function ownContextOf(settings: Settings, contexts: Contexts, row: Row): ContextOf | null {
  const unresolved = unsettled(settings, row, 'TLSContextName');
  if (unresolved) return { unresolved };
  const own = cell(row, 'TLSContextName');
  return own && contexts.named(row, own);
}

const NO_CONTEXT = { tlsContext: null, unresolved: null };

function pick(found: ContextOf): Pick<Leg, 'tlsContext' | 'unresolved'> {
  if ('context' in found) return { tlsContext: found.context.name.value, unresolved: null };
  return { tlsContext: null, unresolved: found.unresolved };
}

function withoutTls({ transport: { value, at } }: Addresses): Reasoned {
  return { answer: 'no', because: `the transport is ${value.toUpperCase()}, which shows no certificates`, at };
}

function endpointsOf(settings: Settings, row: Row): readonly Endpoint[] {
  const address = cell(row, 'IpAddress');
  return address ? endpointsBehind(settings, address) : [];
}

function portCell(row: Row | null, transport: Transport): Cell | null {
  if (!row || transport === 'unknown') return null;
  return cell(row, `${transport.toUpperCase()}Port`);
}

function listeningPort(port: Cell | null): number | null {
  const value = port && /^\d{1,5}$/.test(port.text) ? Number(port.text) : 0;
  return value > 0 && value <= 65535 ? value : null;
}

function listens(settings: Settings, { element }: Trunk, port: Cell | null): Reasoned {
  if (port && doesNotListen(port)) {
    const because = 'the port of this transport is 0 on the SIP interface, so it does not listen';
    return { answer: 'no', because, at: placeOf(settings, port) };
  }
  const because = `nothing in the export switches ${called(element)} off`;
  return { answer: 'yes', because, at: placeOf(settings, port ?? element) };
}
