import type { NeedsReport } from '../model/need.js';
import { conciseFields, count, visible, type Palette } from './terminal.js';
import { jsonText } from './json-text.js';

export function needsJson({ asOf, anchor, needs, unknown }: NeedsReport, version: string): string {
  const report = { schemaVersion: 1, tool: { name: 'sbclint', version }, asOf, anchor, needs, unknown };
  return `${jsonText(report, 2)}\n`;
}

/** One leg a line, and one for each device of which it cannot be told. */
export function needsNdjson({ needs, unknown }: NeedsReport): string {
  return [...needs, ...unknown].map((each) => `${jsonText(each, 0)}\n`).join('');
}

export function needsConcise({ needs, unknown }: NeedsReport): string {
  return [
    ...needs.map(({ device, leg, tlsContext, because }) => conciseFields(device, 'needs', leg, tlsContext, because)),
    ...unknown.map(({ device, because }) => conciseFields(device, 'cannot-tell', because)),
  ].join('');
}

export function needsPretty({ asOf, anchor, needs, unknown }: NeedsReport, palette: Palette): string {
  const lines = [palette.bold(visible(`Who needs ${anchor.name} on ${asOf}`))];
  for (const { device, leg, tlsContext, because } of needs) {
    lines.push(visible(`  ${device}  ${leg} in ${tlsContext}: ${because}`));
  }
  if (needs.length === 0) lines.push('  no leg that sbclint knows');
  if (unknown.length > 0) {
    lines.push('', palette.bold('Cannot tell'));
    for (const { device, because } of unknown) lines.push(visible(`  ${device}  ${because}`));
  }
  lines.push(
    '',
    `${count(needs.length, 'need')} on ${count(new Set(needs.map(({ device }) => device)).size, 'device')}`,
  );
  return `${lines.join('\n')}\n`;
}
