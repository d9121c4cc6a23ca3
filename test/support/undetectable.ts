import type { Damage, Fixture } from './damage.js';

/** Forms whose end nothing marks: cut between two lines, such a file is another whole file. */
const WITHOUT_END = new Set(['asterisk-pjsip', 'kamailio-tls-cfg', 'ribbon-core-set']);

/** Forms whose flags, ports and releases are numbers: another digit is another valid value. */
const NUMBERS = new Set(['audiocodes-ini', 'audiocodes-cli']);

/** What reads like one longer file: a whole configuration with one more element, and a script with another behind it. */
const GOES_ON: Readonly<Record<string, readonly string[]>> = {
  'oracle-acli': ['oracle-acli/one-element'],
  'oracle-commands': ['oracle-commands/add-one-root'],
};

/** Whether a damaged file is another whole one, as good as the first: no reader could tell. */
export function isUndetectable(format: string, { files }: Fixture, damage: Damage): boolean {
  if (damage.kind === 'join') return GOES_ON[format]?.includes(damage.other.name) ?? false;
  if (damage.kind === 'flip' && NUMBERS.has(format)) {
    const before = files.get(damage.path)?.[damage.at] ?? 0;
    return [before, before ^ (1 << damage.bit)].every((code) => code >= 0x30 && code <= 0x39);
  }
  if (damage.kind !== 'cut' || !WITHOUT_END.has(format)) return false;
  const bytes = files.get(damage.path);
  // A line of set that is complete without its end says the same with it.
  const ends = format === 'ribbon-core-set' ? [0x0a, 0x0d] : [];
  return bytes?.[damage.at - 1] === 0x0a || ends.includes(bytes?.[damage.at] ?? 0);
}
