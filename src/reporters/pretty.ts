import type { Device } from '../model/device.js';
import type { Finding } from '../model/finding.js';
import type { Provenance } from '../text/provenance.js';
import { countFindings, type CheckResult } from '../model/run.js';
import { maskSecrets } from '../text/secrets.js';
import { count, visible, type Palette } from './terminal.js';

export interface PrettyOptions {
  readonly palette: Palette;
  /** Findings only, without the frame of the text. */
  readonly quiet: boolean;
  /** The text of a line of a file, `null` where there is none. */
  readonly lineText: (at: Provenance) => string | null;
  /** What and why of a rule. */
  readonly why: (ruleId: string) => string | null;
}

const LONGEST_LINE = 160;

/** For people: first what is wrong over all devices, then each device with the very lines, then what was read and could not be told. */
export function prettyReport(result: CheckResult, options: PrettyOptions): string {
  const blocks = [causes(result, options), ...devices(result, options), summary(result, options)];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

/** Findings that share a cause, the most devices first: "DigiCert Global Root G3 is missing on 12 of 40 devices". */
function causes({ findings, devices: all }: CheckResult, { palette }: PrettyOptions): string {
  if (all.length < 2) return '';
  const groups = new Map<string, { finding: Finding; devices: Set<string> }>();
  for (const finding of findings) {
    if (finding.device === null || finding.level === 'note') continue;
    const key = JSON.stringify([finding.ruleId, finding.kind, finding.trustAnchor?.sha256]);
    const group = groups.get(key) ?? { finding, devices: new Set() };
    group.devices.add(finding.device);
    groups.set(key, group);
  }
  if (groups.size === 0) return '';
  const order = ['error', 'warning', 'note'];
  const rank = ({ finding }: { finding: Finding }) =>
    order.indexOf(finding.level) + (finding.kind === 'open' ? 0.5 : 0);
  const lines = [...groups.values()]
    .sort((a, b) => rank(a) - rank(b) || b.devices.size - a.devices.size)
    .map(({ finding, devices: affected }) => {
      const where = `${affected.size} of ${count(all.length, 'device')}`;
      return `  ${mark(finding, palette)}  ${cause(finding)} on ${palette.bold(where)}`;
    });
  return [palette.bold('What is wrong'), ...lines].join('\n');
}

function cause({ ruleId, kind, trustAnchor }: Finding): string {
  const anchor = trustAnchor?.name ?? '';
  const phrases: Record<string, [fail: string, open: string]> = {
    'missing-trust-anchor': [`${anchor} is missing`, `${anchor} cannot be proven`],
    'upcoming-trust-anchor': [
      `${anchor} will be needed and is missing`,
      `${anchor} will be needed and cannot be proven`,
    ],
    'unbound-trust-anchor': [`${anchor} is there and not in use`, `${anchor} may be there and not in use`],
    'retired-too-early': [`${anchor} was removed too early`, `${anchor} may have been removed too early`],
    'cross-signed-trust-anchor': [
      `${anchor} is there as a cross-sign only`,
      `${anchor} may be there as a cross-sign only`,
    ],
    'misnamed-trust-anchor': [`something else is named ${anchor}`, `a name contradicts itself`],
    'expired-trust-anchor': [`${anchor} has expired`, `${anchor} may have expired`],
    'expiring-trust-anchor': [`${anchor} expires soon`, `${anchor} may expire soon`],
  };
  const phrase = phrases[ruleId];
  if (phrase) return visible(kind === 'open' ? phrase[1] : phrase[0]);
  return kind === 'open' ? `${ruleId} cannot be told` : ruleId;
}

function devices(result: CheckResult, options: PrettyOptions): readonly string[] {
  const byDevice = new Map<string | null, Finding[]>();
  for (const finding of result.findings)
    byDevice.set(finding.device, [...(byDevice.get(finding.device) ?? []), finding]);
  const blocks = result.devices.map((device) => deviceBlock(device, byDevice.get(device.id) ?? [], options));
  const others = byDevice.get(null) ?? [];
  if (others.length > 0)
    blocks.push([options.palette.bold('Files and facts'), ...findingBlocks(others, options)].join('\n'));
  return blocks;
}

function deviceBlock(device: Device, findings: readonly Finding[], options: PrettyOptions): string {
  const { palette } = options;
  const peers = [
    ...new Set(device.legs.flatMap(({ peer, cloud }) => (peer === null ? [] : `${peer}${cloud ? ` (${cloud})` : ''}`))),
  ];
  const facing = peers.length > 0 ? `faces ${peers.join(' and ')}` : 'faces no peer that sbclint knows';
  const release = device.release ? ` ${device.release.value}` : '';
  const head = `${palette.bold(visible(device.id))}  ${palette.dim(visible(`${device.product}${release}, ${facing}`))}`;
  if (findings.length === 0) return `${head}\n  ${palette.green('ok')}  nothing to report`;
  return [head, ...findingBlocks(findings, options)].join('\n');
}

/** Findings that differ in the root only are said once, with the roots as a list. */
function findingBlocks(findings: readonly Finding[], options: PrettyOptions): readonly string[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { ruleId, kind, level, tlsContext, at, hint } = finding;
    const shared = finding.message.replace(finding.trustAnchor?.name ?? '', '');
    const key = JSON.stringify([
      ruleId,
      kind,
      level,
      tlsContext,
      shared,
      at?.file,
      finding.wants ? at?.line : at?.range.start,
      finding.wants ? null : hint,
    ]);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()].map((group) => findingBlock(group, options));
}

