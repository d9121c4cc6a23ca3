import type { Reasoned } from '../../model/answer.js';
import type { Confidence } from '../../model/knowledge.js';
import type { Allowed } from '../../model/tls.js';
import type { Provenance, Sourced } from '../../text/provenance.js';

/** What is known of a field of one subject: of a single value one text or none, of a list its items. */
export interface Value {
  readonly certain: readonly string[];
  /** What may be there beside it, `any` where nobody can list it; empty where all is known. */
  readonly perhaps: readonly string[] | 'any';
  /** What is certainly none of it, although it may be anything else. */
  readonly cannotBe?: ReadonlySet<string>;
  /** Why not all is known, or why it is what it is; empty where the place speaks for itself. */
  readonly because: string;
  /** The setting that says so, where there is one of its own. */
  readonly at: Provenance | null;
  readonly settledBy?: string | undefined;
  /** How far the reading of the setting is backed; absent where it is plain. */
  readonly confidence?: Confidence;
  /** Which side of a TLS context it is about, where the two differ: ` as the client`. */
  readonly side?: string;
}

/** A single value that is shown; `null` where there provably is none. */
export function known(value: string | null, at: Provenance | null = null): Value {
  return { certain: value === null ? [] : [value], perhaps: [], because: '', at };
}

export function knownList(items: readonly string[], at: Provenance | null = null): Value {
  return { certain: [...new Set(items)], perhaps: [], because: '', at };
}

export function sourced(value: Sourced<string>): Value {
  return known(value.value, value.at);
}

/** What the export does not show. */
export function unknownValue(
  because: string,
  more: Partial<Pick<Value, 'at' | 'settledBy' | 'cannotBe' | 'certain'>> = {},
): Value {
  return { certain: [], perhaps: 'any', because, at: null, ...more };
}

export function reasoned({ answer, because, at, settledBy }: Reasoned): Value {
  const isKnown = answer !== 'unknown';
  return { certain: isKnown ? [answer] : [], perhaps: isKnown ? [] : ['yes', 'no'], because, at, settledBy };
}

export function allowed({ certain, perhaps, because, at, confidence }: Allowed, settledBy?: string): Value {
  return { certain, perhaps, because, at, confidence, settledBy };
}
