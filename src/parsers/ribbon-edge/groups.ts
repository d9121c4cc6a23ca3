import type { Endpoint, Problem, Transport } from '../../model/trust.js';
import { lookUp } from '../../text/look-up.js';
import type { Sourced } from '../../text/provenance.js';
import { undefinedReference } from '../problem.js';
import { valueOf, type EdgeRecord } from './record.js';
import type { EdgeTables } from './tables.js';

/** A SIP signaling group with the servers it calls, the hosts it admits and the ports it listens on. */
export interface SignalingGroup {
  readonly record: EdgeRecord;
  readonly trunk: string;
  readonly servers: readonly Server[];
  readonly federated: readonly Endpoint[];
  readonly listeners: readonly Listener[];
  /** Why the servers are not known, where a table is named and not shown. */
  readonly hidden: Sourced<string> | null;
  readonly problems: readonly Problem[];
}

export interface Server {
  readonly endpoint: Endpoint;
  readonly transport: Sourced<Transport>;
  readonly profile: Sourced<string> | null;
}

export interface Listener {
  readonly port: Sourced<number>;
  readonly transport: Sourced<Transport>;
  readonly profile: Sourced<string> | null;
  readonly name: string;
}

export function groupsOf(tables: EdgeTables): readonly SignalingGroup[] {
  const records = tables.groups ?? [];
  const names = records.map(
    (record) => valueOf(record, 'Description')?.value ?? `SIP signaling group ${record.id.value}`,
  );
  return records.map((record, index) => {
    const name = names[index] ?? '';
    const shared = names.indexOf(name) !== names.lastIndexOf(name);
    return groupOf(record, shared ? `${name} (${record.id.value})` : name, tables);
  });
}

function groupOf(record: EdgeRecord, trunk: string, tables: EdgeTables): SignalingGroup {
  const problems: Problem[] = [];
  const from = `SIP signaling group ${record.id.value}`;
  const cluster = valueOf(record, 'ServerClusterID', 'ServerClusterId');
  const named = cluster && cluster.value !== '0' ? cluster : null;
  const found = named ? (tables.serverTables ?? []).filter((table) => table.record.id.value === named.value) : [];
  if (named && found.length === 0 && tables.serverTables) {
    problems.push(undefinedReference(from, 'SIP server table', named));
  }
  const listeners = listenersOf(record, tables, (id) => problems.push(undefinedReference(from, 'listen port', id)));
  return {
    record,
    trunk,
    servers: found.flatMap(({ servers }) => servers).flatMap((server) => serverOf(server) ?? []),
    federated: federatedOf(record),
    listeners,
    hidden: named && found.length === 0 ? named : null,
    problems,
  };
}

/** ServerLookup 1 asks the DNS for a domain, whose answer has the ports (reference section 11.5). */
function serverOf(record: EdgeRecord): Server | null {
  const looksUp = valueOf(record, 'ServerLookup')?.value === '1';
  const host = looksUp ? valueOf(record, 'DomainName') : valueOf(record, 'Host');
  if (!host) return null;
  const transport = transportOf(valueOf(record, 'Protocol'), record);
  return {
    endpoint: { host, port: looksUp ? null : portOf(valueOf(record, 'Port')) },
    transport,
    // A stale id may remain on other protocols.
    profile: transport.value === 'udp' || transport.value === 'tcp' ? null : valueOf(record, 'TLSProfileID'),
  };
}

function listenersOf(
  record: EdgeRecord,
  { listenPorts }: EdgeTables,
  missing: (id: Sourced<string>) => void,
): readonly Listener[] {
  const listener = (of: EdgeRecord, name: string, suffix: string, protocol: string, portName: string) => {
    const port = portOf(valueOf(of, portName));
    const transport = transportOf(valueOf(of, protocol), of);
    const isPlain = transport.value === 'udp' || transport.value === 'tcp';
    const profile = isPlain ? null : valueOf(of, `TLSProfileID${suffix}`);
    return port ? [{ port, transport, profile, name }] : [];
  };
  const list = valueOf(record, 'SIPListenProtocolPortList');
  if (list) {
    return parts(list).flatMap((id) => {
      // Which of two rows of one id counts is not known, so both do.
      const rows = listenPorts.filter((each) => each.id.value === id.value);
      if (rows.length === 0) missing(id);
      return rows.flatMap((row, index) => {
        const name = `listen port ${id.value}${index === 0 ? '' : ` (${index + 1})`}`;
        return listener(row, name, '', 'ListenProtocol', 'ListenPort');
      });
    });
  }
  return [1, 2, 3, 4, 5, 6].flatMap((number) =>
    listener(record, `listen port ${number}`, `_${number}`, `Protocol_${number}`, `ListenPort_${number}`),
  );
}

/** Federated IP/FQDN: who may send to the group. An address with its mask is a range. */
function federatedOf(record: EdgeRecord): readonly Endpoint[] {
  const list = valueOf(record, 'RemoteHosts');
  const old = [1, 2, 3, 4, 5, 6].flatMap((number) => valueOf(record, `RemoteHost${number}`) ?? []);
  return (list ? parts(list) : old)
    .filter(({ value }) => value !== '' && value !== '0.0.0.0')
    .map((host) => ({ host, port: null }));
}

const parts = ({ value, at }: Sourced<string>) =>
  value
    .split(',')
    .map((part) => ({ value: part.trim(), at }))
    .filter((part) => part.value !== '');

const TRANSPORTS: Readonly<Record<string, Transport>> = { '1': 'udp', '2': 'tcp', '4': 'tls' };

function transportOf(code: Sourced<string> | null, { at }: EdgeRecord): Sourced<Transport> {
  return { value: (code && lookUp(TRANSPORTS, code.value)) ?? 'unknown', at: code?.at ?? at };
}

function portOf(text: Sourced<string> | null): Sourced<number> | null {
  if (!text || !/^\d{1,5}$/.test(text.value)) return null;
  const value = Number(text.value);
  return value >= 1 && value <= 65_535 ? { value, at: text.at } : null;
}
