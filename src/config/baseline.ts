import { record, whyNotJson } from '../model/json.js';
import { compareText } from '../text/provenance.js';
import { serialized } from '../text/secrets.js';
import type { Baseline, Subject } from './scope.js';

/** A finding as a baseline keeps it: what it is about, never a line or a date. */
export interface BaselineEntry {
  readonly rule: string;
  readonly kind: 'fail' | 'open';
  /** Where the device's configuration lies below the folder of the baseline; `null` for a file of no device. */
  readonly device: string | null;
  readonly names: readonly string[];
  readonly peer: string | null;
  /** SHA-256 of the root. */
  readonly trustAnchor: string | null;
}

/** A path as seen from the folder of the baseline. */
export type Below = (path: string) => string;

export function entryOf({ ruleId, kind, key, names, peer, trustAnchor }: Subject, below: Below): BaselineEntry {
  return {
    rule: ruleId,
    kind,
    device: key === null ? null : below(key),
    names,
    peer,
    trustAnchor: trustAnchor?.sha256 ?? null,
  };
}

export function keyOf({ rule, kind, device, names, peer, trustAnchor }: BaselineEntry): string {
  return JSON.stringify([rule, kind, device, names, peer, trustAnchor]);
}

export function baselineOf(entries: readonly BaselineEntry[], below: Below): Baseline {
  const keys = new Set(entries.map(keyOf));
  return { holds: (subject) => keys.has(keyOf(entryOf(subject, below))) };
}

/** The text of a baseline: one entry a line, in an order of their own, so that a change of it is reviewed like code. */
export function baselineText(entries: readonly BaselineEntry[]): string {
  const unique = new Map(entries.map((entry) => [keyOf(entry), entry]));
  const lines = [...unique.values()]
    .sort((a, b) => compareText(a.device ?? '', b.device ?? '') || compareText(keyOf(a), keyOf(b)))
    .map((entry) => `    ${serialized(entry)}`);
  const list = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  return `{\n  "schemaVersion": 1,\n  "findings": ${list}\n}\n`;
}

/** Reads a baseline; `refused` says what is wrong with it. */
export function readBaseline(text: string): readonly BaselineEntry[] | { readonly refused: string } {
  let read: unknown;
  try {
    read = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return { refused: `it is ${whyNotJson(error)}` };
  }
  const { schemaVersion, findings } = record(read);
  if (schemaVersion !== 1)
    return { refused: 'it has no schemaVersion 1: give a file that sbclint baseline create wrote' };
  if (!Array.isArray(findings)) return { refused: 'it has no list of findings' };
  const wrong = findings.findIndex((each) => !isEntry(each));
  if (wrong >= 0) return { refused: `findings[${wrong}] has no rule, kind, device, names, peer or trustAnchor` };
  return findings as readonly BaselineEntry[];
}

function isEntry(value: unknown): value is BaselineEntry {
  const { rule, kind, device, names, peer, trustAnchor } = record(value);
  const isText = (each: unknown) => typeof each === 'string';
  const isTextOrNull = (each: unknown) => each === null || isText(each);
  return (
    isText(rule) &&
    (kind === 'fail' || kind === 'open') &&
    [device, peer, trustAnchor].every(isTextOrNull) &&
    Array.isArray(names) &&
    names.every(isText)
  );
}
