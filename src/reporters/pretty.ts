import type { FacingLeg } from '../model/device.js';
import { suppressionWords, type Finding } from '../model/finding.js';
import { countFindings, type CheckResult } from '../model/run.js';
import { grouped } from '../text/grouped.js';
import { findingBlocks, mark, type BlockOptions } from './finding-block.js';
import { count, visible } from './terminal.js';

/** What of a run is shown. */
export interface PrettyRun extends Pick<CheckResult, 'asOf' | 'findings' | 'files' | 'unrecognized' | 'checks'> {
  readonly devices: readonly PrettyDevice[];
}

interface PrettyDevice {
  readonly id: string;
  readonly product: string;
  readonly release: { readonly value: string } | null;
  readonly legs: readonly Pick<FacingLeg, 'peer' | 'cloud'>[];
}

export interface PrettyOptions extends BlockOptions {
  /** What a rule says, in a sentence. */
  readonly what: (ruleId: string) => string | null;
}

/** For people: first what is wrong over all devices, then each device with the very lines, then what was read and could not be told. */
export function prettyReport(result: PrettyRun, options: PrettyOptions): string {
  // The reason of a rule is said once, where it is met first.
  const said = new Set<string>();
  const why = (ruleId: string) => (said.has(ruleId) ? null : options.why(said.add(ruleId) && ruleId));
  const blocks = [causes(result, options), ...devices(result, { ...options, why }), summary(result, options)];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

/** Findings that share a cause, the most devices first: "DigiCert Global Root G3 is missing on 12 of 40 devices". */
function causes({ findings, devices: all }: PrettyRun, { palette, what }: PrettyOptions): string {
  if (all.length < 2) return '';
  const order = ['error', 'warning', 'note'];
  const groups = new Map<string, { finding: Finding; devices: Set<string> }>();
  for (const finding of findings) {
    if (finding.device === null || finding.level === 'note' || finding.suppression) continue;
    const key = JSON.stringify([finding.ruleId, finding.kind, finding.trustAnchor?.sha256]);
    const group = groups.get(key) ?? { finding, devices: new Set() };
    group.devices.add(finding.device);
    if (order.indexOf(finding.level) < order.indexOf(group.finding.level)) group.finding = finding;
    groups.set(key, group);
  }
  if (groups.size === 0) return '';
  const rank = ({ finding }: { finding: Finding }) =>
    order.indexOf(finding.level) + (finding.kind === 'open' ? 0.5 : 0);
  const lines = [...groups.values()]
    .sort((a, b) => rank(a) - rank(b) || b.devices.size - a.devices.size)
    .map(({ finding, devices: affected }) => {
      const where = `${affected.size} of ${count(all.length, 'device')}`;
      return `  ${mark(finding, palette)}  ${cause(finding, what)} on ${palette.bold(where)}`;
    });
  return [palette.bold('What is wrong'), ...lines].join('\n');
}

function cause({ ruleId, kind, trustAnchor }: Finding, what: PrettyOptions['what']): string {
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
  const said = what(ruleId)?.replace(/\.$/, '') ?? ruleId;
  return kind === 'open' ? `cannot be told: "${said}"` : `${said}:`;
}

function devices(result: PrettyRun, options: PrettyOptions): readonly string[] {
  const byDevice = grouped(result.findings, ({ device }) => device);
  const blocks = result.devices.map((device) => deviceBlock(device, byDevice.get(device.id) ?? [], options));
  const others = byDevice.get(null) ?? [];
  if (others.length > 0)
    blocks.push(
      [
        options.palette.bold('Files and facts'),
        ...findingBlocks(
          others.filter(({ suppression }) => suppression === null),
          options,
        ),
        ...suppressedLines(others, options),
      ].join('\n'),
    );
  return blocks;
}

function deviceBlock(device: PrettyDevice, findings: readonly Finding[], options: PrettyOptions): string {
  const { palette } = options;
  const peers = [
    ...new Set(device.legs.flatMap(({ peer, cloud }) => (peer === null ? [] : `${peer}${cloud ? ` (${cloud})` : ''}`))),
  ];
  const facing = peers.length > 0 ? `faces ${peers.join(' and ')}` : 'faces no peer that sbclint knows';
  const release = device.release ? ` ${device.release.value}` : '';
  const head = `${palette.bold(visible(device.id))}  ${palette.dim(visible(`${device.product}${release}, ${facing}`))}`;
  if (findings.length === 0) return `${head}\n  ${palette.green('ok')}  nothing to report`;
  const counting = findings.filter(({ suppression }) => suppression === null);
  return [head, ...findingBlocks(counting, options), ...suppressedLines(findings, options)].join('\n');
}

/** What somebody answers for, and what the baseline holds: one line each, so that it stays in sight. */
function suppressedLines(findings: readonly Finding[], { palette }: PrettyOptions): readonly string[] {
  const lines = new Map<string, number>();
  for (const { ruleId, trustAnchor, suppression } of findings) {
    if (!suppression) continue;
    const what = suppression.kind === 'baseline' ? '' : trustAnchor ? ` (${trustAnchor.name})` : '';
    const line = `${ruleId}${what}: ${suppressionWords(suppression)}`;
    lines.set(line, (lines.get(line) ?? 0) + 1);
  }
  return [...lines].map(([line, times]) =>
    palette.dim(`  hidden   ${visible(line)}${times > 1 ? `, ${times} times` : ''}`),
  );
}

function summary(result: PrettyRun, { palette }: PrettyOptions): string {
  const { error, warning, note, open, suppressed } = countFindings(result.findings);
  const { read, parsed, failed } = result.files;
  const lines = [
    palette.bold('Summary'),
    `  ${count(result.devices.length, 'device')} as of ${result.asOf}: ${count(error, 'error')}, ${count(warning, 'warning')}, ${count(note, 'note')}, ${open} that could not be told${suppressed > 0 ? `, ${suppressed} suppressed` : ''}`,
    `  ${count(read, 'file')} read: ${parsed} understood${failed > 0 ? `, ${palette.red(`${failed} could not be read`)}` : ''}${result.unrecognized.length > 0 ? `, ${result.unrecognized.length} not recognized` : ''}`,
  ];
  if (result.unrecognized.length > 0) {
    const names = result.unrecognized.slice(0, 5).join(', ');
    const more = result.unrecognized.length - 5;
    lines.push(palette.dim(visible(`  not recognized: ${names}${more > 0 ? ` and ${more} more` : ''}`)));
  }
  if (open > 0) lines.push('  "open" is not "fine": each one says what would settle it');
  return lines.join('\n');
}
