import type { FixPlan } from '../../src/fixers/fixer.js';

/** All that a plan says to the operator, in its order. */
export function sentences(plan: Pick<FixPlan, 'checksBefore' | 'steps' | 'checksAfter' | 'rollback' | 'notes'>) {
  const { checksBefore, steps, checksAfter, rollback, notes } = plan;
  return [...[...checksBefore, ...steps, ...checksAfter, ...rollback].map(({ what }) => what), ...notes];
}

/** What a person can act on: more than a word, and no word of the program where text belongs. */
export const A_SENTENCE = /^(?!.*(?:undefined|\[object|\{\w+\}))[^\s(].*\w/s;
