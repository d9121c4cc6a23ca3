import { anchorLoader, loadKnowledge, sha256 } from '../host/knowledge.js';
import type { KnownCertificate } from '../model/certificate.js';
import { openFindingsText, ruleText, rulesText } from '../reporters/rule-text.js';
import { customRule } from '../rules/custom/rule.js';
import type { Rule } from '../rules/define-rule.js';
import { rules } from '../rules/index.js';
import { closest } from '../text/closest.js';
import type { Environment } from './environment.js';
import type { ExitCode } from './exit-code.js';
import type { Arguments } from './flags.js';
import { emitForAll, paletteOf, readFormat } from './report.js';
import { settingsFinder, type SettingsFinder } from './settings.js';
import { UsageError } from './usage-error.js';

export async function explainCommand(args: Arguments, environment: Environment): Promise<ExitCode> {
  const [id, more] = args.positionals;
  if (id === undefined || more !== undefined)
    throw new UsageError('explain wants one rule, such as sbclint explain missing-trust-anchor');
  if (id === 'open') {
    emitForAll(openFindingsText(await paletteOf(args, environment)), args, environment);
    return 0;
  }
  // A rule of sbclint is explained whatever the settings hold.
  const builtIn = rules.find((candidate) => candidate.id === id);
  const all = builtIn ? [builtIn] : [...rules, ...(await ownRulesHere(args, environment))];
  const rule = all.find((candidate) => candidate.id === id);
  if (!rule) {
    const near = closest(
      id,
      all.map((candidate) => candidate.id),
    );
    throw new UsageError(`unknown rule ${id}; ${near ? `did you mean ${near}?` : 'sbclint rules lists them'}`);
  }
  emitForAll(ruleText(rule, await paletteOf(args, environment)), args, environment);
  return 0;
}

export async function rulesCommand(args: Arguments, environment: Environment): Promise<ExitCode> {
  if (args.positionals.length > 0) throw new UsageError('rules takes no paths');
  const format = readFormat(args);
  const all = [...rules, ...(await ownRulesHere(args, environment))];
  emitForAll(rulesText(all, format === 'json' || format === 'md' ? format : 'pretty'), args, environment);
  return 0;
}

/** The rules of the user's own: of `--config`, or of the settings of the folder in which the command runs. */
async function ownRulesHere(args: Arguments, environment: Environment): Promise<readonly Rule[]> {
  const { checks } = await findSettings(args.text('config'), ['.'], environment);
  return checks.map(customRule);
}

/** The settings of some paths, for commands that read no exports, or read them one by one. */
export async function findSettings(
  config: string | undefined,
  paths: readonly string[],
  { dataFolder }: Environment,
): Promise<SettingsFinder> {
  const shipped = anchorLoader(dataFolder);
  const surroundings = {
    knowledge: loadKnowledge(dataFolder),
    sha256,
    bytesOf: (certificate: KnownCertificate) => shipped(certificate)?.der ?? null,
  };
  const ids = rules.map(({ id }) => id);
  return settingsFinder({ config, baseline: undefined, createsBaseline: false }, paths, surroundings, ids);
}
