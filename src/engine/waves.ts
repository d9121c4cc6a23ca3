import { compareText } from '../text/provenance.js';

/** How a roll-out is cut into waves: `1,10%,rest`. */
export interface WaveSpec {
  /** How many devices of each combination of vendor, release and peer go first. */
  readonly canaries: number;
  /** The waves after the canaries, without the last, which takes the rest. */
  readonly sizes: readonly { readonly of: 'devices' | 'percent'; readonly number: number }[];
}

/** A device as far as its wave depends on it. */
export interface WaveCandidate {
  readonly id: string;
  /** The combinations of vendor, release and peer that it stands for: one for each peer that it faces. */
  readonly combinations: readonly string[];
}

export function readWaves(text: string): WaveSpec | { readonly refused: string } {
  const [first = '', ...others] = text.split(',').map((part) => part.trim());
  const rest = others.pop();
  if (!/^[1-9]\d{0,5}$/.test(first)) {
    return {
      refused: 'the first number says how many devices of each combination of vendor, release and peer go first',
    };
  }
  if (rest !== 'rest') return { refused: 'the last wave is rest' };
  const sizes: WaveSpec['sizes'][number][] = [];
  for (const part of others) {
    const [, digits, percent] = /^([1-9]\d{0,5})(%?)$/.exec(part) ?? [];
    if (digits === undefined || (percent === '%' && Number(digits) > 100)) {
      return { refused: `${part} is neither a number of devices nor a percentage` };
    }
    sizes.push({ of: percent === '%' ? 'percent' : 'devices', number: Number(digits) });
  }
  return { canaries: Number(first), sizes };
}

/** The combinations of a device; one that faces nobody known stands for itself. */
export function combinationsOf(device: {
  readonly vendor: string;
  readonly release: { readonly value: string } | null;
  readonly legs: readonly { readonly peer: string | null }[];
}): readonly string[] {
  const peers = new Set(device.legs.flatMap(({ peer }) => peer ?? []));
  const release = device.release?.value ?? 'release not shown';
  return (peers.size === 0 ? ['no known peer'] : [...peers].sort(compareText)).map(
    (peer) => `${device.vendor}, ${release}, ${peer}`,
  );
}

/**
 * The wave of each device, from 1, without gaps. Canaries cover every combination; each later wave holds the combinations in the
 * shares that they have among what is left. The order of the devices that are given does not matter.
 */
export function assignWaves(
  candidates: readonly WaveCandidate[],
  { canaries, sizes }: WaveSpec,
): ReadonlyMap<string, number> {
  const all = [...candidates].sort((a, b) => compareText(a.id, b.id));
  const first = chooseCanaries(all, canaries);
  const waves = new Map([...first].map((id) => [id, 1]));
  const left = mixed(all.filter(({ id }) => !first.has(id)));
  let at = 0;
  let wave = 2;
  for (const { of, number } of sizes) {
    const size = of === 'devices' ? number : Math.ceil((all.length * number) / 100);
    const part = left.slice(at, at + size);
    for (const { id } of part) waves.set(id, wave);
    if (part.length > 0) wave += 1;
    at += part.length;
  }
  for (const { id } of left.slice(at)) waves.set(id, wave);
  return waves;
}

/** So many of each combination, or all there are; a device that stands for several counts for each of them. */
function chooseCanaries(all: readonly WaveCandidate[], wanted: number): ReadonlySet<string> {
  const byCombination = new Map<string, WaveCandidate[]>();
  for (const each of all) {
    for (const name of each.combinations) {
      const known = byCombination.get(name);
      if (known) known.push(each);
      else byCombination.set(name, [each]);
    }
  }
  const chosen = new Set<string>();
  const missing = new Map([...byCombination].map(([name, members]) => [name, Math.min(wanted, members.length)]));
  // Rare ones first: their only device often stands for a common one as well.
  const order = [...byCombination].sort(([a, x], [b, y]) => x.length - y.length || compareText(a, b));
  for (const [name, members] of order) {
    while ((missing.get(name) ?? 0) > 0) {
      const gain = (each: WaveCandidate) => each.combinations.filter((other) => (missing.get(other) ?? 0) > 0).length;
      const free = members.filter(({ id }) => !chosen.has(id));
      const best = free.reduce<WaveCandidate | null>(
        (found, each) => (found === null || gain(each) > gain(found) ? each : found),
        null,
      );
      if (!best) break;
      chosen.add(best.id);
      for (const other of best.combinations) missing.set(other, (missing.get(other) ?? 0) - 1);
    }
  }
  return chosen;
}

/** Each combination spread evenly over the whole, so that every stretch holds a share of it. */
function mixed(devices: readonly WaveCandidate[]): readonly WaveCandidate[] {
  const groups = new Map<string, WaveCandidate[]>();
  for (const each of devices) {
    const key = each.combinations.join('; ');
    const known = groups.get(key);
    if (known) known.push(each);
    else groups.set(key, [each]);
  }
  return [...groups]
    .flatMap(([key, members]) =>
      members.map((device, i) => ({ device, key, place: (2 * i + 1) / (2 * members.length) })),
    )
    .sort((a, b) => a.place - b.place || compareText(a.key, b.key) || compareText(a.device.id, b.device.id))
    .map(({ device }) => device);
}
