import type { Reasoned } from '../../model/answer.js';
import type { Problem, TlsContext } from '../../model/trust.js';
import type { Sourced } from '../../text/provenance.js';
import { duplicate } from '../problem.js';
import { valueOf, type EdgeRecord } from './record.js';
import type { EdgeTables } from './tables.js';
import { offersOf } from './tls-offers.js';

export interface EdgeProfiles {
  readonly contexts: readonly TlsContext[];
  /** By row id; `null` where the table is not shown. */
  readonly byId: ReadonlyMap<string, EdgeProfile> | null;
  readonly problems: readonly Problem[];
}

export interface EdgeProfile {
  readonly context: TlsContext;
  readonly record: EdgeRecord;
  /** Further records of its id. Firmware is known to write one twice; which of them counts is not known. */
  readonly twins: EdgeRecord[];
}

/** Reference section 11.4. */
const VERSIONS = ['TLS 1.2', 'TLS 1.0', 'TLS 1.0-1.2', 'TLS 1.0-1.3', 'TLS 1.2-1.3', 'TLS 1.3'];

export function readProfiles(tables: EdgeTables, certificateLabels: readonly Sourced<string>[]): EdgeProfiles {
  const byId = new Map<string, EdgeProfile>();
  const problems: Problem[] = [];
  const names = new Set<string>();
  for (const record of tables.tlsProfiles ?? []) {
    const known = byId.get(record.id.value);
    if (known) {
      problems.push(duplicate('TLS profile', record.id, known.record.id.at));
      known.twins.push(record);
      continue;
    }
    const described = valueOf(record, 'Description');
    const id = record.id.value;
    const value =
      described && !names.has(described.value) ? described.value : `${described?.value ?? 'TLS profile'} (${id})`;
    names.add(value);
    const name = { value, at: described?.at ?? record.id.at };
    byId.set(id, { record, context: contextOf(record, name, tables, certificateLabels), twins: [] });
  }
  const contexts = [...byId.values()].map(({ context }) => context);
  return { contexts, byId: tables.tlsProfiles && byId, problems };
}

function contextOf(
  record: EdgeRecord,
  name: Sourced<string>,
  tables: EdgeTables,
  labels: readonly Sourced<string>[],
): TlsContext {
  const version = valueOf(record, 'TLSVersion');
  const words = version && VERSIONS[Number(version.value)];
  const ciphers = valueOf(record, 'ClientCipherSequence', 'ClientCipher');
  const own = ownCertificate(valueOf(record, 'ClientCertificate'), tables, labels);
  return {
    name,
    key: record.id.value,
    trustStores: ['device'],
    ...(version && words ? { tlsVersion: { value: words, at: version.at } } : {}),
    ...(ciphers ? { cipherSuites: [{ value: `codes ${ciphers.value}`, at: ciphers.at }] } : {}),
    offers: offersOf(record),
    ...(own ? { endEntity: own } : {}),
    at: record.at,
  };
}

/** The id of a certificate record; ids of supplementary ones may be off by 1000. Ambiguous ones stay open. */
function ownCertificate(
  id: Sourced<string> | null,
  { certificates, supplementary }: EdgeTables,
  labels: readonly Sourced<string>[],
): Sourced<string> | null {
  if (!id) return null;
  const all = [...(certificates ?? []), ...supplementary];
  const offset = String(Number(id.value) + 1000);
  const found = all.flatMap((record, index) => {
    const type = valueOf(record, 'CertFileType')?.value ?? '';
    const fits = record.id.value === id.value || (type === '5' && record.id.value === offset);
    return fits && ['1', '4', '5'].includes(type) ? (labels[index] ?? []) : [];
  });
  const [only] = found;
  return only && found.length === 1 ? { value: only.value, at: id.at } : null;
}

export interface Verification {
  readonly outbound: Reasoned;
  readonly inbound: Reasoned;
}

const SETTLED = 'Settings > Security > TLS Profiles in the web interface shows the setting';

/** Mutual authentication covers both directions; verifying the server alone exists only where it is off. */
export function verification(profile: EdgeProfile): Verification {
  const mutual = switched(profile, 'MutualAuth');
  if (mutual.answer !== 'no') return { outbound: mutual, inbound: mutual };
  return { outbound: switched(profile, 'VerifyPeersCertificate'), inbound: mutual };
}

function switched({ record, context, twins }: EdgeProfile, name: string): Reasoned {
  const value = valueOf(record, name);
  const where = `${name} of TLS profile ${context.name.value}`;
  const { at } = context;
  if (twins.some((twin) => valueOf(twin, name)?.value !== value?.value)) {
    const because = `${where} differs between the records of id ${record.id.value}`;
    return { answer: 'unknown', because, at, settledBy: SETTLED };
  }
  if (!value) return { answer: 'unknown', because: `${where} is not shown`, at, settledBy: SETTLED };
  if (value.value === '1' || value.value === '0') {
    return { answer: value.value === '1' ? 'yes' : 'no', because: `${where} is ${value.value}`, at: value.at };
  }
  return { answer: 'unknown', because: `${where} is neither 0 nor 1`, at: value.at, settledBy: SETTLED };
}
