import type { Provenance } from '../text/provenance.js';
import type { Level } from './knowledge.js';

/** `safe`: adds a public root that a requirement names. `review`: changes an existing value. `manual`: instructions only. */
export type FixTier = 'safe' | 'review' | 'manual';

/** A rule's remedy in the model's words, for every vendor at once. */
export interface Wanted {
  readonly store: string;
  readonly tlsContext: string;
  /** SHA-256 of the root. */
  readonly anchor: string;
  /** It is advice: added where it is asked for by name, and never otherwise. */
  readonly onRequest?: true;
}

/** Why a finding does not count: somebody said so, or it was there when the baseline was made. It stays visible. */
export interface Suppression {
  readonly kind: 'suppressed' | 'baseline';
  readonly reason: string | null;
  readonly owner: string | null;
  /** The last day on which it holds, as in 2027-01-31; `null` for a baseline. */
  readonly until: string | null;
}

/** Why a finding does not count, in a few words. */
export function suppressionWords({ kind, reason, owner, until }: Suppression): string {
  if (kind === 'baseline') return 'in the baseline';
  const details = [owner === null ? [] : owner, until === null ? [] : `until ${until}`].flat();
  return `suppressed: ${reason ?? ''}${details.length > 0 ? ` (${details.join(', ')})` : ''}`;
}

export interface Finding {
  readonly ruleId: string;
  /** `open`: too little is known to decide; it carries the level that it would have. */
  readonly kind: 'fail' | 'open';
  readonly level: Level;
  readonly device: string | null;
  readonly message: string;
  /** For `open`, why it cannot be told; for `fail`, what made the level what it is, where that needs saying. */
  readonly because: string | null;
  readonly tlsContext: string | null;
  readonly peer: string | null;
  readonly requirements: readonly string[];
  readonly trustAnchor: { readonly name: string; readonly sha256: string } | null;
  readonly at: Provenance | null;
  readonly hint: string | null;
  readonly fix: FixTier | null;
  readonly wants: Wanted | null;
  /** What it is about, by names that stay when lines move: a TLS context, a label, a host. */
  readonly names: readonly string[];
  /** SHA-256 of rule, kind, device, names, peer and root, never of lines and dates; unique in a run. */
  readonly fingerprint: string;
  readonly suppression: Suppression | null;
}

const LEVELS: readonly Level[] = ['error', 'warning', 'note'];

/** One level less grave; a note stays a note. */
export function lowered(level: Level): Level {
  return LEVELS[LEVELS.indexOf(level) + 1] ?? 'note';
}

export function graver(a: Level, b: Level): Level {
  return LEVELS.indexOf(a) <= LEVELS.indexOf(b) ? a : b;
}

export function atLeast(level: Level, threshold: Level): boolean {
  return LEVELS.indexOf(level) <= LEVELS.indexOf(threshold);
}
