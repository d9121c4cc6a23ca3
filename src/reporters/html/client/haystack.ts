import { sure, type DeviceRow, type Fleet } from './fleet.js';

const made: (string | undefined)[] = [];

/** Everything by which a device can be searched, in lower case; made when it is first asked for. */
export function haystackOf(fleet: Fleet, { index }: DeviceRow): string {
  return (made[index] ??= make(fleet, index));
}

/** Makes the texts ahead, a few at a time, so that the first search is as quick as the next. */
export function makeAhead(fleet: Fleet, from = 0): void {
  const until = Math.min(from + 500, fleet.rows.length);
  for (const row of fleet.rows.slice(from, until)) haystackOf(fleet, row);
  if (until < fleet.rows.length) setTimeout(() => makeAhead(fleet, until), 0);
}

function make(fleet: Fleet, index: number): string {
  const { packed, text, device } = fleet;
  const [id, vendor, product, release, , files, stores, legs, findings] = device(index);
  const words = new Set<string | null>([id, vendor, product, release].map(text));
  for (const [path, format] of files) words.add(fleet.path(path)).add(text(format));
  for (const at of stores) {
    const [name, , , entries] = sure(packed.stores[at]);
    words.add(text(name));
    for (const entry of entries ?? []) {
      const [label, , certificate] = sure(packed.entries[entry]);
      words.add(text(label)).add(packed.certificates[certificate]?.name ?? null);
    }
  }
  for (const at of legs) {
    const [name, , tlsContext, peer, , hosts] = sure(packed.legs[at]);
    words.add(text(name)).add(text(tlsContext)).add(text(peer));
    for (const host of hosts) words.add(text(host));
  }
  for (const [at] of findings) {
    const [rule, , , , , , , , certificate] = sure(packed.facts[at]);
    words.add(sure(packed.rules[rule]).id).add(packed.certificates[certificate]?.name ?? null);
  }
  return [...words].join('\n').toLowerCase();
}