function findingBlock(group: readonly Finding[], options: PrettyOptions): string {
  const { palette } = options;
  const [first] = group;
  if (!first) return '';
  const place = first.at ? `${first.at.file}:${first.at.line}:${first.at.column}` : '';
  const lines = [`  ${mark(first, palette)}  ${palette.bold(first.ruleId)}  ${palette.dim(visible(place))}`];
  if (group.length === 1) lines.push(`        ${visible(first.message)}`);
  else {
    lines.push(`        ${visible(groupMessage(first, group.length))}`);
    lines.push(
      ...group.map(
        ({ trustAnchor, because }) =>
          `          - ${visible(trustAnchor?.name ?? '')}${group.length > 1 && first.kind === 'open' && because !== first.because ? palette.dim(visible(` (${because ?? ''})`)) : ''}`,
      ),
    );
  }
  if (!options.quiet) lines.push(...frame(first, options));
  if (first.because) lines.push(`        ${palette.dim('because')} ${visible(first.because)}`);
  if (!options.quiet) {
    const why = options.why(first.ruleId);
    if (why) lines.push(`        ${palette.dim('why    ')} ${why}`);
  }
  if (first.hint) lines.push(`        ${palette.dim('do     ')} ${visible(first.hint)}`);
  return lines.join('\n');
}

function groupMessage({ message, trustAnchor }: Finding, size: number): string {
  const name = trustAnchor?.name ?? '';
  return message.replace(name, count(size, 'root'));
}

function frame({ at }: Finding, { palette, lineText }: PrettyOptions): readonly string[] {
  if (!at || at.range.end === at.range.start) return [];
  const text = lineText(at);
  if (text === null) return [];
  const number = String(at.line);
  const start = at.column - 1;
  const end = at.endLine === at.line ? at.endColumn - 1 : text.length;
  const from = start > LONGEST_LINE / 2 ? start - 20 : 0;
  const shown = text.slice(from, from + LONGEST_LINE).replace(/\t/g, ' ');
  const width = Math.max(1, Math.min(end, from + LONGEST_LINE) - start);
  const pointer = `${' '.repeat(Math.max(0, start - from))}${'^'.repeat(Math.min(width, LONGEST_LINE))}`;
  const masked = maskSecrets(shown);
  return [
    `        ${palette.dim(`${number} |`)} ${visible(masked)}`,
    ...(masked === shown ? [`        ${palette.dim(`${' '.repeat(number.length)} |`)} ${palette.red(pointer)}`] : []),
  ];
}

function mark({ kind, level }: Finding, palette: Palette): string {
  if (kind === 'open') return palette.magenta('open   ');
  const color = { error: palette.red, warning: palette.yellow, note: palette.blue }[level];
  return color(level.padEnd(7));
}

function summary(result: CheckResult, { palette }: PrettyOptions): string {
  const { error, warning, note, open } = countFindings(result.findings);
  const { read, parsed, failed } = result.files;
  const lines = [
    palette.bold('Summary'),
    `  ${count(result.devices.length, 'device')} as of ${result.asOf}: ${count(error, 'error')}, ${count(warning, 'warning')}, ${count(note, 'note')}, ${open} that could not be told`,
    `  ${count(read, 'file')} read: ${parsed} understood${failed > 0 ? `, ${palette.red(`${failed} could not be read`)}` : ''}${result.unrecognized.length > 0 ? `, ${result.unrecognized.length} not recognized` : ''}`,
  ];
  if (result.unrecognized.length > 0) {
    const names = result.unrecognized.slice(0, 5).join(', ');
    const more = result.unrecognized.length - 5;
    lines.push(palette.dim(visible(`  not recognized: ${names}${more > 0 ? ` and ${more} more` : ''}`)));
  }
  if (open > 0) lines.push('  "open" is not "fine": each one names the command that would settle it');
  return lines.join('\n');
}
