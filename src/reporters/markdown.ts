import type { ReportedDevice, ReportedFinding, RunReport } from '../model/run-report.js';
import { countFindings } from '../model/run.js';
import { grouped } from '../text/grouped.js';
import type { Render } from './report-format.js';
import { gravity, sentence, suppressionText } from './said.js';
import { count, visible } from './terminal.js';

/** GitHub takes comments up to 65,536 characters. */
const MAX_BYTES = 60_000;

/** Kept free for what is said of what was left out. */
const RESERVE = 500;

const MAX_ROWS = 200;

/** Bytes of its rows. */
const MAX_TABLE = 25_000;

const TABLE_HEAD = [
  '| device | errors | warnings | notes | open | suppressed |',
  '| --- | ---: | ---: | ---: | ---: | ---: |',
];

/** A longer name of a device is cut in the table; its section has it whole. */
const LONGEST_NAME = 80;

const encoder = new TextEncoder();

interface Section {
  readonly name: string;
  readonly title: string;
  readonly findings: readonly ReportedFinding[];
}

/** Markdown for a comment on a merge request: a table of the devices first, then each device, the most serious first. */
export const markdownReport: Render = (report) => {
  const sections = sectionsOf(report);
  const worst = [...sections].sort((a, b) => rank(a) - rank(b));
  const rows = rowsOf(worst);
  const head = [title(report), '', ...TABLE_HEAD, ...rows].join('\n');
  let text = `${head}\n`;
  let size = bytes(text);
  let left = 0;
  let full = false;
  for (const section of worst) {
    if (section.findings.length === 0) continue;
    const open = `\n### ${section.title}\n\n`;
    const lines: readonly string[] = full ? [] : fitting(section.findings, MAX_BYTES - RESERVE - size - bytes(open));
    left += section.findings.length - lines.length;
    full ||= lines.length < section.findings.length;
    if (lines.length === 0) continue;
    text += `${open}${lines.join('')}`;
    size = bytes(text);
  }
  const notices: string[] = [];
  if (left > 0)
    notices.push(
      `${count(left, 'finding')} of ${report.findings.length} left out, the least serious devices first, to stay below 60 KB`,
    );
  if (worst.length > rows.length) notices.push(`${count(worst.length - rows.length, 'row')} of the table left out`);
  if (notices.length > 0) text += `\n_${notices.join('; ')}._\n`;
  return { text, notices: notices.map((notice) => `Markdown: ${notice}`) };
};

/** As many of some findings as fit, whole. */
function fitting(findings: readonly ReportedFinding[], room: number): readonly string[] {
  const lines: string[] = [];
  let size = 0;
  for (const finding of [...findings].sort((a, b) => gravity(a) - gravity(b))) {
    const line = findingLines(finding);
    size += bytes(line);
    if (size > room) break;
    lines.push(line);
  }
  return lines;
}

function sectionsOf({ devices, findings }: RunReport): readonly Section[] {
  const byDevice = grouped(findings, ({ device }) => device);
  const others = byDevice.get(null) ?? [];
  return [
    ...devices.map((device) => ({
      // No code span: in a table a bar would end it.
      name: escaped(shortened(device.id)),
      title: `${code(device.id)}, ${escaped(productOf(device))}`,
      findings: byDevice.get(device.id) ?? [],
    })),
    ...(others.length > 0 ? [{ name: 'files and facts', title: 'Files and facts', findings: others }] : []),
  ];
}

function rank({ findings }: Section): number {
  return findings.reduce((least, finding) => Math.min(least, gravity(finding)), 100);
}

function productOf({ product, release }: ReportedDevice): string {
  return release === null ? product : `${product} ${release}`;
}

function title({ summary, asOf }: RunReport): string {
  const { error, warning, note, open } = summary.findings;
  const { read, failed } = summary.files;
  return [
    '## sbclint',
    '',
    `**${count(error, 'error')}, ${count(warning, 'warning')}, ${count(note, 'note')}, ${open} open** on ${count(summary.devices, 'device')} as of ${escaped(asOf)}; ${count(read, 'file')} read${failed > 0 ? `, **${failed} could not be read**` : ''}.`,
    ...(open > 0 ? ['', 'Open is not fine: the export cannot prove it, and each one says what would settle it.'] : []),
  ].join('\n');
}

function rowsOf(sections: readonly Section[]): readonly string[] {
  const rows = sections.slice(0, MAX_ROWS).map(({ name, findings }) => {
    const { error, warning, note, open, suppressed } = countFindings(findings);
    return `| ${[name, error, warning, note, open, suppressed].join(' | ')} |`;
  });
  let size = 0;
  const tooMany = rows.findIndex((row) => (size += bytes(row) + 1) > MAX_TABLE);
  return tooMany < 0 ? rows : rows.slice(0, tooMany);
}

function findingLines(finding: ReportedFinding): string {
  const { location, kind, level, ruleId, hint } = finding;
  const place = location ? ` ${code(`${location.path}:${location.startLine}`)}` : '';
  const said = suppressionText(finding);
  const mark = said === null ? `**${kind === 'open' ? 'open' : level}**` : `~~${kind === 'open' ? 'open' : level}~~`;
  return [
    `- ${mark} ${code(ruleId)}${place}: ${escaped(sentence(finding))}`,
    ...(said === null ? [] : [`  - ${escaped(said)}`]),
    ...(hint ? [`  - do: ${escaped(hint)}`] : []),
    '',
  ].join('\n');
}

function shortened(name: string): string {
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME)}...`;
}

/** Text as it is: no markup, HTML, link, mention or table cell comes of it. */
function escaped(text: string): string {
  return visible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_[\]|~#!$]/g, '\\$&')
    .replaceAll('://', '&#58;//')
    .replace(/\bwww\./gi, (www) => `${www.slice(0, 3)}&#46;`)
    .replaceAll('@', '@<!-- -->');
}

/** A code span that ends nowhere before its end. */
function code(text: string): string {
  const shown = visible(text).replaceAll('\t', ' ');
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 || /^ | $|^$/.test(shown) ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

function bytes(text: string): number {
  return encoder.encode(text).length;
}
