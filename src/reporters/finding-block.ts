import type { Finding } from '../model/finding.js';
import { grouped } from '../text/grouped.js';
import type { Provenance } from '../text/provenance.js';
import { maskSecrets } from '../text/secrets.js';
import { count, visible, type Palette } from './terminal.js';

export interface BlockOptions {
  readonly palette: Palette;
  /** Findings only, without the frame of the text and without the reasons of the rules. */
  readonly quiet: boolean;
  /** The text of a line of a file, `null` where there is none. */
  readonly lineText: (at: Provenance) => string | null;
  /** Why a rule matters; `null` where it was said before. */
  readonly why: (ruleId: string) => string | null;
}

const LONGEST_LINE = 140;

/** Findings that differ in the root only are said once, with the roots as a list. */
export function findingBlocks(findings: readonly Finding[], options: BlockOptions): readonly string[] {
  const groups = grouped(findings, (finding) => {
    const { ruleId, kind, level, tlsContext, at, wants, hint } = finding;
    const message = finding.message.replace(finding.trustAnchor?.name ?? '', '');
    const place = wants ? null : at?.range.start;
    return JSON.stringify([ruleId, kind, level, tlsContext, message, at?.file, wants ? null : hint, place]);
  });
  return [...groups.values()].map((group) => findingBlock(group, options));
}

function findingBlock(group: readonly Finding[], options: BlockOptions): string {
  const { palette, quiet } = options;
  const [first] = group;
  if (!first) return '';
  const labeled = (label: string, text: string | null) =>
    text ? [`        ${palette.dim(label.padEnd(7))} ${visible(text)}`] : [];
  const place = first.at ? `${first.at.file}:${first.at.line}:${first.at.column}` : '';
  const sameReason = group.every(({ because }) => because === first.because);
  const sameHint = group.every(({ hint }) => hint === first.hint);
  // Nothing is known to be wrong there: it is said, and it does not fill the screen.
  const isAside = first.kind === 'open' && first.level === 'note';
  return [
    `  ${mark(first, palette)}  ${palette.bold(first.ruleId)}  ${palette.dim(visible(place))}`,
    `        ${visible(group.length === 1 ? first.message : groupMessage(first, group.length))}`,
    ...(group.length === 1 ? [] : group.map((finding) => listed(finding, sameReason, palette))),
    ...(quiet || isAside || !sameReason ? [] : frame(first, options)),
    ...labeled('because', sameReason ? first.because : null),
    ...labeled('why', quiet || isAside ? null : options.why(first.ruleId)),
    ...labeled('do', sameHint ? first.hint : `${first.hint ?? ''}; likewise for the others`),
  ].join('\n');
}

function groupMessage({ message, trustAnchor }: Finding, size: number): string {
  return message.replace(trustAnchor?.name ?? '', count(size, 'root'));
}

function listed({ trustAnchor, because, at }: Finding, sameReason: boolean, palette: Palette): string {
  const place = at ? `line ${at.line}: ` : '';
  const reason = sameReason || !because ? '' : palette.dim(`  ${visible(place + because)}`);
  return `          - ${visible(trustAnchor?.name ?? '')}${reason}`;
}

/** The line that a finding is about, with a mark under the very place; no mark where a secret was masked. */
function frame({ at }: Finding, { palette, lineText }: BlockOptions): readonly string[] {
  if (!at || at.range.end === at.range.start) return [];
  const text = lineText(at);
  if (text === null) return [];
  const number = String(at.line);
  const start = at.column - 1;
  const end = at.endLine === at.line ? at.endColumn - 1 : text.length;
  const from = start > LONGEST_LINE / 2 ? start - 20 : 0;
  const to = Math.min(text.length, from + LONGEST_LINE);
  // Masked as a whole line: the word that tells a secret may stand before the part that is shown.
  const whole = maskSecrets(text);
  const cut = (line: string) =>
    `${from > 0 ? '... ' : ''}${line.slice(from, to).replace(/\t/g, ' ')}${to < line.length ? ' ...' : ''}`;
  const shown = cut(text);
  const masked = whole === text ? shown : cut(whole);
  const indent = ' '.repeat(start - from + (from > 0 ? 4 : 0));
  const carets = '^'.repeat(Math.max(1, Math.min(end, to) - start));
  const line = `        ${palette.dim(`${number} |`)} ${visible(masked)}`;
  return masked === shown
    ? [line, `        ${palette.dim(`${' '.repeat(number.length)} |`)} ${indent}${palette.red(carets)}`]
    : [line];
}

/** The level of a finding in its color, or "open". */
export function mark({ kind, level }: Finding, palette: Palette): string {
  if (kind === 'open') return palette.magenta('open   ');
  const color = { error: palette.red, warning: palette.yellow, note: palette.blue }[level];
  return color(level.padEnd(7));
}
