import type { Fixer } from '../fixer.js';
import { planWith } from '../ribbon-core/plan.js';
import { layoutOf } from './layout.js';

/** Adds PKI entries of type remote behind the last one, in its layout, or enables one that holds the root already. */
export const ribbonCoreCurlyFixer: Fixer = {
  format: 'ribbon-core-curly',
  plan: (input) => planWith(layoutOf(input.source), input),
};
