import type { Rule } from '../rules/define-rule.js';
import { OPEN_PAGE, OPEN_REASONS } from '../rules/open-reasons.js';
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
    `${bold('Open')}     ${openText(docs.open)}`,
    '',
    bold('What it says'),
    ...Object.values(messages).map((message) => `  ${message}`),
    '',
    `${bold('See')}      ${citations.map(citationText).join('; ')}${rule.definedIn === undefined ? `; docs/rules/${rule.id}.md` : ''}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** What an open finding of a rule means, and where to read what to do about it. */
function openText(open: Rule['docs']['open']): string {
  const [means, section] = open
    ? [open.means, `, "${OPEN_REASONS[open.see].title}"`]
    : ['The finding says why, and what would settle it.', ''];
  return `${means}\n         What to do: ${OPEN_PAGE}${section}, or sbclint explain open`;
}

/** What `explain open` prints: how open findings sound, and what to do about each kind. */
export function openFindingsText({ bold }: Palette): string {
  const reasons = Object.values(OPEN_REASONS).flatMap(({ title, sounds, remedy }) => [
    '',
    bold(title),
    `  sounds like: ${sounds.map((words) => `"${words}"`).join(', ')}`,
    `  what to do:  ${remedy}`,
  ]);
  const lines = [
    `${bold('open')}: the export cannot prove it.`,
    '',
    'Open is not fine, and it is not broken either. A finding says why behind "because" (in brackets where it has one line),',
    'and what settles it behind "do". An open finding that would be an error ends with exit code 3 where nothing fails.',
    'In general:',
    '',
    '  1. run the command behind "do" on the device, and save what it prints in a file',
    '  2. put the file beside the configuration, under the name that the finding or the page of the vendor gives,',
    '     or bind it by hand: --certificate LABEL=FILE; --peer ID where the export does not show whom the device faces',
    '  3. run sbclint again',
    ...reasons,
    '',
    `Every command, by vendor: ${OPEN_PAGE}`,
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
