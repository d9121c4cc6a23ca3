import type { Provenance, Range, Sourced } from '../../text/provenance.js';
import type { SourceText } from '../../text/source-text.js';
import type { OracleAttribute, OracleElement, Unreadable } from '../oracle/element.js';
import { nearMiss } from '../../text/near-miss.js';
import { oneLetterOff } from '../oracle/near-word.js';
import { ATTRIBUTES, KEYS, LIST_ATTRIBUTES, READ } from '../oracle/vocabulary.js';
import type { Command } from './scan.js';

/** More entries than any device holds in one list; each command on a longer one would copy it once more. */
const LONGEST_LIST = 512;

/** An element while commands work on it; `done` makes it one of the device's. */
export interface Draft {
  readonly type: string;
  readonly isPart: boolean;
  readonly attributes: Map<string, OracleAttribute>;
  readonly children: OracleElement[];
  readonly unreadable: Unreadable[];
  readonly at: Provenance;
}

export function newDraft(type: string, at: Provenance): Draft {
  return { type, isPart: false, attributes: new Map(), children: [], unreadable: [], at };
}

/** What `select` puts in hand: the element as earlier commands left it, or one of which only the key is known. */
export function selectedDraft(
  type: string,
  key: Sourced<string> | null,
  known: OracleElement | null,
  at: Provenance,
): Draft {
  if (known) {
    const { attributes, children, unreadable, isPart } = known;
    return {
      type,
      isPart: isPart ?? false,
      attributes: new Map(attributes),
      children: [...children],
      unreadable: [...unreadable],
      at: known.at,
    };
  }
  const name = keyOf(type);
  const attributes = new Map(key ? [[name, { name, values: [key], unreadable: [], at: key.at }] as const] : []);
  return { type, isPart: true, attributes, children: [], unreadable: [], at };
}

export function keyOf(type: string): string {
  return KEYS.get(type) ?? (type === 'sip-port' ? 'address' : 'name');
}

export function elementOf({ type, isPart, attributes, children, unreadable, at }: Draft): OracleElement {
  const copy = { type, attributes: new Map(attributes), children: [...children], unreadable: [...unreadable] };
  return { ...copy, truncated: null, at, ...(isPart && { isPart }) };
}

/** Types an attribute into an element: a bare value sets, `+` adds, `-` takes away, parentheses set a list. */
export function assign(source: SourceText, draft: Draft, { word, name, value }: Command): void {
  const read = READ.get(draft.type);
  const at = source.at(name.start, (value ?? name).end);
  if (!read?.has(word)) {
    const known = ATTRIBUTES.get(draft.type) ?? [];
    const short = !known.includes(word) && [...(read ?? [])].some((each) => each.startsWith(word));
    const near = nearMiss(word, read ?? []);
    if (near !== null) draft.unreadable.push({ at, because: oneLetterOff(near) });
    else if (short) draft.unreadable.push({ at, because: 'an abbreviated name may stand for several attributes' });
    return;
  }
  const before = draft.attributes.get(word) ?? { name: word, values: [], unreadable: [], at };
  const fail = (because: string) => {
    const unreadable = before.unreadable.length < LONGEST_LIST ? [...before.unreadable, { at, because }] : [];
    draft.attributes.set(word, { ...before, unreadable: unreadable.length > 0 ? unreadable : before.unreadable });
  };
  if (!value) return fail('a value is missing');
  const isList = LIST_ATTRIBUTES.has(word);
  const sign = isList ? (/^[+-]/.exec(source.text[value.start] ?? '')?.[0] ?? '') : '';
  const ranges = valuesIn(source, { start: value.start + sign.length, end: value.end }, isList);
  if (!ranges || (isList && ranges.length === 0)) return fail('its quotes, parentheses or sign are not understood');
  if (before.values.length + ranges.length > LONGEST_LIST) return fail('the list is longer than any on a device');
  const typed = ranges.map(({ start, end }) => source.sourced(start, end));
  const values = sign === '' ? typed : changed(sign, before.values, typed);
  draft.attributes.set(word, { ...before, values, at: before.values.length > 0 && sign !== '' ? before.at : at });
}

function changed(
  sign: string,
  before: readonly Sourced<string>[],
  typed: readonly Sourced<string>[],
): readonly Sourced<string>[] {
  const isIn = (list: readonly Sourced<string>[], { value }: Sourced<string>) =>
    list.some((each) => each.value === value);
  if (sign === '-') return before.filter((each) => !isIn(typed, each));
  return [...before, ...typed.filter((each) => !isIn(before, each))];
}

/** The values of a command, without what only typing needs: quotes, and the parentheses of a list. */
function valuesIn(source: SourceText, range: Range, isList: boolean): readonly Range[] | null {
  const text = source.slice(range.start, range.end);
  if (text.length > 65_536) return null;
  const quoted = /^[ \t]*"([^"]*)"$/.exec(text);
  if (quoted && !isList) return [{ start: range.end - 1 - (quoted[1] ?? '').length, end: range.end - 1 }];
  if (!isList) return text.startsWith('"') ? null : [range];
  const inside = /^([ \t]*\()([^()]*)\)$/.exec(text);
  if (!inside && /[()]/.test(text)) return null;
  const from = range.start + (inside?.[1]?.length ?? 0);
  const found: Range[] = [];
  for (const match of (inside?.[2] ?? text).matchAll(/"([^"]*)"|[^\s"]+/g)) {
    const start = from + match.index + (match[1] === undefined ? 0 : 1);
    if (/^[+-]/.test(source.text[start] ?? '')) return null;
    found.push({ start, end: start + (match[1] ?? match[0]).length });
  }
  return inside || found.length === 1 ? found : null;
}
