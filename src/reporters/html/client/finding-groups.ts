import { CONTEXT_GAP, LEVELS, ROOT_GAP, type PackedRule } from '../packed.js';
import { count } from './dom.js';
import { sure, type DeviceRow, type Fleet } from './fleet.js';

/** Findings of one rule that are of one weight: what the rule says is said once for them all. */
export interface FindingGroup {
  readonly rule: PackedRule;
  /** `open`, a level, or `accepted`. */
  readonly mark: string;
  readonly items: readonly FindingItem[];
}

/** Findings that say the same of different roots. */
export interface FindingItem {
  readonly message: string;
  readonly fix: string | null;
  readonly tlsContext: string | null;
  readonly requirements: readonly string[];
  /** Each of the findings, by what it alone says. */
  readonly about: readonly FindingPart[];
  readonly suppression: string | null;
}

export interface FindingPart {
  /** An index; -1 where no root is concerned. */
  readonly certificate: number;
  readonly place: string | null;
  readonly because: string | null;
  readonly hint: string | null;
}

interface Draft extends FindingItem {
  readonly requirements: string[];
  readonly about: FindingPart[];
}

/** The findings of a device, the gravest first, accepted ones last. */
export function findingGroups(fleet: Fleet, { index }: DeviceRow): readonly FindingGroup[] {
  const [, , , , , , , , findings] = fleet.device(index);
  const groups = new Map<string, { rank: number; rule: PackedRule; mark: string; items: Map<string, Draft> }>();
  for (const [at, path, line, column] of findings) {
    const [ruleAt, open, level, message, because, tlsContext, , requirements, certificate, hint, fix, suppression] =
      fleet.fact(at);
    const mark = suppression ? 'accepted' : open ? 'open' : (LEVELS[level] ?? '');
    const key = `${ruleAt} ${mark} ${level}`;
    const rank = (suppression ? 10 : 0) + level * 2 + open;
    const group = groups.get(key) ?? { rank, rule: sure(fleet.packed.rules[ruleAt]), mark, items: new Map() };
    groups.set(key, group);
    // The text as it stands for any root, so that roots of which the same is said come together.
    const common = fleet.text(message)?.replaceAll(CONTEXT_GAP, fleet.text(tlsContext) ?? '') ?? '';
    const [baseline, why, owner, until] = suppression ?? [0, -1, -1, -1];
    const accepted = suppression
      ? [
          baseline ? 'It is in the baseline' : 'It was suppressed',
          ...[fleet.text(why), ownerText(fleet.text(owner)), untilText(fleet.text(until))].filter(
            (part) => part !== null,
          ),
        ].join(', ')
      : null;
    const itemKey = JSON.stringify([common, tlsContext, fix, accepted]);
    const item = group.items.get(itemKey) ?? {
      message: common,
      fix: fleet.text(fix),
      tlsContext: fleet.text(tlsContext),
      requirements: [],
      about: [],
      suppression: accepted,
    };
    group.items.set(itemKey, item);
    for (const id of requirements) {
      const text = fleet.text(id);
      if (text !== null && !item.requirements.includes(text)) item.requirements.push(text);
    }
    item.about.push({
      certificate,
      place: path < 0 ? null : `${fleet.path(path) ?? ''}:${line}:${column}`,
      because: fleet.said(because, tlsContext, certificate),
      hint: fleet.said(hint, tlsContext, certificate),
    });
  }
  return [...groups.values()]
    .sort((a, b) => a.rank - b.rank)
    .map(({ rule, mark, items }) => ({ rule, mark, items: [...items.values()].map((item) => named(fleet, item)) }));
}

function named({ packed }: Fleet, item: Draft): FindingItem {
  const [first] = item.about;
  const name = packed.certificates[first?.certificate ?? -1]?.name ?? '';
  return {
    ...item,
    message: item.message.replaceAll(ROOT_GAP, item.about.length === 1 ? name : count(item.about.length, 'root')),
  };
}

function ownerText(owner: string | null): string | null {
  return owner === null ? null : `by ${owner}`;
}

function untilText(until: string | null): string | null {
  return until === null ? null : `until ${until}`;
}
