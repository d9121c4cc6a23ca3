import { holds } from '../../model/trust.js';
import type { AcliElement } from '../../parsers/oracle-acli/scan.js';
import type { Anchor, FixInput, Want } from '../fixer.js';
import type { Targets } from './edits.js';
import { recordName } from './record-name.js';

/** The record that a trust anchor gets or already has. */
export interface Chosen {
  readonly label: string;
  readonly anchor: Anchor;
  readonly isNew: boolean;
}

/** The named records of an export, and every name that one has or is called by, in lower case. */
export interface Names {
  readonly records: readonly unknown[];
  /** Whether the device may hold others. */
  readonly isPart?: boolean;
  readonly taken: ReadonlySet<string>;
}

/** Names records for trust anchors: one for each anchor, however many tls-profiles want it. */
export function recordChooser(
  targets: Names,
  { profile, namesTaken }: FixInput,
): (want: Want) => Chosen | { refused: string } {
  const taken = new Set(targets.taken);
  const chosen = new Map<string, Chosen | { refused: string }>();

  const choose = ({ anchor, held }: Want): Chosen | { refused: string } => {
    if (held && holds(held, anchor) === 'anchor') {
      const label = held.label.value;
      if (held.usable.answer === 'yes') return { label, anchor, isNew: false };
      return {
        refused: `certificate-record ${label} already holds it, and ${held.usable.because}; see to that by hand, as a second record would only hide it`,
      };
    }
    if (targets.records.length === 0 || targets.isPart) {
      const lacks = targets.isPart
        ? 'the commands in the file asked for some certificate-records only'
        : 'the file has no certificate-record with a name';
      return {
        refused: `${lacks}, so it cannot be told which names are free: give the whole show running-config`,
      };
    }
    const label = recordName(anchor, new Set([...taken, ...(namesTaken?.(anchor) ?? [])]), profile);
    if (label === null) return { refused: 'no name for a new certificate-record is free' };
    taken.add(label.toLowerCase());
    return { label, anchor, isNew: true };
  };

  return (want) => {
    const choice = chosen.get(want.anchor.sha256) ?? choose(want);
    chosen.set(want.anchor.sha256, choice);
    if ('refused' in choice) return choice;
    const listed = want.store.entries?.find(({ label }) => label.value === choice.label);
    if (!listed) return choice;
    return {
      refused: `${want.store.name} lists certificate-record ${choice.label} already, and ${listed.usable.because}; see to that by hand`,
    };
  };
}

/** The tls-profile of a want, or why nothing is added to it. */
export function profileElement({ store }: Want, targets: Targets, input: FixInput): AcliElement | { refused: string } {
  const [element, another] = targets.profiles.get(store.id) ?? [];
  if (!element) return { refused: `the file has no tls-profile ${store.name} with its header line` };
  // Of one without its header line only the name is known.
  const isTwice = input.device.problems.some(
    ({ ruleId, data }) => ruleId === 'duplicate-label' && data['kind'] === 'tls-profile' && data['name'] === store.name,
  );
  if (another || isTwice) return { refused: `the file has two tls-profiles ${store.name}` };
  const unread = unreadPart(input, store.name, element.at.start, element.lastLine.next);
  return unread ?? element;
}

/** Why nothing is added to a tls-profile of which part cannot be read. */
export function unreadPart(input: FixInput, name: string, start: number, end: number): { refused: string } | null {
  const { path } = input.source;
  const unread = input.device.problems.find(
    ({ ruleId, at: { file, range } }) =>
      ruleId === 'unreadable-input' && file === path && range.start >= start && range.end <= end,
  );
  return unread ? { refused: `part of tls-profile ${name} cannot be read` } : null;
}
