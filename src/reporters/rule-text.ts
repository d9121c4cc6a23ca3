import type { Rule } from '../rules/define-rule.js';
import type { Palette } from './terminal.js';

/** A rule as `explain` prints it. */
export function ruleText(rule: Rule, { bold, dim }: Palette): string {
  const { docs, citations, messages } = rule;
  const lines = [
    `${bold(rule.id)}  ${dim(rule.level)}`,
    '',
    docs.what,
    '',
    `${bold('Why')}      ${docs.why}`,
    `${bold('Applies')}  ${rule.applies}`,
    `${bold('Remedy')}   ${docs.remedy}`,
    '',
    bold('What it says'),
    ...Object.values(messages).map((message) => `  ${message}`),
    '',
    `${bold('See')}      ${citations.map(citationText).join('; ')}${rule.definedIn === undefined ? `; docs/rules/${rule.id}.md` : ''}`,
  ];
  return `${lines.join('\n')}\n`;
}

export function citationText({ document, section }: Rule['citations'][number]): string {
  return section ? `${document}, ${section}` : document;
}

/** All rules as a table for the terminal, for Markdown or as JSON. */
export function rulesText(rules: readonly Rule[], format: 'pretty' | 'md' | 'json'): string {
  if (format === 'json') {
    const list = rules.map(({ id, level, docs, applies, citations, messages, definedIn }) => ({
      id,
      level,
      ...docs,
      applies,
      citations,
      messages,
      ...(definedIn === undefined ? {} : { definedIn }),
    }));
    return `${JSON.stringify({ schemaVersion: 1, rules: list }, null, 2)}\n`;
  }
  if (format === 'md') {
    const rows = rules.map(
      ({ id, level, docs, definedIn }) =>
        `| ${definedIn === undefined ? `[${id}](${id}.md)` : id} | ${level} | ${docs.what} |`,
    );
    return `${['| rule | level | says |', '| --- | --- | --- |', ...rows].join('\n')}\n`;
  }
  const width = Math.max(...rules.map(({ id }) => id.length));
  return rules.map(({ id, level, docs }) => `${id.padEnd(width)}  ${level.padEnd(7)}  ${docs.what}\n`).join('');
}
