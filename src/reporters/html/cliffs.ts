import type { PeerProfile } from '../../model/knowledge.js';
import type { Cause, TimelineEvent } from '../../model/timeline.js';
import { compareText } from '../../text/provenance.js';
import { grouped } from '../../text/grouped.js';
import type { FleetTimeline } from './input.js';

/** A day on which something breaks, with all that breaks on it. */
export interface Cliff {
  readonly date: string;
  /** How many devices it hits. */
  readonly devices: number;
  /** Whether an error is among it. */
  readonly grave: boolean;
  readonly parts: readonly CliffPart[];
  /** Devices hit by then, on that day or before: by errors, and by anything. */
  readonly failingByThen: number;
  readonly hitByThen: number;
}

/** What breaks on a day for one reason. */
export interface CliffPart {
  readonly cause: Cause;
  readonly level: TimelineEvent['level'];
  readonly peer: string;
  readonly devices: number;
  /** The roots that it is about, with how many devices each hits. */
  readonly roots: readonly { readonly name: string; readonly devices: number }[];
  /** What is said of the first of the devices. */
  readonly message: string;
}

export const CAUSE_WORDS: Readonly<Record<Cause, string>> = {
  requirement: 'The peer requires a root that is missing',
  peer: 'The peer may present a path that does not end at a trusted root',
  'trust-anchor': 'A trusted root expires',
  'cross-sign': 'A cross-sign ends on which a path rests',
  'issuing-ca': 'An issuing CA expires',
  'retired-too-early': 'A root is gone that the peer still needs',
  'end-entity': 'The certificate of the SBC expires',
};

/** The days on which something breaks, in their order. */
export function cliffsOf({ events }: FleetTimeline, peers: readonly PeerProfile[]): readonly Cliff[] {
  const failing = new Set<string>();
  const hit = new Set<string>();
  const days = grouped(
    [...events].sort((a, b) => compareText(a.date, b.date)),
    ({ date }) => date,
  );
  return [...days].map(([date, same]): Cliff => {
    for (const { device, level } of same) {
      hit.add(device);
      if (level === 'error') failing.add(device);
    }
    return {
      date,
      devices: devicesOf(same),
      grave: same.some(({ level }) => level === 'error'),
      parts: [...grouped(same, ({ level, cause, peer }) => JSON.stringify([level, cause, peer])).values()]
        .map((alike) => partOf(alike, peers))
        .sort((a, b) => compareText(a.level, b.level) || b.devices - a.devices),
      failingByThen: failing.size,
      hitByThen: hit.size,
    };
  });
}

function partOf(alike: readonly TimelineEvent[], peers: readonly PeerProfile[]): CliffPart {
  const [first] = alike;
  if (!first) throw new Error('a group without an event');
  const about = alike.filter(({ trustAnchor }) => trustAnchor !== null);
  return {
    cause: first.cause,
    level: first.level,
    peer: peers.find(({ id }) => id === first.peer)?.title ?? first.peer,
    devices: devicesOf(alike),
    roots: [...grouped(about, ({ trustAnchor }) => trustAnchor?.name ?? '')]
      .map(([name, same]) => ({ name, devices: devicesOf(same) }))
      .sort((a, b) => b.devices - a.devices || compareText(a.name, b.name)),
    message: first.message,
  };
}

function devicesOf(events: readonly TimelineEvent[]): number {
  return new Set(events.map(({ device }) => device)).size;
}
