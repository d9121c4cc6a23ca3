import { VERDICTS, type Verdict, type Verification, type VerificationSummary } from '../model/verification.js';
import { conciseFields, count, visible, type Palette } from './terminal.js';

export function verifyJson(
  asOf: string,
  results: readonly Verification[],
  summary: VerificationSummary,
  version: string,
): string {
  const report = { schemaVersion: 1, tool: { name: 'sbclint', version }, asOf, results, summary };
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** One planned addition a line. */
export function verifyNdjson(results: readonly Verification[]): string {
  return results.map((result) => `${JSON.stringify(result)}\n`).join('');
}

/** One planned addition a line, for grep. */
export function verifyConcise(results: readonly Verification[]): string {
  return results
    .map(({ device, status, trustAnchor, label, tlsContext, because, wave }) =>
      conciseFields(
        device,
        status,
        trustAnchor.name,
        label,
        tlsContext,
        because,
        wave === null ? null : `wave ${wave}`,
      ),
    )
    .join('');
}

export function verifyPretty(results: readonly Verification[], summary: VerificationSummary, palette: Palette): string {
  const colors = { present: palette.green, missing: palette.red, different: palette.red, unprovable: palette.magenta };
  const lines: string[] = [];
  let device = '';
  for (const { device: id, status, trustAnchor, label, tlsContext, because, wave } of results) {
    if (id !== device) lines.push(`${palette.bold(visible(id))}${wave === null ? '' : palette.dim(`  wave ${wave}`)}`);
    device = id;
    const where = tlsContext === null ? "the device's trust store" : tlsContext;
    lines.push(`  ${colors[status](status.padEnd(10))}  ${visible(`${trustAnchor.name} as ${label} in ${where}`)}`);
    if (because !== null) lines.push(`              because ${visible(because)}`);
  }
  for (const { id, additions } of summary.devices) {
    if (VERDICTS.some((status) => additions[status] > 0)) continue;
    lines.push(
      palette.bold(visible(id)),
      `  ${colors.unprovable('unprovable')}  the plan adds nothing to look for here`,
    );
  }
  lines.push(
    '',
    palette.bold('Summary'),
    ...summary.waves.map(
      ({ wave, status, devices }) =>
        `  wave ${wave}  ${colors[status](status.padEnd(10))}  ${count(sum(devices), 'device')}: ${inWords(devices)}`,
    ),
    `  ${count(results.length, 'planned addition')}: ${inWords(summary.additions)}`,
  );
  return `${lines.join('\n')}\n`;
}

function inWords(counts: Readonly<Record<Verdict, number>>): string {
  return VERDICTS.map((status) => `${counts[status]} ${status}`).join(', ');
}

function sum(counts: Readonly<Record<Verdict, number>>): number {
  return VERDICTS.reduce((all, status) => all + counts[status], 0);
}
