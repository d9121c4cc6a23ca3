import type { Fixer } from '../fixer.js';
import { planWith } from '../ribbon-core/plan.js';
import { layoutOf } from './layout.js';

/** Adds PKI entries of type remote, laid out like the lines beside them, or enables one that holds the root already. */
export const ribbonCoreSetFixer: Fixer = {
  format: 'ribbon-core-set',
  plan: (input) => planWith(layoutOf(input.source), input),
};
