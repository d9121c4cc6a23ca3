import type { Level } from '../model/knowledge.js';
import { graver } from '../model/finding.js';
import type { Cause, TimelineEvent } from '../model/timeline.js';
import { confidenceNote } from '../model/vendor-command.js';
import { compareText } from '../text/provenance.js';
import { grouped } from '../text/grouped.js';

/** What breaks on one day for one reason, wherever it does. */
export interface TimelineGroup {
  readonly date: string;
  readonly cause: Cause;
  readonly peer: string;
  /** The gravest of its events. */
  readonly level: Level;
  readonly events: readonly TimelineEvent[];
  readonly devices: readonly string[];
  /** The roots that it is about, by name. */
  readonly anchors: readonly string[];
}

/** Events that are alike in all that `key` names, by day, the gravest first. */
export function groupEvents(
  events: readonly TimelineEvent[],
  key: (event: TimelineEvent) => readonly unknown[],
): readonly TimelineGroup[] {
  const made = [...grouped(events, (event) => JSON.stringify(key(event))).values()].flatMap((same) => {
    const [first] = same;
    return first ? [asGroup(first, same)] : [];
  });
  return made.sort(compareGroups);
}

function compareGroups(a: TimelineGroup, b: TimelineGroup): number {
  if (a.date === b.date && a.level !== b.level) return graver(a.level, b.level) === a.level ? -1 : 1;
  const text = ({ date, cause, peer, anchors }: TimelineGroup) => JSON.stringify([date, cause, peer, anchors]);
  return compareText(text(a), text(b));
}

function asGroup({ date, cause, peer }: TimelineEvent, events: readonly TimelineEvent[]): TimelineGroup {
  const level = events.reduce<Level>((gravest, each) => graver(gravest, each.level), 'note');
  const devices = distinct(events.map(({ device }) => device));
  const anchors = distinct(events.flatMap(({ trustAnchor }) => (trustAnchor ? [trustAnchor.name] : [])));
  return { date, cause, peer, level, events, devices, anchors };
}

/** Each once, in the order in which they come. */
export function distinct<T>(items: readonly T[]): readonly T[] {
  return [...new Set(items)];
}

/** Its legs by name, on all of its devices. */
export function legsOf({ events }: TimelineGroup): readonly string[] {
  return distinct(events.map(({ leg }) => leg).filter((leg) => leg !== ''));
}

/** Says which of them rest on what nobody verified. Their messages say so, since the rules put it there. */
export function confidenceOf({ events }: TimelineGroup): string {
  const notes = [confidenceNote('inferred'), confidenceNote('unknown')];
  const inferred = events.filter(({ message }) => notes.some((note) => message.includes(note)));
  if (inferred.length === 0) return '';
  return inferred.length === events.length ? confidenceNote('inferred') : ' (partly inferred, not verified)';
}

/** What it is about, in a few words: one root by its name, several by their number. */
export function groupTitle({ cause, anchors }: TimelineGroup): string {
  const [anchor = 'root'] = anchors;
  const name = anchors.length > 1 ? `${anchors.length} roots` : anchor;
  switch (cause) {
    case 'requirement':
      return anchors.length > 1 ? `${anchors.length} required roots` : name;
    case 'retired-too-early':
      return `retired ${name}`;
    case 'cross-sign':
      return `cross-sign of ${name}`;
    case 'trust-anchor':
      return `expiry of ${name}`;
    case 'issuing-ca':
      return 'expiry of an issuing CA';
    case 'end-entity':
      return 'expiry of its own certificate';
    case 'peer':
      return anchors.length === 0 ? 'all paths of the peer' : `path to ${name}`;
  }
}
