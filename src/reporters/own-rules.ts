import type { JudgedCheck } from '../model/run.js';
import type { RunReport } from '../model/run-report.js';
import type { Rule } from '../rules/define-rule.js';

/** The user's own rules of a run as reports describe rules; they do not run again. */
export function ownRules({ checks = [] }: Pick<RunReport, 'checks'>): readonly Rule[] {
  return checks.map(ownRule);
}

function ownRule({ id, level, what, why, remedy, applies, citations }: JudgedCheck): Rule {
  return {
    id,
    level,
    citations: citations.map(({ document, url }) => (url === undefined ? { document } : { document, url })),
    docs: { what, why, remedy },
    applies,
    messages: {},
    definedIn: citations[0]?.document ?? '',
  };
}
