import { VERDICTS, type Verdict } from '../verdict.js';
import {
  CONTEXT_GAP,
  ROOT_GAP,
  type PackedDevice,
  type PackedEvent,
  type PackedFact,
  type PackedFleet,
  type Text,
} from '../packed.js';

/** A device as the list and the filters see it. */
export interface DeviceRow {
  readonly index: number;
  readonly id: string;
  readonly vendor: string;
  readonly verdict: Verdict;
  /** Ids of the peers that it faces, with `peer/cloud` for each cloud. */
  readonly faces: ReadonlySet<string>;
  /** Indices of rules and certificates that its findings are about. */
  readonly rules: ReadonlySet<number>;
  readonly roots: ReadonlySet<number>;
  readonly errors: number;
  readonly open: number;
  readonly warnings: number;
  readonly accepted: number;
  /** The days on which something breaks on it. */
  readonly breaks: readonly string[];
  /** The first of them after the day of the report, or nothing. */
  readonly next: string;
}

/** The data of the page, with what the views ask of it. */
export interface Fleet {
  readonly packed: PackedFleet;
  /** The day of the report. */
  readonly today: string;
  readonly rows: readonly DeviceRow[];
  readonly text: (text: Text) => string | null;
  /** A text with the names of its TLS context and its root put in. */
  readonly said: (text: Text, tlsContext: Text, certificate: number) => string | null;
  readonly path: (path: number) => string | null;
  readonly device: (index: number) => PackedDevice;
  readonly fact: (index: number) => PackedFact;
  readonly event: (index: number) => PackedEvent;
  readonly find: (id: string) => DeviceRow | undefined;
  readonly peerTitle: (id: string) => string;
  readonly cloudTitle: (peer: string, cloud: string) => string;
}

export function openFleet(packed: PackedFleet): Fleet {
  const text = (at: Text) => packed.strings[at] ?? null;
  const today = packed.asOf.slice(0, 10);
  const rows = packed.devices.map((device, index) => rowOf(packed, device, index, today, text));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return {
    packed,
    today,
    rows,
    text,
    said: (at, tlsContext, certificate) =>
      text(at)
        ?.replaceAll(CONTEXT_GAP, text(tlsContext) ?? '')
        .replaceAll(ROOT_GAP, packed.certificates[certificate]?.name ?? '') ?? null,
    path: (at) => {
      const found = packed.paths[at];
      return found ? `${text(found[0]) ?? ''}${text(found[1]) ?? ''}` : null;
    },
    device: (index) => sure(packed.devices[index]),
    fact: (index) => sure(packed.facts[index]),
    event: (index) => sure(packed.events[index]),
    find: (id) => byId.get(id),
    peerTitle: (id) => packed.peers.find((peer) => peer.id === id)?.title ?? id,
    cloudTitle: (peer, cloud) =>
      packed.peers.find(({ id }) => id === peer)?.clouds.find(({ id }) => id === cloud)?.title ?? cloud,
  };
}

function rowOf(
  packed: PackedFleet,
  [id, vendor, , , verdict, , , legs, findings, events]: PackedDevice,
  index: number,
  today: string,
  text: Fleet['text'],
): DeviceRow {
  const faces = new Set<string>();
  for (const at of legs) {
    const [, , , peer, cloud] = sure(packed.legs[at]);
    const peerId = text(peer);
    if (peerId === null) continue;
    faces.add(peerId);
    const cloudId = text(cloud);
    if (cloudId !== null) faces.add(`${peerId}/${cloudId}`);
  }
  const rules = new Set<number>();
  const roots = new Set<number>();
  const counts = { errors: 0, open: 0, warnings: 0, accepted: 0 };
  for (const [at] of findings) {
    const [rule, open, level, , , , , , certificate, , , suppression] = sure(packed.facts[at]);
    rules.add(rule);
    if (certificate >= 0) roots.add(certificate);
    if (suppression) counts.accepted += 1;
    else if (open) counts.open += 1;
    else if (level === 0) counts.errors += 1;
    else if (level === 1) counts.warnings += 1;
  }
  const breaks = [...new Set(events.map((at) => text(sure(packed.events[at])[0]) ?? ''))].sort();
  return {
    index,
    id: text(id) ?? '',
    vendor: text(vendor) ?? '',
    verdict: VERDICTS[verdict] ?? 'open',
    faces,
    rules,
    roots,
    ...counts,
    breaks,
    next: breaks.find((day) => day > today) ?? '',
  };
}

/** What the packed data point to is there; anything else is a bug. */
export function sure<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the data of this report are damaged');
  return value;
}
