import { hasEnded, moment } from '../../../model/time.js';
import type { PackedRequirement } from '../packed.js';
import { sure, type DeviceRow, type Fleet } from './fleet.js';

export interface Holder {
  readonly row: DeviceRow;
  readonly places: readonly { readonly store: string; readonly label: string; readonly certainty: number }[];
}

export interface Holdings {
  /** By the index of a certificate. */
  readonly held: ReadonlyMap<number, readonly Holder[]>;
  /** Labels without a certificate, with the devices that have them. */
  readonly bare: ReadonlyMap<string, ReadonlySet<string>>;
}

let made: Holdings | undefined;

/** Who holds what, made when it is first asked for. */
export function holdings(fleet: Fleet): Holdings {
  return (made ??= make(fleet));
}

function make({ packed, rows, text }: Fleet): Holdings {
  const held = new Map<number, Holder[]>();
  const bare = new Map<string, Set<string>>();
  for (const row of rows) {
    const places = new Map<number, { store: string; label: string; certainty: number }[]>();
    for (const at of sure(packed.devices[row.index])[6]) {
      const [name, , , entries] = sure(packed.stores[at]);
      for (const entry of entries ?? []) {
        const [label, , certificate, certainty] = sure(packed.entries[entry]);
        if (certainty === 2) {
          const plain = text(label) ?? '';
          bare.set(plain, (bare.get(plain) ?? new Set()).add(row.id));
        }
        if (certificate < 0) continue;
        const place = { store: text(name) ?? '', label: text(label) ?? '', certainty };
        places.set(certificate, [...(places.get(certificate) ?? []), place]);
      }
    }
    for (const [certificate, all] of places) {
      const holders = held.get(certificate);
      if (holders) holders.push({ row, places: all });
      else held.set(certificate, [{ row, places: all }]);
    }
  }
  return { held, bare };
}

/** Who needs a certificate, and the strongest way in which somebody does. */
export interface Need {
  readonly kind: PackedRequirement['kind'];
  readonly devices: ReadonlySet<string>;
  /** Those of which it is only inferred that they need it. */
  readonly inferred: ReadonlySet<string>;
}

const STRENGTH: readonly PackedRequirement['kind'][] = ['requires', 'one-of', 'path', 'keep', 'advises'];

/** The devices that face a cloud which needs a certificate now or later, by its index; only those of the strongest kind count. */
export function needs({ packed, rows, today }: Fleet): ReadonlyMap<number, Need> {
  const needed = new Map<number, { kind: PackedRequirement['kind']; devices: Set<string>; inferred: Set<string> }>();
  const standing = packed.requirements
    .filter((each) => !isOver(each, today))
    .sort((a, b) => STRENGTH.indexOf(a.kind) - STRENGTH.indexOf(b.kind));
  for (const { kind, peer, clouds, certificates, confidence } of standing) {
    const weak = confidence === 'inferred' || confidence === 'unknown';
    const facing = rows.filter(({ faces }) => clouds.some((cloud) => faces.has(`${peer}/${cloud}`)));
    if (facing.length === 0) continue;
    for (const at of certificates) {
      const need = needed.get(at) ?? { kind, devices: new Set(), inferred: new Set() };
      needed.set(at, need);
      if (need.kind !== kind) continue;
      for (const { id } of facing) {
        // What one source proves, another need not infer.
        if (!weak) need.inferred.delete(id);
        else if (!need.devices.has(id)) need.inferred.add(id);
        need.devices.add(id);
      }
    }
  }
  return needed;
}

/** Whether what a peer asked for had an end that has passed. */
export function isOver({ until }: PackedRequirement, today: string): boolean {
  return until !== null && hasEnded(moment(until), moment(today));
}
