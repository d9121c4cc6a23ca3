import { openFindingsText, ruleText, rulesText } from '../reporters/rule-text.js';
import { rules } from '../rules/index.js';
import { closest } from '../text/closest.js';
import type { Environment } from './environment.js';
import type { ExitCode } from './exit-code.js';
import type { Arguments } from './flags.js';
import { emit, paletteOf, readFormat } from './report.js';
import { UsageError } from './usage-error.js';

export function explainCommand(args: Arguments, environment: Environment): ExitCode {
  const [id, more] = args.positionals;
  if (id === undefined || more !== undefined)
    throw new UsageError('explain wants one rule, such as sbclint explain missing-trust-anchor');
  if (id === 'open') {
    emit(openFindingsText(paletteOf(args, environment)), args, environment);
    return 0;
  }
  const rule = rules.find((candidate) => candidate.id === id);
  if (!rule) {
    const near = closest(
      id,
      rules.map((candidate) => candidate.id),
    );
    throw new UsageError(`unknown rule ${id}; ${near ? `did you mean ${near}?` : 'sbclint rules lists them'}`);
  }
  emit(ruleText(rule, paletteOf(args, environment)), args, environment);
  return 0;
}

export function rulesCommand(args: Arguments, environment: Environment): ExitCode {
  if (args.positionals.length > 0) throw new UsageError('rules takes no paths');
  const format = readFormat(args);
  emit(rulesText(rules, format === 'json' || format === 'md' ? format : 'pretty'), args, environment);
  return 0;
}
