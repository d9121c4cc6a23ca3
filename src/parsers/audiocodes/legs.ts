import { readable } from '../../text/latin1.js';
import type { Sourced } from '../../text/provenance.js';
import type { Reasoned } from '../../model/answer.js';
import type { Endpoint, Leg, Transport } from '../../model/trust.js';
import { inboundWays, readClassification, type Classification } from './classification.js';
import type { ContextOf, Contexts } from './contexts.js';
import { endpointOf } from './endpoint.js';
import { internalHosts } from './internal-srv.js';
import { listenersOf, verifiesServer, type Listener } from './listeners.js';
import type { Globals } from './parameters.js';
import { directory, nameCell } from './references.js';
import { called, cell, placeOf, rows, type Cell, type Row, type Settings } from './settings.js';

/** A proxy set with its addresses; `row` is `null` where addresses belong to one that the file does not show. */
interface Trunk {
  readonly index: string;
  readonly name: string;
  readonly row: Row | null;
  readonly addresses: readonly Row[];
  /** The proxy set's row, or the first address. */
  readonly element: Row;
}

interface Reader {
  readonly settings: Settings;
  readonly contexts: Contexts;
  readonly globals: Globals;
  readonly classification: Classification;
}

/** Every trunk with addresses. Calls go out by proxy set, then SIP interface, then context 0 (user's manual, Proxy Sets). */
export function readLegs(settings: Settings, contexts: Contexts, globals: Globals): readonly Leg[] {
  const reader: Reader = { settings, contexts, globals, classification: readClassification(settings) };
  const interfaces = directory(settings, 'SIPInterface');
  const legs: Leg[] = [];
  for (const trunk of readTrunks(settings)) {
    const listeners = listenersOf({ settings, interfaces, contexts, globals }, trunk.row, trunk.element);
    for (const addresses of byTransport(reader, trunk)) {
      const endpoints = addresses.rows.flatMap((row) => endpointsOf(settings, row));
      for (const listener of listeners) {
        const suffix = listeners.length > 1 ? `, ${listener.name}` : '';
        for (const leg of legsOf(reader, trunk, addresses, endpoints, listener, suffix)) legs.push(leg);
      }
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

function* legsOf(
  reader: Reader,
  trunk: Trunk,
  addresses: Addresses,
  endpoints: readonly Endpoint[],
  listener: Listener,
  suffix: string,
): Generator<Leg> {
  const { settings, contexts, globals, classification } = reader;
  const transport = addresses.transport.value;
  const mayUseTls = transport === 'tls' || transport === 'unknown';
  const own = trunk.row && cell(trunk.row, 'TLSContextName');
  const ownContext = trunk.row && own ? contexts.named(trunk.row, own) : null;
  const at = placeOf(settings, trunk.element);
  const ownNames = classification.ownNames(trunk.row, trunk.index);
  const common = {
    trunk: trunk.name,
    transport: addresses.transport,
    endpoints,
    ...(ownNames.length > 0 ? { ownNames } : {}),
    at,
  };

  yield {
    ...common,
    name: `${trunk.name} (out, ${transport}${suffix})`,
    direction: 'outbound',
    ...(mayUseTls ? pick(ownContext ?? listener.context) : NO_CONTEXT),
    port: endpoints[0]?.port?.value ?? null,
    enabled: { answer: 'yes', because: `nothing in the export switches ${called(trunk.element)} off`, at },
    mutualTls: mayUseTls ? listener.mutualTls : withoutTls(addresses),
    verifiesPeer: mayUseTls ? verifiesServer(settings, globals, listener, trunk.element) : withoutTls(addresses),
  };

  const port = portCell(listener.row, transport);
  const inbound = {
    ...common,
    direction: 'inbound' as const,
    port: listeningPort(port),
    enabled: listens(settings, trunk, port),
    mutualTls: mayUseTls ? listener.mutualTls : withoutTls(addresses),
    verifiesPeer: mayUseTls ? listener.mutualTls : withoutTls(addresses),
  };
  if (!mayUseTls) {
    yield { ...inbound, name: `${trunk.name} (in, ${transport}${suffix})`, ...NO_CONTEXT };
    return;
  }
  const groups = classification.of(trunk.row, trunk.index);
  for (const way of inboundWays(settings, groups, ownContext, listener.context, trunk.element)) {
    yield { ...inbound, name: `${trunk.name} (in, ${transport}${suffix}${way.suffix})`, ...pick(way.context) };
  }
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
  if (!address) return [];
  const behind = internalHosts(settings, address);
  return behind.length > 0 ? behind : [endpointOf(settings, address)];
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
  if (port && /^0+$/.test(port.text)) {
    const because = 'the port of this transport is 0 on the SIP interface, so it does not listen';
    return { answer: 'no', because, at: placeOf(settings, port) };
  }
  const because = `nothing in the export switches ${called(element)} off`;
  return { answer: 'yes', because, at: placeOf(settings, port ?? element) };
}
