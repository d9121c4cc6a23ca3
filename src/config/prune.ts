import { readYaml } from '../knowledge/yaml.js';
import { compareText } from '../text/provenance.js';
import type { SuppressionSetting } from './scope.js';

/**
 * A settings file without some of its suppressions, by their position in the list; every other byte stays. `refused` where the
 * list is not written one item below the other, or where the rest would not say the same.
 */
export function withoutSuppressions(
  file: string,
  text: string,
  indices: ReadonlySet<number>,
): { readonly text: string } | { readonly refused: string } {
  const before = readYaml(file, text);
  if ('problem' in before) return { refused: before.problem.message };
  const lines = text.split(/(?<=\n)/);
  const count = suppressionsIn(before.value).length;
  const starts = Array.from({ length: count }, (_, i) => before.place(['suppressions', i]).line - 1);
  const remove = new Set<number>();
  for (const index of indices) {
    const start = starts[index];
    const dash = /^( *)- /.exec(lines[start ?? -1] ?? '');
    if (start === undefined || !dash) return { refused: 'its suppressions are not written one item below the other' };
    const indent = dash[1]?.length ?? 0;
    for (let at = start - 1; isCommentAt(lines[at], indent); at -= 1) remove.add(at);
    remove.add(start);
    for (let at = start + 1; at < lines.length && isInside(lines[at] ?? '', indent); at += 1) remove.add(at);
  }
  if (indices.size === count) {
    const key = lines.findIndex((line) => /^suppressions:\s*(#.*)?$/.test(line.trimEnd()));
    if (key < 0) return { refused: 'its suppressions are not written one item below the other' };
    remove.add(key);
  }
  const left = lines.filter((_, at) => !remove.has(at)).join('');
  return saysTheRest(file, before.value, left, indices)
    ? { text: left }
    : { refused: 'the rest would say something else' };
}

const WORDS = ['rule', 'device', 'object', 'trustAnchor', 'reason', 'owner', 'until'] as const;

/** Whether a settings file still has these suppressions at their positions. */
export function stillSays(file: string, text: string, suppressions: readonly SuppressionSetting[]): boolean {
  const now = readYaml(file, text);
  if ('problem' in now) return false;
  const said = suppressionsIn(now.value);
  return suppressions.every((setting) => {
    const item = (said[setting.index] ?? {}) as Readonly<Record<string, unknown>>;
    return WORDS.every((word) => (item[word] ?? null) === setting[word]);
  });
}

/** A comment right above an item, as far in as the item, is about the item. */
function isCommentAt(line: string | undefined, indent: number): boolean {
  return line !== undefined && line.trimStart().startsWith('#') && line.length - line.trimStart().length === indent;
}

function isInside(line: string, indent: number): boolean {
  return line.trim() !== '' && line.length - line.trimStart().length > indent;
}

function suppressionsIn(value: unknown): readonly unknown[] {
  const { suppressions } = (value ?? {}) as { readonly suppressions?: unknown };
  return Array.isArray(suppressions) ? suppressions : [];
}

function saysTheRest(file: string, before: unknown, text: string, removed: ReadonlySet<number>): boolean {
  const after = readYaml(file, text);
  if ('problem' in after) return false;
  const kept = suppressionsIn(before).filter((_, i) => !removed.has(i));
  const others = Object.entries(before as object).filter(([key]) => key !== 'suppressions');
  const expected = Object.fromEntries([...others, ...(kept.length === 0 ? [] : [['suppressions', kept] as const])]);
  return canonical(after.value ?? {}) === canonical(expected);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => compareText(a, b)))
      : inner,
  );
}
