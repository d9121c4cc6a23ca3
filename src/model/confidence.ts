import type { Confidence } from './knowledge.js';

/** The surest first. */
const ORDER: readonly Confidence[] = ['verified', 'corroborated', 'inferred', 'unknown'];

/** Statements that say the same back each other up. */
export function strongest(all: readonly Confidence[]): Confidence {
  return ORDER.find((each) => all.includes(each)) ?? 'unknown';
}

/** What rests on several statements is no better backed than the least of them. */
export function weakest(all: readonly Confidence[]): Confidence {
  return ORDER.findLast((each) => all.includes(each)) ?? 'unknown';
}
